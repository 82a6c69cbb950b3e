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
  callSigned,
  callUnsigned,
  deployFunction,
  HELLO_FUNCTION,
  type LocalAccount,
  makeEmptyApi,
  putMockIntegration,
  putRootGet,
  startLocalAccount,
} from '../../scripts/jest/local-account';
import {
  type Api,
  type ApiPlan,
  allowApiGateway,
  createApi,
  deployApi,
  integrateFunction,
  protectMethod,
  provisionApi,
} from './provision-api';

let account: LocalAccount;
let plan: ApiPlan;

beforeAll(async () => {
  account = await startLocalAccount();
  plan = {
    name: 'hello-api',
    stage: 'dev',
    region: account.region,
    accountId: account.accountId,
    functionArn: await deployFunction(account, { name: 'hello', code: HELLO_FUNCTION }),
    tags: { workshop: 'sigv4', learner: 'check' },
  };
});

afterAll(() => account.stop());

/** What the inspections are told: the plan, and the API that was made of it. */
const expected = (api: Api) => ({ ...plan, ...api });

const rootUrl = ({ apiId }: Api) => `${account.aws.invokeUrl(apiId, plan.stage)}/`;

describe('createApi', () => {
  it('makes a regional API with the tags of the plan', async () => {
    const api = await createApi(account.apiGateway, plan);
    expect(await inspectRestApi(account.apiGateway, expected(api))).toHaveNoFindings();
  });
});

describe('protectMethod', () => {
  it('puts GET on the root, for signed calls only', async () => {
    const api = await makeEmptyApi(account);
    await protectMethod(account.apiGateway, api);
    expect(await inspectMethod(account.apiGateway, expected(api))).toHaveNoFindings();
  });
});

describe('integrateFunction', () => {
  it('puts the function behind GET, invoked by POST', async () => {
    const api = await makeEmptyApi(account);
    await putRootGet(account, api);
    await integrateFunction(account.apiGateway, api, plan);
    expect(await inspectIntegration(account.apiGateway, expected(api))).toHaveNoFindings();
  });
});

describe('allowApiGateway', () => {
  it('permits exactly this API, stage, method and path', async () => {
    const api = await makeEmptyApi(account);
    await allowApiGateway(account.lambda, api, plan);
    expect(await inspectPermission(account.lambda, expected(api))).toHaveNoFindings();
  });

  it('permits a second API beside the first', async () => {
    await allowApiGateway(account.lambda, await makeEmptyApi(account), plan);
    const second = await makeEmptyApi(account);
    await allowApiGateway(account.lambda, second, plan);
    expect(await inspectPermission(account.lambda, expected(second))).toHaveNoFindings();
  });
});

describe('deployApi', () => {
  it('puts a copy of the API onto the stage', async () => {
    const api = await makeEmptyApi(account);
    await putMockIntegration(account, await putRootGet(account, api));
    await deployApi(account.apiGateway, api, plan);
    expect(await inspectDeployment(account.apiGateway, expected(api))).toHaveNoFindings();
    expect(await callSigned(account, rootUrl(api), account.aws.credentials)).toMatchObject({
      status: 200,
    });
  });
});

describe('provisionApi', () => {
  let api: Api;

  beforeAll(async () => {
    api = await provisionApi(account, plan);
  });

  it('makes every part, and deploys them all', async () => {
    expect(await inspectApi(account, expected(api))).toHaveNoFindings();
  });

  it('makes an API that refuses a call without a signature', async () => {
    expect(await callUnsigned(rootUrl(api))).toEqual({
      status: 403,
      body: '{"message":"Missing Authentication Token"}',
    });
  });

  it('makes an API that lets a signed and allowed call through to the function', async () => {
    const answer = await callSigned(account, rootUrl(api), account.aws.credentials);
    expect(inspectAnswer(answer)).toHaveNoFindings();
  });
});
