import { createHash } from 'node:crypto';
import { Agent } from 'node:http';
import type { APIGatewayClient } from '@aws-sdk/client-api-gateway';
import { type LocalAws, startLocalAws } from '..';
import type { Credentials } from '../account/account';
import { apiGatewayClient, createApi, deploy } from '../testing/api';
import { createUser } from '../testing/identities';
import { type Signing, send, signed, type TestRequest } from '../testing/request';

const SIX_MINUTES_MS = 6 * 60 * 1000;
const MISMATCH =
  'The request signature we calculated does not match the signature you provided. Check your AWS ' +
  'Secret Access Key and signing method. Consult the service documentation for details.';

let local: LocalAws;
let client: APIGatewayClient;
let agent: Agent;
let apiId: string;
/** Of a user without any policy. */
let stranger: Credentials;

beforeAll(async () => {
  local = await startLocalAws();
  agent = new Agent({ keepAlive: true });
  client = apiGatewayClient(local);
  stranger = await createUser(local, 'stranger');
  apiId = await createApi(client, [
    { path: '/', method: { httpMethod: 'GET', authorizationType: 'AWS_IAM' } },
    { path: '/', method: { httpMethod: 'POST', authorizationType: 'AWS_IAM' } },
    { path: '/keyed', method: { httpMethod: 'GET', apiKeyRequired: true } },
    { path: '/files/{proxy+}', method: { httpMethod: 'GET', authorizationType: 'AWS_IAM' } },
  ]);
  await deploy(client, apiId);
});

afterAll(async () => {
  agent.destroy();
  client.destroy();
  await local.stop();
});

/** A request for a path below the stage, in path form. */
function requestFor(path: string, changes: Partial<TestRequest> = {}): TestRequest {
  const target = `/_aws/execute-api/${apiId}/dev${path}`;
  const headers = { Host: `127.0.0.1:${local.port}` };
  return { method: 'GET', target, headers, body: '', ...changes };
}

function signedFor(path: string, signing: Partial<Signing> = {}): TestRequest {
  return signed(local, requestFor(path), { credentials: local.credentials, ...signing });
}

/** Changes the Authorization header of a signed request for the root. */
function withAuthorization(change: (authorization: string) => string): TestRequest {
  const request = signedFor('/');
  const Authorization = change(request.headers.Authorization!);
  return { ...request, headers: { ...request.headers, Authorization } };
}

async function answerTo(request: TestRequest) {
  const { status, headers, body } = await send(local, request, agent);
  return { status, errorType: headers['x-amzn-errortype'], body: JSON.parse(body || '{}') };
}

const basic = (date: Date) => date.toISOString().replace(/[-:]|\.\d{3}/g, '');

