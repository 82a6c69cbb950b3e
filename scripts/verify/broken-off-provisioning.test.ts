import type { AwsError } from '../account/calls/aws-error';
import type { Around } from '../account/calls/wrap-calls';
import { teardown } from '../account/teardown/teardown';
import { SimulatedTime } from '../account/testing/simulated-time';
import { testSession } from '../account/testing/test-session';
import { type LocalAws, startLocalAws } from '../local-aws';
import { apiGatewaySlice } from '../local-aws/services/apigateway/state';
import { Killed, killAt, resourcesIn } from './testing/killed';
import { provisionAll } from './testing/provision-all';

let aws: LocalAws;
let time: SimulatedTime;

beforeEach(async () => {
  time = new SimulatedTime();
  aws = await startLocalAws({ clock: time });
});

afterEach(() => aws.stop());

/** Each call goes wrong in this way once, and well when it is made again. */
function onceEach(happens: Around): { wire: Around; faults(): number } {
  const seen = new Set<string>();
  const wire: Around = (call, proceed) => {
    const key = JSON.stringify(call);
    if (seen.has(key)) return proceed(call.input);
    seen.add(key);
    return happens(call, proceed);
  };
  return { wire, faults: () => seen.size };
}

function answering(members: Partial<AwsError>): Around {
  return async () => {
    throw Object.assign(new Error('injected'), members);
  };
}

const FAULTS: [string, Around][] = [
  ['a 429', answering({ name: 'TooManyRequestsException', $metadata: { httpStatusCode: 429 } })],
  ['a 500', answering({ name: 'InternalFailure', $metadata: { httpStatusCode: 500 } })],
  [
    'a 500 when the work is done',
    async ({ input }, proceed) => {
      await proceed(input);
      throw Object.assign(new Error('injected'), { $metadata: { httpStatusCode: 500 } });
    },
  ],
  ['a connection that drops', answering({ code: 'ECONNRESET' })],
  [
    'a connection that drops when the work is done',
    async ({ input }, proceed) => {
      await proceed(input);
      throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
    },
  ],
];

test('a teardown after a kill at any call leaves nothing', async () => {
  let n = 0;
  for (let isFinished = false; !isFinished; ) {
    n++;
    const killed = testSession(aws, { time, wire: [killAt(n).wire] });
    isFinished = await provisionAll(killed).then(
      () => true,
      (error: Error) => {
        if (error instanceof Killed) return false;
        throw error;
      },
    );
    await killed.close();

    // The journal is lost as well: what was made is found by name, path and tags.
    const session = testSession(aws, { time });
    expect({ n, isEmpty: await teardown(session) }).toEqual({ n, isEmpty: true });
    expect({ n, left: resourcesIn(aws) }).toEqual({ n, left: 0 });
    await session.close();
  }
  expect(n).toBeGreaterThan(20);
}, 60_000);

test.each(FAULTS)(
  '%s, at each call once, is survived, and nothing is left',
  async (_, fault) => {
    const { wire, faults } = onceEach(fault);
    const session = testSession(aws, { time, wire: [wire] });
    await provisionAll(session);
    expect(Object.keys(aws.account.read(apiGatewaySlice).restApis)).toHaveLength(1);

    expect(await teardown(session)).toBe(true);
    expect(resourcesIn(aws)).toBe(0);
    expect(faults()).toBeGreaterThan(30);
    await session.close();
  },
  20_000,
);

test.each([3, 8, 13, 18, 23])(
  'a run that was killed at call %i goes on when run again',
  async (n) => {
    const killed = testSession(aws, { time, wire: [killAt(n).wire] });
    await expect(provisionAll(killed)).rejects.toThrow(Killed);
    await killed.close();

    const session = testSession(aws, { time });
    await provisionAll(session);
    expect(Object.keys(aws.account.read(apiGatewaySlice).restApis)).toHaveLength(1);
    expect(await teardown(session)).toBe(true);
    expect(resourcesIn(aws)).toBe(0);
    await session.close();
  },
);
