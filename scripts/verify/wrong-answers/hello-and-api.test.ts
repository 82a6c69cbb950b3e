import { UpdateMethodCommand } from '@aws-sdk/client-api-gateway';
import type * as Provision from '../../../solutions/02-provision-api/provision-api';
import { createApi } from '../../../solutions/02-provision-api/provision-api';
import { testSession } from '../../account/testing/test-session';
import { changedSolution } from '../../inspect/changed-solution';
import { type LocalAws, startLocalAws } from '../../local-aws';
import { ChangedCode } from '../testing/changed-code';
import { finishedRun } from '../testing/provision-all';
import { inOneLine, LearnersFiles, toldAbout } from '../testing/told-about';
import { verifySteps } from '../verify';

let aws: LocalAws;
const files = new LearnersFiles();

beforeAll(async () => {
  aws = await startLocalAws();
});

afterAll(async () => {
  await aws.stop();
  files.remove();
});

describe('01', () => {
  const HANDLER = '01-hello-handler/hello-handler';
  const told = (text: string) =>
    toldAbout(aws, '01', {}, { [HANDLER]: files.file('01-hello-handler', text) });

  test.each([
    [
      'a body that is not JSON',
      `export const handler = async () => ({ statusCode: 200, body: 'Hello from Lambda!' });`,
      ['body is not JSON'],
    ],
    [
      'a body that is not text',
      'export const handler = async () => ({ statusCode: 200, body: {} });',
      ['body is of the type object, not text'],
    ],
    [
      'a starter that is not touched',
      `export async function handler() { throw new Error('TODO handler: return status 200'); }`,
      ['handler is still to be written', '-> return status 200'],
    ],
    ['a syntax error', 'export const handler = async () => {', ['handler.ts:1:37']],
    [
      'an error of its own',
      '\n\nexport const handler = async (event: { a: { b: string } }) => event.a.b;',
      ['TypeError: Cannot read properties', '-> steps/01-hello-handler/handler.ts:3'],
    ],
  ])('%s', async (_, text, messages) => {
    const answer = await told(text);
    for (const message of messages) expect(inOneLine(answer)).toContain(message);
  });
});

