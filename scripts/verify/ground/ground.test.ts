import { bundleFunction } from '../../aws/bundle-function';
import { testSession } from '../../aws/testing/test-session';
import { type LocalAws, startLocalAws } from '../../local-aws';
import { finishedBench, provisionAll } from '../testing/provision-all';
import { verifySteps } from '../verify';
import { ensureFunction } from './functions';
import { groundHello } from './ground';
import { ensureRole, LAMBDA_MAY_ASSUME } from './roles';

let aws: LocalAws;

beforeAll(async () => {
  aws = await startLocalAws();
});

afterAll(() => aws.stop());

test('a hello function that a learner has broken does not spoil the later steps', async () => {
  const session = testSession(aws);
  const { helloFunction, helloRole } = session.names;
  await provisionAll(session);
  await ensureFunction(session, {
    name: helloFunction,
    roleArn: await ensureRole(session, helloRole, LAMBDA_MAY_ASSUME),
    // Any other function will do: this one expects variables that are not there.
    code: await bundleFunction(require.resolve('../probe/probe')),
  });
  expect(await verifySteps(finishedBench(session), ['07'])).toBe(true);
  expect(session.written()).toContain('The hello function of step 01, by the finished code');
  await session.close();
});

test('what is there and right is left as it is', async () => {
  const session = testSession(aws);
  await provisionAll(session);
  const before = session.written();
  await groundHello(finishedBench(session));
  await provisionAll(session);
  const since = session.written().slice(before.length);
  expect(since).not.toMatch(/Create|Update|PutMethod|AddPermission/);
  await session.close();
});
