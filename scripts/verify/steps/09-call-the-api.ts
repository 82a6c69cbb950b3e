import type * as SignRequest from '../../../solutions/07-sign-request/sign-request';
import { CALLER } from '../caller/callers-figures';
import { verifyCaller } from '../caller/verify-caller';
import type { Verification } from '../verification';
import { SIGN_REQUEST } from './07-sign-request';

/** The caller function calls the API with the signature that the learner has written. */
export const verifyCallTheApi: Verification = (run) => {
  const { code } = run;
  return verifyCaller(run, {
    file: CALLER,
    stages: code,
    sign: () => code.load<typeof SignRequest>(SIGN_REQUEST, 'signRequest').signRequest,
  });
};
