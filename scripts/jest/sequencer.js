const { default: Sequencer } = require('@jest/test-sequencer');

/**
 * The suites that take longest, in seconds on two cores that do nothing else. On a machine that has not
 * run them yet, Jest would order them by the size of their files, and wait for one of them at the end.
 */
const LONG = {
  'wrong-answers/wrong-answers.test.ts': 119,
  'unlisted-mistakes.test.ts': 106,
  'whole-learner.test.ts': 100,
  'snapshots/kill.test.ts': 41,
  'real-causes.test.ts': 36,
  'commands/live.test.ts': 28,
  'verify/class.test.ts': 27,
  'small-install.test.ts': 25,
  'pack-checker.test.ts': 22,
  'faults.test.ts': 15,
  'class-page.test.ts': 15,
  'broken-off-provisioning.test.ts': 13,
  'prepare-api.test.ts': 13,
  'recorded-aws.test.ts': 12,
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
