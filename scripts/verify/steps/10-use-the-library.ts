import type * as LibraryCaller from '../../../solutions/10-use-the-library/caller';
import { verifyCaller } from '../caller/verify-caller';
import type { Verification } from '../verification';

/** The file of the caller that the library signs for, in the steps' folders. */
export const LIBRARY_CALLER = '10-use-the-library/caller';

/** The caller function calls the API with the library's signature. */
export const verifyUseTheLibrary: Verification = (run) => {
  const { code, finished } = run;
  return verifyCaller(run, {
    file: LIBRARY_CALLER,
    // The library does not show its own, which are the specification's.
    stages: finished,
    sign: () => code.load<typeof LibraryCaller>(LIBRARY_CALLER, 'signWithLibrary').signWithLibrary,
  });
};
