import { hasPrefix } from '../account/names';
import { teardown } from '../account/teardown/teardown';
import { SimulatedTime } from '../account/testing/simulated-time';
import { testSession } from '../account/testing/test-session';
import { type LocalAws, startLocalAws } from '../local-aws';
import { iamState } from '../local-aws/identity/iam-state';
import { apiGatewaySlice } from '../local-aws/services/apigateway/state';
import { lambdaState } from '../local-aws/services/lambda/state';
import { provisionAll } from './testing/provision-all';

const LEARNERS = 30;

let aws: LocalAws;

afterEach(() => aws.stop());

const PROPAGATION = { role: 12_000, policy: 4_000, deployment: 3_000 };

function namesIn({ account }: LocalAws): string[] {
  return [
    ...Object.keys(account.read(iamState).roles),
    ...Object.keys(account.read(lambdaState).functions),
    ...Object.values(account.read(apiGatewaySlice).restApis).map(({ api }) => api.name ?? ''),
  ];
}

test('a learner gets through quotas and eventual consistency', async () => {
  const time = new SimulatedTime();
  const reality = { quotas: true, propagation: PROPAGATION };
  aws = await startLocalAws({ clock: time, reality });
  const start = time.now().getTime();
  const session = testSession(aws, { time, settlingSeconds: 60 });
  await provisionAll(session);
  expect(await teardown(session)).toBe(true);
  expect(namesIn(aws)).toEqual([]);

  expect(time.now().getTime() - start).toBeGreaterThan(PROPAGATION.role);
  expect(session.written()).toContain('waiting 3 s: Lambda does not see the new role yet');
  await session.close();
}, 20_000);

test(`${LEARNERS} learners share an account and its quotas, and leave nothing`, async () => {
  const time = new SimulatedTime(LEARNERS);
  aws = await startLocalAws({ clock: time, reality: { quotas: true } });
  const prefixes = Array.from({ length: LEARNERS }, (_, i) => `learner${i}`);
  const sessions = prefixes.map((prefix) => testSession(aws, { prefix, time }));

  const results = await Promise.allSettled(
    sessions.map(async (session) => {
      try {
        await provisionAll(session);
        return (await teardown(session)) || session.written();
      } finally {
        time.leave();
      }
    }),
  );

  expect(results).toEqual(sessions.map(() => ({ status: 'fulfilled', value: true })));
  for (const session of sessions) {
    expect(removedBy(session).filter((name) => !hasPrefix(session.names, name))).toEqual([]);
  }
  expect(namesIn(aws)).toEqual([]);
  const waited = sessions.filter((s) => s.written().includes('one DeleteRestApi in 30 seconds'));
  expect(waited.length).toBeGreaterThan(LEARNERS / 2);
  for (const session of sessions) await session.close();
}, 120_000);

function removedBy({ journal }: ReturnType<typeof testSession>): string[] {
  return journal.entries().flatMap(({ state, name }) => (state === 'removed' ? [name] : []));
}
