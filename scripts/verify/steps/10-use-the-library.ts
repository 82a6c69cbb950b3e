import type { Verification } from '../bench';
import { verifyCaller } from './caller';

/** The caller function calls the API with the library's signature. */
export const verifyUseTheLibrary: Verification = (bench) =>
  verifyCaller(bench, '10-use-the-library/caller');