describe('02', () => {
  const PROVISION_API = '02-provision-api/provision-api';
  const SERVER_ERROR = '500 Internal server error';

  const told = (functions: Partial<typeof Provision>) =>
    toldAbout(aws, '02', { [PROVISION_API]: functions });
  const toldWith = (text: string, replacement: string) =>
    told(changedSolution<typeof Provision>(`${PROVISION_API}.ts`, text, replacement));

  test.each<[string, [text: string, replacement: string], string[]]>([
    [
      'authorization NONE',
      ["'AWS_IAM'", "'NONE'"],
      ['GET on / exists but has authorizationType NONE', 'Everybody may call the API'],
    ],
    [
      'an API that is not regional',
      ["'REGIONAL'", "'EDGE'"],
      ["The API's endpoint type is EDGE", '-> make it REGIONAL'],
    ],
    [
      'another name',
      ['name: plan.name', 'name: plan.name + "-2"'],
      ["The API's name is alice-hello-api-2", '-> make it alice-hello-api '],
    ],
    [
      'an integration by GET',
      ["integrationHttpMethod: 'POST'", "integrationHttpMethod: 'GET'"],
      ["integration's integrationHttpMethod is GET", SERVER_ERROR],
    ],
    [
      'no permission for API Gateway',
      ['await allowApiGateway(lambda, api, plan);', ''],
      ['API Gateway may not invoke the function for this API', SERVER_ERROR],
    ],
    [
      'a permission for another stage',
      ['plan.stage}/GET/', '"prod"}/GET/'],
      ['SourceArn has the stage prod', SERVER_ERROR],
    ],
    [
      'a permission for another method',
      ['}/GET/', '}/POST/'],
      ['SourceArn has the method POST', SERVER_ERROR],
    ],
    [
      'a permission for another region',
      ['plan.region}:$', '"us-east-1"}:$'],
      ['SourceArn has the region us-east-1', SERVER_ERROR],
    ],
    [
      'a permission for another account',
      ['plan.accountId}', '"210987654321"}'],
      ['SourceArn has the account 210987654321', SERVER_ERROR],
    ],
    [
      "a permission without the root's slash",
      ['}/GET/`', '}/GET`'],
      ['without the slash of the path', SERVER_ERROR],
    ],
    [
      'another stage',
      ['stageName: plan.stage', "stageName: 'prod'"],
      ['The API is not deployed to the stage dev'],
    ],
    [
      'no deployment',
      ['await deployApi(apiGateway, api, plan);', ''],
      ['The API is not deployed to the stage dev'],
    ],
    [
      'a deployment that nobody awaits',
      ['await deployApi(', 'deployApi('],
      ['CreateDeployment was still under way when provisionApi returned: is an await missing?'],
    ],
    [
      'a method that nobody awaits',
      ['await protectMethod(', 'protectMethod('],
      ['PutMethod was still under way when provisionApi', 'is an await missing?'],
    ],
    [
      'a permission that nobody awaits',
      ['await allowApiGateway(', 'allowApiGateway('],
      ['AddPermission was still under way when provisionApi returned: is an await missing?'],
    ],
    [
      'deployed too early',
      [
        'await integrateFunction(',
        'await deployApi(apiGateway, api, plan);\nawait integrateFunction(',
      ],
      ['AWS refused CreateDeployment: No integration defined for method', 'deploy last'],
    ],
    [
      "the function's ARN as URI",
      ['lambda:path/2015-03-31/functions/', 'lambda:'],
      ['AWS ARN for integration must contain path or action', 'write arn:aws:apigateway'],
    ],
    [
      'nothing returned',
      ['return api;', ''],
      ['returned undefined; it must return what createApi returns'],
    ],
  ])('%s', async (_, change, messages) => {
    const answer = await toldWith(...change);
    for (const message of messages) expect(inOneLine(answer)).toContain(message);
    expect(answer).toContain('Step 02 fails on local AWS.');
  });

  test('not deployed again after a change', async () => {
    const open = changedSolution<typeof Provision>(`${PROVISION_API}.ts`, "'AWS_IAM'", "'NONE'");
    const provisionApi: typeof Provision.provisionApi = async (clients, plan) => {
      const api = await open.provisionApi(clients, plan);
      await clients.apiGateway.send(
        new UpdateMethodCommand({
          restApiId: api.apiId,
          resourceId: api.rootResourceId,
          httpMethod: 'GET',
          patchOperations: [{ op: 'replace', path: '/authorizationType', value: 'AWS_IAM' }],
        }),
      );
      return api;
    };
    const answer = await told({ provisionApi });
    expect(answer).toContain('GET on / was changed after the last deployment');
    expect(answer).toContain('Everybody may call the API');
  });

  test('a statement id that is the same for each API', async () => {
    const fixed = changedSolution<typeof Provision>(
      `${PROVISION_API}.ts`,
      'api.apiId}`,\n      Principal',
      '"api"}`,\n      Principal',
    );
    // It is taken by the API of a former run.
    const session = testSession(aws);
    const code = new ChangedCode({ [PROVISION_API]: fixed });
    expect(await verifySteps({ ...finishedRun(session), code }, ['02'])).toBe(true);
    await session.close();

    const answer = await told(fixed);
    expect(answer).toContain(
      'AWS refused AddPermission: The statement id (invoke-from-api) provided already',
    );
    expect(answer).toContain("put the API's id into StatementId");
  });

  test('a name of somebody else', async () => {
    const session = testSession(aws, { prefix: 'carol' });
    const { accountId, region } = session;
    const plan = {
      accountId,
      region,
      name: 'dave-hello-api',
      stage: 'dev',
      functionArn: '',
      tags: {},
    };
    const made = createApi(session.clients.apiGateway, plan);
    await expect(made).rejects.toThrow('which does not begin with "carol-"');
    await session.close();
  });
});
