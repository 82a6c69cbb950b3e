import path from 'node:path';
import { DeleteStageCommand, UpdateMethodCommand } from '@aws-sdk/client-api-gateway';
import { bundleFunction } from '../../account/bundle-function';
import type { Session } from '../../account/session';
import { type TestSession, testSession } from '../../account/testing/test-session';
import { ROOT } from '../../files/root';
import { type LocalAws, startLocalAws } from '../../local-aws';
import { ChangedCode } from '../testing/changed-code';
import { finishedRun, provisionAll } from '../testing/provision-all';
import { inOneLine } from '../testing/told-about';
import { verifySteps } from '../verify';
import { findApi } from './api';
import { ensureFunction } from './functions';
import { prepareHello } from './prepare-api';
import { ensureRole, LAMBDA_MAY_ASSUME } from './roles';

const STEPS = path.join(ROOT, 'steps');
const PROVISION_API = '02-provision-api/provision-api';
const INVOKE_POLICY = '03-invoke-policy/invoke-policy';

let aws: LocalAws;
let session: TestSession;
let prefixes = 0;

beforeAll(async () => {
  aws = await startLocalAws();
});

beforeEach(() => {
  session = testSession(aws, { prefix: `learner${++prefixes}` });
});

afterEach(() => session.close());

afterAll(() => aws.stop());

/** A learner's run, where these files are the starters still, and these functions are wrong. */
function learnersBench(unwritten: string[], functions: Record<string, object> = {}) {
  const files = unwritten.map((file) => [file, path.join(STEPS, `${file}.ts`)]);
  return {
    ...finishedRun(session),
    code: new ChangedCode(functions, Object.fromEntries(files)),
  };
}

async function changeMethod({ clients }: Session, authorizationType: string): Promise<void> {
  const { apiId: restApiId, rootResourceId: resourceId } = (await findApi(session))!;
  const patchOperations = [
    { op: 'replace' as const, path: '/authorizationType', value: authorizationType },
  ];
  const method = { restApiId, resourceId, httpMethod: 'GET', patchOperations };
  await clients.apiGateway.send(new UpdateMethodCommand(method));
}

describe("the learner's own", () => {
  test('is used, and left as it is', async () => {
    expect(await verifySteps(learnersBench([]), ['02', '03'])).toBe(true);
    const api = await findApi(session);
    expect(await verifySteps(learnersBench([]), ['09'])).toBe(true);
    expect(session.written()).toContain(`The API ${session.names.api}, as it is there`);
    expect(session.written()).not.toContain('finished');
    expect(await findApi(session)).toEqual(api);
  });

  test('nobody else fixes it: an API that is broken stops the later steps', async () => {
    await verifySteps(learnersBench([]), ['02']);
    await changeMethod(session, 'NONE');
    expect(await verifySteps(learnersBench([]), ['09'])).toBe(false);
    const told = session.written();
    expect(told).toContain('GET on / exists but has authorizationType NONE');
    expect(told).toContain(
      `then make it again: npm run verify -- 02 --prefix ${session.names.prefix}`,
    );
    expect(told).toContain('Step 09 was not tried: it needs step 02, which fails on local AWS.');
  });

  test('is made again by its own code, where making it was broken off', async () => {
    await verifySteps(learnersBench([]), ['02']);
    const { apiId: restApiId } = (await findApi(session))!;
    const stage = { restApiId, stageName: 'dev' };
    await session.clients.apiGateway.send(new DeleteStageCommand(stage));
    expect(await verifySteps(learnersBench([]), ['09'])).toBe(true);
    expect(session.written()).toContain('It is not as it should be: The API is not deployed');
  });

  test('stops the later steps when it makes no right API', async () => {
    const open = jest.requireActual<object>(`../../../solutions/${PROVISION_API}`);
    const run = learnersBench([], {
      [PROVISION_API]: { ...open, provisionApi: async () => ({ apiId: 'a', rootResourceId: 'b' }) },
    });
    expect(await verifySteps(run, ['07'])).toBe(false);
    expect(session.written()).toContain('There is no API with the id a');
  });

  test('stops the later steps when its hello function is wrong', async () => {
    const wrong = { '01-hello-handler/hello-handler': require.resolve('../permission-probe') };
    const run = { ...finishedRun(session), code: new ChangedCode({}, wrong) };
    expect(await verifySteps(run, ['09'])).toBe(false);
    expect(session.written()).toContain('It fails: ');
    expect(session.written()).toContain('it needs step 01, which fails');
  });

  test('stops the later steps when its policy is wrong', async () => {
    const widest = { leastPrivilegePolicy: () => widePolicy() };
    const { widePolicy } = jest.requireActual<{ widePolicy(): object }>(
      `../../../solutions/${INVOKE_POLICY}`,
    );
    expect(await verifySteps(learnersBench([], { [INVOKE_POLICY]: widest }), ['09'])).toBe(false);
    expect(session.written()).toContain("The policy's Resource is *");
  });
});

describe('where a step is not written yet', () => {
  test('the finished code stands in under names of its own, and that is said', async () => {
    const run = learnersBench([PROVISION_API, INVOKE_POLICY]);
    expect(await verifySteps(run, ['09'])).toBe(true);
    const told = session.written();
    const { prefix } = session.names;
    expect(told).toContain('Step 02 is not written yet (provisionApi, createApi, protectMethod,');
    expect(inOneLine(told)).toContain(`Using instead: the API ${prefix}-finished-hello-api`);
    expect(told).toContain('Step 03 is not written yet (callerTrustPolicy, widePolicy,');
    expect(inOneLine(told)).toContain(`Using instead: the role ${prefix}-finished-caller`);
    expect(await findApi(session)).toBeUndefined();

    expect(await verifySteps(learnersBench([]), ['09'])).toBe(true);
    expect(await findApi(session)).toBeDefined();
  });
});

describe('with --solutions', () => {
  test('a hello function and an API that are broken are made again, and that is said', async () => {
    const { helloFunction, helloRole } = session.names;
    await provisionAll(session);
    await changeMethod(session, 'NONE');
    await ensureFunction(session, {
      name: helloFunction,
      roleArn: await ensureRole(session, helloRole, LAMBDA_MAY_ASSUME),
      // Any other function will do: this one expects variables that do not exist.
      code: await bundleFunction(require.resolve('../permission-probe')),
    });
    expect(await verifySteps(finishedRun(session), ['07'])).toBe(true);
    const told = session.written();
    expect(told).toContain('It is not as it should be: GET on / exists but has authorizationType');
    expect(told).toContain('goes first: provisionApi creates it again.');
  });

  test('what is there and right is left as it is', async () => {
    await provisionAll(session);
    const before = session.written();
    await prepareHello(finishedRun(session));
    await provisionAll(session);
    const since = session.written().slice(before.length);
    expect(since).not.toMatch(/Create|Update|PutMethod|AddPermission/);
  });
});
