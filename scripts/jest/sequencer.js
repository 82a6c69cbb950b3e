const { default: Sequencer } = require('@jest/test-sequencer');

/**
 * The suites that take longest, in seconds on two cores that do nothing else. On a machine that has not
 * run them yet, Jest would order them by the size of their files, and wait for one of them at the end.
 */
const LONG = {
  'wrong-answers/wrong-answers.test.ts': 90,
  'whole-learner.test.ts': 75,
  'every-mistake.test.ts': 65,
  'unlisted-mistakes.test.ts': 40,
  'lab/lab.test.ts': 42,
  'commands/live.test.ts': 30,
  'diagnose.test.ts': 30,
  'check/checker.test.ts': 41,
  'snapshots/kill.test.ts': 30,
  'class-page.test.ts': 40,
  'learner/workshop.test.ts': 25,
  'ask-signer.test.ts': 24,
  'examples.test.ts': 24,
  'real-causes.test.ts': 22,
  'workshop-holds.test.ts': 22,
  'small-install.test.ts': 22,
  'faults.test.ts': 20,
  'catalogue-in-checks.test.ts': 20,
  'verify/verify.test.ts': 18,
  'verify/wrong-answers/caller.test.ts': 18,
  'malformed-requests.test.ts': 18,
  'commands/check-signer.test.ts': 16,
  'broken-off-provisioning.test.ts': 15,
  'verify/wrong-answers/invoke-policy.test.ts': 15,
  'mistakes/catalogue.test.ts': 14,
  'recorded-aws.test.ts': 13,
  'prepare-api.test.ts': 13,
};

/** Begins with the suites that take longest, so that all processes end at about the same time. */
module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    return super.sort(tests).toSorted((a, b) => secondsOf(b) - secondsOf(a));
  }
};

/** @param {{ path: string }} test */
function secondsOf({ path }) {
  const file = path.replaceAll('\\', '/');
  const name = Object.keys(LONG).find((name) => file.endsWith(`/${name}`));
  return LONG[name] ?? 0;
}
