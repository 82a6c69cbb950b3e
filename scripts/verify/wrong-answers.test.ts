import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  type APIGatewayClient,
  PutIntegrationCommand,
  PutMethodCommand,
} from '@aws-sdk/client-api-gateway';
import { type Api, type ApiPlan, createApi } from '../../solutions/02-provision-api/provision-api';
import {
  type InvokeTarget,
  leastPrivilegePolicy,
  type PolicyDocument,
} from '../../solutions/03-invoke-policy/invoke-policy';
import { canonicalRequest } from '../../solutions/04-canonical-request/canonical-request';
import type {
  HttpRequest,
  SigningContext,
  SigningOptions,
} from '../../solutions/04-canonical-request/signing-input';
import { stringToSign } from '../../solutions/05-string-to-sign/string-to-sign';
import { deriveSigningKey } from '../../solutions/06-signing-key/signing-key';
import { signRequest } from '../../solutions/07-sign-request/sign-request';
import { presignUrl } from '../../solutions/08-presign-url/presign-url';
import { testSession } from '../aws/testing/test-session';
import { type LocalAws, startLocalAws } from '../local-aws';
import { ChangedCode } from './testing/changed-code';
import { finishedBench, provisionAll } from './testing/provision-all';
import { verifySteps } from './verify';

let aws: LocalAws;
let directory: string;

beforeAll(async () => {
  directory = mkdtempSync(path.join(tmpdir(), 'wrong-answers-'));
  aws = await startLocalAws();
  const session = testSession(aws);
  await provisionAll(session);
  await session.close();
});

afterAll(async () => {
  await aws.stop();
  rmSync(directory, { recursive: true, force: true });
});

/** What a learner with this code is told by the verification of a step, which must not hold. */
async function toldAbout(step: string, ...code: ConstructorParameters<typeof ChangedCode>) {
  const session = testSession(aws);
  const bench = { ...finishedBench(session), code: new ChangedCode(...code) };
  const holds = await verifySteps(bench, [step]);
  await session.close();
  expect({ holds, told: session.written() }).toMatchObject({ holds: false });
  return session.written();
}

/** A file of a step, with this text. */
function fileWith(text: string): string {
  const file = path.join(mkdtempSync(path.join(directory, 'step-')), 'handler.ts');
  writeFileSync(file, text);
  return file;
}

describe('01', () => {
  const HANDLER = '01-hello-handler/hello-handler';
  const told = (text: string) => toldAbout('01', {}, { [HANDLER]: fileWith(text) });

  test.each([
    [
      'a body that is not JSON',
      `export const handler = async () => ({ statusCode: 200, body: 'Hello from Lambda!' });`,
      'body is not JSON',
    ],
    [
      'a body that is not text',
      'export const handler = async () => ({ statusCode: 200, body: {} });',
      'body is of the type object, not text',
    ],
    [
      'a starter that is not touched',
      `export async function handler() { throw new Error('TODO handler: return status 200'); }`,
      'TODO handler: return status 200',
    ],
    ['a syntax error', 'export const handler = async () => {', 'handler.ts:1:37'],
  ])('%s', async (_, text, message) => {
    expect(await told(text)).toContain(message);
  });
});

