import { inspectAdmitted, inspectUnsigned } from '../../scripts/inspect/admission';
import {
  inspectApi,
  inspectDeployment,
  inspectIntegration,
  inspectMethod,
  inspectRestApi,
} from '../../scripts/inspect/api';
import { inspectPermission } from '../../scripts/inspect/permission';
import { inspectAnswer } from '../../scripts/inspect/refusals';
import {
  awaitingItsCalls,
  callSigned,
  callUnsigned,
  deployFunction,
  HELLO_FUNCTION,
  type LocalAccount,
  makeEmptyApi,
  putMockIntegration,
  putRootGet,
  startLocalAccount,
} from '../../scripts/inspect/testing/local-account';
import { messageOf } from '../../scripts/jest/complaint';
import { guardCredentials } from '../../scripts/jest/secrets';
import { wellFormed } from '../../scripts/jest/well-formed';
import {
  type Api,
  type ApiPlan,
  allowApiGateway,
  type Clients,
  createApi,
  deployApi,
  integrateFunction,
  protectMethod,
  provisionApi,
} from './provision-api';

const API_MEMBERS = { apiId: 'string', rootResourceId: 'string' } as const;

let account: LocalAccount;
let plan: ApiPlan;

beforeAll(async () => {
  // Nothing of it is as in the lesson's example, which must not be written into the code.
  account = await startLocalAccount(['210987654321'], 'eu-central-1');
  guardCredentials(account.aws.credentials);
  plan = {
    name: 'api-of-this-check',
    stage: 'check',
    region: account.region,
    accountId: account.accountId,
    functionArn: await deployFunction(account, { name: 'hello', code: HELLO_FUNCTION }),
    tags: { workshop: 'sigv4', learner: 'check', purpose: 'another tag' },
  };
});

afterAll(() => account.stop());

/** What the inspections are told: the plan, and the API that was made of it. */
const expected = (api: Api) => ({ ...plan, ...api });

/** Runs one of your functions, which has to await each call that it makes. */
const awaited = <T>(
  name: string,
  run: (clients: Clients) => Promise<T>,
  options?: { inOrder: boolean },
) => awaitingItsCalls(account, name, run, options);

const rootUrl = ({ apiId }: Api) => `${account.aws.invokeUrl(apiId, plan.stage)}/`;

describe('createApi', () => {
  test('makes a regional API with the tags of the plan', async () => {
    const made = await awaited('createApi', ({ apiGateway }) => createApi(apiGateway, plan));
    const api = wellFormed('The result of createApi', made, API_MEMBERS);
    expect(await inspectRestApi(account.apiGateway, expected(api))).toHaveNoFindings();
  });
});

/** What a function does about a call that AWS refuses: it must let the error out. */
async function inspectThrows(
  name: string,
  run: (clients: Clients) => Promise<unknown>,
): Promise<string[]> {
  const message = await messageOf(() => awaited(name, run));
  const swallowed =
    `AWS refused a call of ${name}, and ${name} returned as if all were well: let the error out, ` +
    'and catch none.';
  if (message === undefined) return [swallowed];
  return message.startsWith('TODO ') ? [message] : [];
}

describe('protectMethod', () => {
  test('puts GET on the root, for signed calls only', async () => {
    const api = await makeEmptyApi(account);
    await awaited('protectMethod', ({ apiGateway }) => protectMethod(apiGateway, api));
    expect(await inspectMethod(account.apiGateway, expected(api))).toHaveNoFindings();
  });

  test('lets the error out where AWS refuses', async () => {
    const nowhere = { apiId: 'none', rootResourceId: 'none' };
    expect(
      await inspectThrows('protectMethod', ({ apiGateway }) => protectMethod(apiGateway, nowhere)),
    ).toHaveNoFindings();
  });
});

describe('integrateFunction', () => {
  test('puts the function behind GET, invoked by POST', async () => {
    const api = await makeEmptyApi(account);
    await putRootGet(account, api);
    await awaited('integrateFunction', ({ apiGateway }) =>
      integrateFunction(apiGateway, api, plan),
    );
    expect(await inspectIntegration(account.apiGateway, expected(api))).toHaveNoFindings();
  });
});

describe('allowApiGateway', () => {
  const allow = (api: Api) =>
    awaited('allowApiGateway', ({ lambda }) => allowApiGateway(lambda, api, plan));

  test('permits exactly this API, stage, method and path', async () => {
    const api = await makeEmptyApi(account);
    await allow(api);
    expect(await inspectPermission(account.lambda, expected(api))).toHaveNoFindings();
  });

  test('permits a second API beside the first', async () => {
    await allow(await makeEmptyApi(account));
    const second = await makeEmptyApi(account);
    await allow(second);
    expect(await inspectPermission(account.lambda, expected(second))).toHaveNoFindings();
  });
});

describe('deployApi', () => {
  test('puts a copy of the API onto the stage', async () => {
    const api = await makeEmptyApi(account);
    await putMockIntegration(account, await putRootGet(account, api));
    await awaited('deployApi', ({ apiGateway }) => deployApi(apiGateway, api, plan));
    expect(await inspectDeployment(account.apiGateway, expected(api))).toHaveNoFindings();
    const answer = await callSigned(account, rootUrl(api), account.aws.credentials);
    expect(inspectAdmitted('GET / on the stage', answer)).toHaveNoFindings();
  });
});

describe('provisionApi', () => {
  let api: Api;

  beforeAll(async () => {
    const made = await awaited('provisionApi', (clients) => provisionApi(clients, plan), {
      inOrder: true,
    });
    api = wellFormed('The result of provisionApi', made, API_MEMBERS);
  });

  test('makes every part, and deploys them all', async () => {
    expect(await inspectApi(account, expected(api))).toHaveNoFindings();
  });

  test('creates an API that refuses a call without a signature', async () => {
    expect(inspectUnsigned(await callUnsigned(rootUrl(api)))).toHaveNoFindings();
  });

  test('creates an API that lets a signed and allowed call through to the function', async () => {
    const answer = await callSigned(account, rootUrl(api), account.aws.credentials);
    expect(inspectAnswer(answer)).toHaveNoFindings();
  });

  test('lets the error out where AWS refuses', async () => {
    const functionArn = `${plan.functionArn}-that-is-missing`;
    const refused = (clients: Clients) => provisionApi(clients, { ...plan, functionArn });
    expect(await inspectThrows('provisionApi', refused)).toHaveNoFindings();
  });
});
