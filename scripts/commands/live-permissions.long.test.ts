import { resourcesIn } from '../verify/testing/killed';
import { LEARNER_ACTIONS, LiveAws, startLiveProcess } from './testing/live/live-aws';
import type { LiveProcess } from './testing/live/live-process';

let child: LiveProcess;
let live: LiveAws;

/** One process for all tests: each has an account of its own. */
beforeAll(() => {
  child = startLiveProcess();
});

afterEach(() => live.stop());

afterAll(() => child.stop());

test.each(LEARNER_ACTIONS)(
  'without %s, what is missing is named or not needed, and a later teardown leaves nothing',
  async (action) => {
    live = await LiveAws.start(child);
    const ann = await live.makeUser(
      'ann',
      live.policyWithout((each) => each === action),
    );
    for (const command of ['verify', 'teardown'] as const) {
      const { code, text } = await live.run(command, ann);
      const isTold = /not allow this|left: |NOT PROVEN/.test(text) && text.includes(action);
      expect({ command, text, isWell: code === 0 || isTold }).toMatchObject({ isWell: true });
    }
    await live.putUserPolicy('ann', live.policyFor('ann'));
    await live.run('teardown', ann);
    expect(resourcesIn(live.aws)).toBe(0);
  },
  300_000,
);
