import type * as LibraryCaller from '../../../solutions/10-use-the-library/caller';
import { verifyCaller } from '../caller/verify-caller';
import { inspectLibraryCopy } from '../signing/sample-request';
import type { Verification } from '../verification';

/** The file of the caller that the library signs for, in the steps' folders. */
export const LIBRARY_CALLER = '10-use-the-library/caller';

/** The caller function calls the API with the library's signature. */
export const verifyUseTheLibrary: Verification = async (run) => {
  const { code, finished, report } = run;
  const load = () => code.load<typeof LibraryCaller>(LIBRARY_CALLER, 'signWithLibrary');
  const right = finished.load<typeof LibraryCaller>(LIBRARY_CALLER, 'signWithLibrary');

  report.action('A POST with a body, signed by signWithLibrary');
  const findings = await inspectLibraryCopy(load().signWithLibrary, right.signWithLibrary);
  report.problems(
    'Your signWithLibrary returns the request with the headers of the library',
    findings,
    code.placeOf(LIBRARY_CALLER, 'signWithLibrary'),
  );
  await verifyCaller(run, {
    file: LIBRARY_CALLER,
    // The library does not show its own, which are the specification's.
    stages: finished,
    sign: () => load().signWithLibrary,
  });
};
