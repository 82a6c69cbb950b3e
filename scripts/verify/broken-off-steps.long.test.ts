import { teardown } from '../account/teardown/teardown';
import { testSession } from '../account/testing/test-session';
import { type LocalAws, startLocalAws } from '../local-aws';
import { prepareApi } from './prepare/prepare-api';
import { Killed, killAt, resourcesIn } from './testing/killed';
import { finishedRun } from './testing/provision-all';
import { verifySteps } from './verify';

// What is verified is the same each time: it is bundled once.
jest.mock('../account/bundle-function', () => {
  const real = jest.requireActual<typeof import('../account/bundle-function')>(
    '../account/bundle-function',
  );
  const once = <T>(make: (file: string) => Promise<T>) => {
    const made = new Map<string, Promise<T>>();
    return (file: string) => {
      if (!made.has(file)) made.set(file, make(file));
      return made.get(file);
    };
  };
  return { ...real, bundle: once(real.bundle), bundleFunction: once(real.bundleFunction) };
});

// It makes no call that could be broken off.
jest.mock('./caller/caller-trial', () => ({
  tryCaller: async () => ({ loggedSecrets: [], signedFor: [] }),
}));

let aws: LocalAws;

beforeEach(async () => {
  aws = await startLocalAws();
});

afterEach(() => aws.stop());

/** A call that only looks leaves the account as the call before has left it. */
const changes = (operation: string) => !/^(Get|List|Simulate|AssumeRole|Invoke)/.test(operation);

/** Verifies a step in a process that is killed at its n-th change. @returns whether it got so far */
async function verifyKilledAt(n: number, step: string): Promise<boolean> {
  const { wire, isKilled } = killAt(n, changes);
  const session = testSession(aws, { wire: [wire] });
  await verifySteps(finishedRun(session), [step]).catch((error: Error) => {
    if (!(error instanceof Killed)) throw error;
  });
  await session.close();
  return isKilled();
}

/** Verifies a step in a process that goes on to its end; it must hold. */
async function expectToHold(step: string, n: number): Promise<void> {
  // The journal of the process that was killed is lost as well.
  const session = testSession(aws);
  const holds = await verifySteps(finishedRun(session), [step]);
  expect({ n, holds, told: session.written() }).toMatchObject({ n, holds: true });
  await session.close();
}

async function expectTeardownToLeaveNothing(n: number): Promise<void> {
  const session = testSession(aws);
  expect({ n, isEmpty: await teardown(session) }).toEqual({ n, isEmpty: true });
  expect({ n, left: resourcesIn(aws) }).toEqual({ n, left: 0 });
  await session.close();
}

/** Verifies a step again and again, killed at each of its changes once. @returns how many there are */
async function killAtEachChange(step: string, prepare = async () => {}): Promise<number> {
  let n = 1;
  for (await prepare(); await verifyKilledAt(n, step); n++) {
    await expectToHold(step, n);
    await expectTeardownToLeaveNothing(n);
    await prepare();
  }
  return n - 1;
}

/** The hello function and the API, as a run that came to its end has left them. */
async function makeGround(): Promise<void> {
  const session = testSession(aws);
  await prepareApi(finishedRun(session));
  await session.close();
}

// Step 02 creates the API itself; step 06, like all later ones, finds or creates the one that it needs.
test.each(['02', '06'])(
  'from an empty account, step %s holds after a kill at any change, and leaves nothing',
  async (step) => {
    expect(await killAtEachChange(step)).toBeGreaterThan(7);
  },
  60_000,
);

// Step 09 makes the same calls as step 10, which puts another caller in its place.
test.each(['03', '10'])(
  'on an API, step %s holds after a kill at any change of its own, and leaves nothing',
  async (step) => {
    expect(await killAtEachChange(step, makeGround)).toBeGreaterThan(2);
  },
  60_000,
);

test.each(['02', '03', '09', '10'])(
  'when it has held before, step %s holds after a kill at any change, and leaves nothing',
  async (step) => {
    let n = 1;
    await expectToHold(step, 0);
    for (; await verifyKilledAt(n, step); n++) await expectToHold(step, n);
    expect(n).toBeGreaterThan(1);
    await expectTeardownToLeaveNothing(n);
  },
  60_000,
);