describe('02', () => {
  const PROVISION_API = '02-provision-api/provision-api';
  const told = (functions: object) => toldAbout('02', { [PROVISION_API]: functions });

  const putMethod =
    (authorizationType: string) => async (apiGateway: APIGatewayClient, api: Api) => {
      await apiGateway.send(
        new PutMethodCommand({
          restApiId: api.apiId,
          resourceId: api.rootResourceId,
          httpMethod: 'GET',
          authorizationType,
        }),
      );
    };

  async function integrateByGet(apiGateway: APIGatewayClient, api: Api, plan: ApiPlan) {
    await apiGateway.send(
      new PutIntegrationCommand({
        restApiId: api.apiId,
        resourceId: api.rootResourceId,
        httpMethod: 'GET',
        type: 'AWS_PROXY',
        integrationHttpMethod: 'GET',
        uri: `arn:aws:apigateway:${plan.region}:lambda:path/2015-03-31/functions/${plan.functionArn}/invocations`,
      }),
    );
  }

  test('authorization NONE', async () => {
    const answer = await told({ protectMethod: putMethod('NONE') });
    expect(answer).toContain('GET on / exists but has authorizationType NONE');
  });

  test('not deployed after the change', async () => {
    await told({ protectMethod: putMethod('NONE') });
    const answer = await told({ deployApi: async () => undefined });
    expect(answer).toContain('GET on / was changed after the last deployment');
  });

  test('an integration by GET', async () => {
    const answer = await told({ integrateFunction: integrateByGet });
    expect(answer).toContain("integration's integrationHttpMethod is GET");
  });

  test('no permission for API Gateway', async () => {
    const answer = await told({ allowApiGateway: async () => undefined });
    expect(answer).toContain('API Gateway may not invoke the function for this API');
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

describe('03', () => {
  const INVOKE_POLICY = '03-invoke-policy/invoke-policy';
  const told = (functions: object) => toldAbout('03', { [INVOKE_POLICY]: functions });

  const forAnother = (change: Partial<InvokeTarget>) => (target: InvokeTarget) =>
    leastPrivilegePolicy({ ...target, ...change });

  test.each<[string, (target: InvokeTarget) => PolicyDocument, string]>([
    ['of another stage', forAnother({ stage: 'prod' }), 'has the stage prod'],
    ['of another method', forAnother({ method: 'POST' }), 'has the method POST'],
    ['of another region', forAnother({ region: 'us-east-1' }), 'has the region us-east-1'],
    [
      'of another account',
      forAnother({ accountId: '210987654321' }),
      'has the account 210987654321',
    ],
    ["without the root's slash", forAnother({ path: '' }), 'without the slash of the path'],
  ])('a policy %s', async (_, policy, message) => {
    expect(await told({ leastPrivilegePolicy: policy })).toContain(message);
  });

  test('a trust policy without Lambda', async () => {
    const Principal = { Service: 'ec2.amazonaws.com' };
    const Statement = [{ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' }];
    const callerTrustPolicy = () => ({ Version: '2012-10-17', Statement });
    const answer = await told({ callerTrustPolicy });
    expect(answer).toContain('The trust policy does not name Lambda');
  });
});

describe('04 to 08', () => {
  test('04: a query that is not sorted is shown beside that of AWS', async () => {
    const unsorted = (request: HttpRequest, options: SigningOptions) =>
      canonicalRequest(request, options).replace(/name=&(text=[^\n]*)/, '$1&name=');
    const answer = await toldAbout('04', {
      '04-canonical-request/canonical-request': { canonicalRequest: unsorted },
    });
    expect(answer).toContain('AWS    name=&text=hello%20world%21');
    expect(answer).toContain('yours  text=hello%20world%21&name=');
    expect(answer).toContain('canonical request, line 3: canonical query string');
    expect(answer).toContain('by the rule signature-mismatch');
  });

  test('05: a string to sign without the hash is shown beside that of AWS', async () => {
    const short = (text: string, context: SigningContext) =>
      stringToSign(text, context).replace(/\n[0-9a-f]{64}$/, '');
    const answer = await toldAbout('05', {
      '05-string-to-sign/string-to-sign': { stringToSign: short },
    });
    expect(answer).toContain('AWS computes the same canonical request as you do.');
    expect(answer).toContain('string to sign, line 4: hash of the canonical request');
  });

  test('06: with equal strings it must be the key', async () => {
    const signingKey = (context: SigningContext) =>
      Buffer.from(deriveSigningKey(context).toString('hex'));
    const answer = await toldAbout('06', { '06-signing-key/signing-key': { signingKey } });
    expect(answer).toContain('AWS computes the same string to sign as you do.');
    expect(answer).toContain('So it is the signing key or the signature');
    expect(answer).toContain('The mistake: ');
  });

  const signing = (change: (context: SigningContext) => SigningContext) =>
    toldAbout('07', {
      '07-sign-request/sign-request': {
        signRequest: (request: HttpRequest, context: SigningContext) =>
          signRequest(request, change(context)),
      },
    });

  test('07: a token that is not sent', async () => {
    const answer = await signing(({ credentials: { sessionToken: _, ...keys }, ...context }) => ({
      ...context,
      credentials: keys,
    }));
    expect(answer).toContain('the session token was not sent');
    expect(answer).toContain('by the rule unknown-key');
  });

  test('07: another service', async () => {
    const answer = await signing((context) => ({ ...context, service: 'apigateway' }));
    expect(answer).toContain('sign for execute-api');
    expect(answer).toContain('/apigateway/aws4_request');
  });

  test('07: another region', async () => {
    const answer = await signing((context) => ({ ...context, region: 'us-east-1' }));
    expect(answer).toContain("sign for the API's region");
  });

  test('08: a URL whose query was changed', async () => {
    const changed = (...input: Parameters<typeof presignUrl>) =>
      presignUrl(...input).replace('X-Amz-Expires=3600', 'X-Amz-Expires=60');
    const answer = await toldAbout('08', { '08-presign-url/presign-url': { presignUrl: changed } });
    expect(answer).toContain('something was sent otherwise than it was signed');
  });

  test('a starter that is not touched', async () => {
    const todo = () => {
      throw new Error('TODO signRequest: check the input, sign');
    };
    const answer = await toldAbout('07', { '07-sign-request/sign-request': { signRequest: todo } });
    expect(answer).toContain('This is still to be written:');
    expect(answer).toContain('TODO signRequest: check the input, sign');
  });
});

describe('09', () => {
  const CALLER = '09-call-the-api/caller';
  const SOLUTION = path.resolve(__dirname, '../../solutions/09-call-the-api/caller');

  test.each([
    [
      'no log line',
      `export async function handler() { return { status: 200, body: '"Hello from Lambda!"' }; }`,
      'must log: api_response is',
    ],
    [
      'a token that is not sent',
      `import { callApi } from '${SOLUTION}';
       import { signRequest } from '${SOLUTION}/../../07-sign-request/sign-request';
       export const handler = () => callApi((request, context) => {
         const { sessionToken, ...credentials } = context.credentials;
         return signRequest(request, { ...context, credentials });
       });`,
      'the session token was not sent',
    ],
    [
      'another service',
      `import { callApi } from '${SOLUTION}';
       import { signRequest } from '${SOLUTION}/../../07-sign-request/sign-request';
       export const handler = () => callApi((request, context) =>
         signRequest(request, { ...context, service: 'lambda' }));`,
      'sign for execute-api',
    ],
    [
      'a variable that is not there',
      `export async function handler() { throw new Error('no API_URL'); }`,
      'no API_URL',
    ],
  ])('%s', async (_, text, message) => {
    expect(await toldAbout('09', {}, { [CALLER]: fileWith(text) })).toContain(message);
  });
});