describe('the answers of the data plane', () => {
  test('a signed request is answered by the integration', async () => {
    const answer = await send(local, signedFor('/'), agent);
    expect(answer.status).toBe(200);
    expect(answer.headers).toMatchObject({
      'x-amzn-requestid': expect.stringMatching(/^[0-9a-f-]{36}$/),
      'x-amz-apigw-id': expect.stringMatching(/=$/),
      'x-workshop-request': expect.any(String),
    });
    expect(answer.headers).not.toHaveProperty('x-amzn-errortype');
  });

  test.each<[string, () => TestRequest, string, string]>([
    [
      'no Authorization',
      () => requestFor('/'),
      'MissingAuthenticationTokenException',
      'Missing Authentication Token',
    ],
    [
      'an unknown path',
      () => signedFor('/nowhere'),
      'MissingAuthenticationTokenException',
      'Missing Authentication Token',
    ],
    [
      'an unknown method',
      () => requestFor('/', { method: 'DELETE' }),
      'MissingAuthenticationTokenException',
      'Missing Authentication Token',
    ],
    [
      'an unknown stage',
      () => requestFor('', { target: `/_aws/execute-api/${apiId}/prod/` }),
      'ForbiddenException',
      'Forbidden',
    ],
    [
      'an unknown API',
      () => requestFor('', { target: '/_aws/execute-api/0123456789/dev/' }),
      'ForbiddenException',
      'Forbidden',
    ],
    [
      'a method that requires an API key',
      () => requestFor('/keyed'),
      'ForbiddenException',
      'Forbidden',
    ],
    [
      'a Bearer token',
      () => withAuthorization(() => 'Bearer abc'),
      'IncompleteSignatureException',
      'Invalid key=value pair (missing equal-sign) in Authorization header (hashed with SHA-256 ' +
        `and encoded with Base64): '${createHash('sha256').update('Bearer abc').digest('base64')}'.`,
    ],
    [
      'a credential of four parts',
      () => withAuthorization((value) => value.replace('/aws4_request', '')),
      'IncompleteSignatureException',
      'Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/' +
        `term, got '`,
    ],
    [
      'a Host that is not signed',
      () => withAuthorization((value) => value.replace('host;', '')),
      'InvalidSignatureException',
      "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.",
    ],
    [
      'a wrong signature',
      () =>
        withAuthorization((value) => value.replace(/Signature=.*/, `Signature=${'0'.repeat(64)}`)),
      'InvalidSignatureException',
      MISMATCH,
    ],
    [
      'an unknown key',
      () => signedFor('/', { credentials: { accessKeyId: 'AKIANOBODY', secretAccessKey: 's' } }),
      'UnrecognizedClientException',
      'The security token included in the request is invalid.',
    ],
    [
      'another service in the scope',
      () => signedFor('/', { service: 'apigateway' }),
      'InvalidSignatureException',
      "Credential should be scoped to correct service: 'execute-api'. ",
    ],
    [
      'another region in the scope',
      () => signedFor('/', { region: 'us-west-2' }),
      'InvalidSignatureException',
      'Credential should be scoped to a valid region. ',
    ],
    [
      'a scope of another day',
      () => withAuthorization((value) => value.replace(/\/20\d{6}\//, '/20200101/')),
      'InvalidSignatureException',
      'Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: ' +
        "'20200101' != '",
    ],
    [
      'a caller whom no policy allows it',
      () => signedFor('/', { credentials: stranger }),
      'AccessDeniedException',
      'User: arn:aws:iam::123456789012:user/stranger is not authorized to perform: ' +
        'execute-api:Invoke on resource: ',
    ],
  ])('%s', async (_, request, errorType, text) => {
    const answer = await answerTo(request());
    expect(answer).toMatchObject({ status: 403, errorType });
    const { message, Message } = answer.body;
    expect(message ?? Message).toContain(text);
    expect(Object.keys(answer.body)).toEqual([
      errorType === 'AccessDeniedException' ? 'Message' : 'message',
    ]);
  });

  test.each([
    ['Credential', /Credential=[^,]*, /],
    ['SignedHeaders', /SignedHeaders=[^,]*, /],
    ['Signature', /, Signature=.*/],
  ])('an Authorization without %s says so and repeats the header', async (part, pattern) => {
    const request = withAuthorization((value) => value.replace(pattern, ''));
    expect(await answerTo(request)).toEqual({
      status: 403,
      errorType: 'IncompleteSignatureException',
      body: {
        message:
          `Authorization header requires '${part}' parameter. ` +
          `Authorization=${request.headers.Authorization}`,
      },
    });
  });

  test('several missing parts are named in one answer, one sentence each', async () => {
    const request = requestFor('/', {
      headers: {
        ...requestFor('/').headers,
        Authorization: 'AWS4-HMAC-SHA256 Credential=a/b/c/d/e',
      },
    });
    expect((await answerTo(request)).body.message).toBe(
      "Authorization header requires 'Signature' parameter. " +
        "Authorization header requires 'SignedHeaders' parameter. " +
        "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. " +
        'Authorization=AWS4-HMAC-SHA256 Credential=a/b/c/d/e',
    );
  });

  test('a wrong signature is told what should have been signed', async () => {
    const request = withAuthorization((value) => `${value.slice(0, -1)}x`);
    const date = request.headers['X-Amz-Date']!;
    const { message } = (await answerTo(request)).body;
    const canonical = [
      'GET',
      request.target,
      '',
      `host:127.0.0.1:${local.port}`,
      `x-amz-date:${date}`,
      '',
      'host;x-amz-date',
      createHash('sha256').digest('hex'),
    ].join('\n');
    const scope = `${date.slice(0, 8)}/${local.region}/execute-api/aws4_request`;
    const hash = createHash('sha256').update(canonical).digest('hex');
    const stringToSign = ['AWS4-HMAC-SHA256', date, scope, hash].join('\n');
    expect(message).toBe(
      `${MISMATCH}\n\nThe Canonical String for this request should have been\n'${canonical}'` +
        `\n\nThe String-to-Sign should have been\n'${stringToSign}'\n`,
    );
  });

  test('a clock that is behind', async () => {
    const date = new Date(local.clock.now().getTime() - SIX_MINUTES_MS);
    const { errorType, body } = await answerTo(signedFor('/', { date }));
    expect(errorType).toBe('InvalidSignatureException');
    expect(body.message).toMatch(
      new RegExp(
        `^Signature expired: ${basic(date)} is now earlier than \\d{8}T\\d{6}Z ` +
          '\\(\\d{8}T\\d{6}Z - 5 min\\.\\)$',
      ),
    );
  });

  test('a clock that is ahead', async () => {
    const date = new Date(local.clock.now().getTime() + SIX_MINUTES_MS);
    const { errorType, body } = await answerTo(signedFor('/', { date }));
    expect(errorType).toBe('InvalidSignatureException');
    expect(body.message).toMatch(
      new RegExp(
        `^Signature not yet current: ${basic(date)} is still later than \\d{8}T\\d{6}Z ` +
          '\\(\\d{8}T\\d{6}Z \\+ 5 min\\.\\)$',
      ),
    );
  });

  test('a denial names the caller and the method, its account masked', async () => {
    const { body } = await answerTo(signedFor('/files/a/b', { credentials: stranger }));
    expect(body).toEqual({
      Message:
        'User: arn:aws:iam::123456789012:user/stranger is not authorized to perform: ' +
        'execute-api:Invoke on resource: arn:aws:execute-api:ap-northeast-1:********9012:' +
        `${apiId}/dev/GET/files/a/b because no identity-based policy allows the ` +
        'execute-api:Invoke action',
    });
  });
});
