import { UpdateMethodCommand } from '@aws-sdk/client-api-gateway';
import type * as Provision from '../../solutions/02-provision-api/provision-api';
import {
  type Around,
  unwrapCalls,
  type WrappableClient,
  wrapCalls,
} from '../account/calls/wrap-calls';
import { inspectApi } from './api';
import { changedSolution } from './changed-solution';
import { inspectAnswer } from './refusals';
import {
  callSigned,
  callUnsigned,
  deployFunction,
  HELLO_FUNCTION,
  type LocalAccount,
  startLocalAccount,
} from './testing/local-account';

let account: LocalAccount;

beforeAll(async () => {
  account = await startLocalAccount();
});

afterAll(() => account.stop());

const PROVISION = '02-provision-api/provision-api.ts';
let plan: Provision.ApiPlan;
let functions = 0;

beforeEach(async () => {
  const name = `hello-${++functions}`;
  plan = {
    name: 'hello-api',
    stage: 'dev',
    region: account.region,
    accountId: account.accountId,
    functionArn: await deployFunction(account, { name, code: HELLO_FUNCTION }),
    tags: { workshop: 'sigv4' },
  };
});

const provision = (text: string, replacement: string) =>
  changedSolution<typeof Provision>(PROVISION, text, replacement).provisionApi(account, plan);

const rootUrl = ({ apiId }: Provision.Api) => `${account.aws.invokeUrl(apiId, 'dev')}/`;

test.each([
  [
    'authorization NONE',
    "'AWS_IAM'",
    "'NONE'",
    /^GET on \/ exists but has authorizationType NONE: everybody may call it\. It must be AWS_IAM\.$/,
  ],
  [
    'integration method GET',
    "integrationHttpMethod: 'POST'",
    "integrationHttpMethod: 'GET'",
    /integrationHttpMethod is GET: Lambda is invoked by POST only.*500/,
  ],
  ['no proxy', "type: 'AWS_PROXY'", "type: 'AWS'", /type is AWS; it must be AWS_PROXY/],
  [
    'a missing permission',
    'await allowApiGateway(lambda, api, plan);',
    '',
    /may not invoke the function.*AddPermission/,
  ],
  [
    'a permission for another principal',
    "Principal: 'apigateway.amazonaws.com'",
    "Principal: 'events.amazonaws.com'",
    /may not invoke the function.*its policy names events\.amazonaws\.com/,
  ],
  [
    'a permission for another stage',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the text of the solution
    '${plan.stage}/GET/',
    'prod/GET/',
    /SourceArn has the stage prod; it must be dev/,
  ],
  ['a permission without the slash', '/GET/`', '/GET`', /SourceArn ends in dev\/GET, without/],
  ['a permission for any method', '/GET/`', '/*/`', /SourceArn has \* as method: more than GET/],
  ['a permission for any source', /SourceArn: `/.source, '// `', /has no SourceArn: any API/],
  ['the default endpoint type', "['REGIONAL']", "['EDGE']", /endpoint type is EDGE.*REGIONAL/],
  ['no tags', 'tags: plan.tags,', '', /lacks the tag workshop=sigv4/],
  ['another stage', 'stageName: plan.stage', "stageName: 'prod'", /not deployed to the stage dev/],
  [
    'no deployment',
    'await deployApi(apiGateway, api, plan);',
    '',
    /not deployed to the stage dev: it serves nothing there/,
  ],
])('%s', async (_, text, replacement, message) => {
  const api = await provision(text, replacement);
  const findings = await inspectApi(account, { ...plan, ...api });
  expect(findings).toEqual([expect.stringMatching(message)]);
});

test('not redeployed after the change', async () => {
  const api = await provision("'AWS_IAM'", "'NONE'");
  await account.apiGateway.send(
    new UpdateMethodCommand({
      restApiId: api.apiId,
      resourceId: api.rootResourceId,
      httpMethod: 'GET',
      patchOperations: [{ op: 'replace', path: '/authorizationType', value: 'AWS_IAM' }],
    }),
  );
  expect((await callUnsigned(rootUrl(api))).status).toBe(200);
  expect(await inspectApi(account, { ...plan, ...api })).toEqual([
    expect.stringMatching(
      /changed after the last deployment: .* still serves .* NONE, now it is AWS_IAM\. Deploy again/,
    ),
  ]);
});

test('a deployment that is not summed up, as by other implementations of AWS, is not found wrong', async () => {
  const api = await provision('', '');
  const wrapping = { name: 'without-summary', priority: 'low' } as const;
  const client = account.apiGateway as unknown as WrappableClient;
  let deployments = 0;
  const around: Around = async ({ operation, input }, proceed) => {
    const { apiSummary: _, ...output } = await proceed(input);
    if (operation === 'GetDeployment') deployments++;
    return output;
  };
  wrapCalls(client, [around], wrapping);
  expect(await inspectApi(account, { ...plan, ...api })).toEqual([]);
  unwrapCalls(client, wrapping);
  expect(deployments).toBe(1);
});

test.each([
  ['the integration method GET', "integrationHttpMethod: 'POST'", "integrationHttpMethod: 'GET'"],
  ['the missing permission', 'await allowApiGateway(lambda, api, plan);', ''],
])('%s is seen by callers, too, with cause and remedy', async (_, text, replacement) => {
  const api = await provision(text, replacement);
  const answer = await callSigned(account, rootUrl(api), account.aws.credentials);
  expect(inspectAnswer(answer)).toEqual([
    expect.stringMatching(
      /500 Internal server error\nThe cause: API Gateway could not invoke.*\nThe remedy: .*POST.*SourceArn/,
    ),
  ]);
});
