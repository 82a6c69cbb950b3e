import { writeFileSync } from 'node:fs';
import { FINGERPRINTS_FILE, fingerprintsOf } from '../learner/check/shipped-checks';
import { readSteps } from '../learner/steps';

/** Records what the checks are like, so that a learner can be told that one was changed. */
export function recordChecks(): void {
  const text = JSON.stringify(fingerprintsOf(readSteps()), null, 2);
  writeFileSync(FINGERPRINTS_FILE, `${text}\n`);
}
