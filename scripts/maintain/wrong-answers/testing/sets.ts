import { CALL_THE_API, CALL_THE_API_PARTS } from '../call-the-api';
import { CANONICAL_REQUEST } from '../canonical-request';
import { HELLO_HANDLER } from '../hello-handler';
import { INVOKE_POLICY } from '../invoke-policy';
import { PROVISION_API } from '../provision-api';
import { PRESIGN_URL, SIGN_REQUEST } from '../signed-requests';
import { SIGNING_KEY, STRING_TO_SIGN } from '../signing-stages';
import { USE_THE_LIBRARY } from '../use-the-library';
import type { AnswersToStep } from './check-answers';

/** All wrong answers, by the step and the file that they belong to. */
export const SETS: AnswersToStep[] = [
  { step: '01', file: 'hello-handler.ts', answers: HELLO_HANDLER },
  { step: '02', file: 'provision-api.ts', answers: PROVISION_API },
  { step: '03', file: 'invoke-policy.ts', answers: INVOKE_POLICY },
  { step: '04', file: 'canonical-request.ts', answers: CANONICAL_REQUEST },
  { step: '05', file: 'string-to-sign.ts', answers: STRING_TO_SIGN },
  { step: '06', file: 'signing-key.ts', answers: SIGNING_KEY },
  { step: '07', file: 'sign-request.ts', answers: SIGN_REQUEST },
  { step: '08', file: 'presign-url.ts', answers: PRESIGN_URL },
  { step: '09', file: 'caller.ts', answers: CALL_THE_API_PARTS },
  { step: '09', file: 'caller.ts', answers: CALL_THE_API },
  { step: '10', file: 'caller.ts', answers: USE_THE_LIBRARY },
];
