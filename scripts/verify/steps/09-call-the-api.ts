import type { Verification } from '../bench';
import { verifyCaller } from './caller';

/** The caller function calls the API with the signature that the learner has written. */
export const verifyCallTheApi: Verification = (bench) =>
  verifyCaller(bench, '09-call-the-api/caller');
