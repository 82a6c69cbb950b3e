import { writeFileSync } from 'node:fs';
import { FINGERPRINTS_FILE, fingerprintsOf } from '../learner/check/shipped-checks';
import { readSteps } from '../learner/steps';

// Writes down what the checks are like, so that a learner can be told that one was changed.
writeFileSync(FINGERPRINTS_FILE, `${JSON.stringify(fingerprintsOf(readSteps()), null, 2)}\n`);
