import {
  APIGatewayClient,
  GetRestApisCommand,
  GetVpcLinksCommand,
} from '@aws-sdk/client-api-gateway';
import {
  CreateRoleCommand,
  IAMClient,
  ListGroupsCommand,
  ListRolesCommand,
} from '@aws-sdk/client-iam';
import { LambdaClient, ListFunctionsCommand, ListLayersCommand } from '@aws-sdk/client-lambda';
import {
  AssumeRoleCommand,
  DecodeAuthorizationMessageCommand,
  GetCallerIdentityCommand,
  STSClient,
} from '@aws-sdk/client-sts';
import aws4 from 'aws4';
import { type LocalAws, type RequestRecord, recordUrlOf, startLocalAws } from '..';

let aws: LocalAws;

beforeAll(async () => {
  aws = await startLocalAws();
});

afterAll(() => aws.stop());

function clientOptions() {
  const { url: endpoint, region, credentials } = aws;
  return { endpoint, region, credentials, maxAttempts: 1 };
}

/** Sends a signed request that no SDK client would send. */
async function send(service: string, path: string, body: string, contentType: string) {
  const method = 'POST';
  const { headers } = aws4.sign(
    {
      host: new URL(aws.url).host,
      method,
      service,
      region: aws.region,
      path,
      body,
      headers: { 'Content-Type': contentType },
    },
    aws.credentials,
  );
  const { Host: _, 'Content-Length': __, ...sent } = headers as Record<string, string>;
  const response = await fetch(aws.url + path, { method, headers: sent, body });
  const text = await response.text();
  return { status: response.status, errorType: response.headers.get('x-amzn-errortype'), text };
}

const sendJson = (service: string, path: string, body: string) =>
  send(service, path, body, 'application/json');

const sendForm = (service: string, body: string) =>
  send(service, '/', body, 'application/x-www-form-urlencoded');

async function recordOf(response: Response): Promise<RequestRecord> {
  const id = response.headers.get('x-workshop-request');
  return (await fetch(recordUrlOf(aws, String(id)))).json() as Promise<RequestRecord>;
}

test('serves the four SDK clients', async () => {
  const options = clientOptions();
  const apis = await new APIGatewayClient(options).send(new GetRestApisCommand({}));
  expect(apis.items).toEqual([]);
  const functions = await new LambdaClient(options).send(new ListFunctionsCommand({}));
  expect(functions.Functions).toEqual([]);
  const roles = await new IAMClient(options).send(new ListRolesCommand({}));
  expect(roles.Roles).toEqual([]);
  const identity = await new STSClient(options).send(new GetCallerIdentityCommand({}));
  expect(identity.Account).toBe('123456789012');
});

test('names an operation that it has not got, and those that it has', async () => {
  const options = clientOptions();
  await expect(
    new APIGatewayClient(options).send(new GetVpcLinksCommand({})),
  ).rejects.toMatchObject({
    name: 'NotImplementedException',
    message: expect.stringMatching(/no operation GetVpcLinks in the service apigateway.*GetStages/),
    $metadata: { httpStatusCode: 501 },
  });
  await expect(new LambdaClient(options).send(new ListLayersCommand({}))).rejects.toMatchObject({
    message: expect.stringMatching(/no operation ListLayers in the service lambda.*Invoke/),
  });
  await expect(new IAMClient(options).send(new ListGroupsCommand({}))).rejects.toMatchObject({
    name: 'NotImplementedException',
    message: expect.stringMatching(/no operation ListGroups in the service iam.*PutRolePolicy/),
  });
  await expect(
    new STSClient(options).send(new DecodeAuthorizationMessageCommand({ EncodedMessage: 'x' })),
  ).rejects.toMatchObject({ name: 'NotImplementedException' });
  const { status, text } = await sendForm('iam', 'Action=MakeTea&Version=2010-05-08');
  expect(status).toBe(400);
  expect(text).toContain('<Code>InvalidAction</Code>');
});

test('a service of the query protocol that local AWS does not have is refused in XML', async () => {
  const answer = await sendForm('sqs', 'Action=ListQueues&Version=2012-11-05');
  expect(answer.status).toBe(400);
  expect(answer.text).toMatch(/<ErrorResponse xmlns=.*<Code>InvalidAction<\/Code>/s);
  expect(answer.text).toContain('It has API Gateway, IAM, Lambda and STS');
});

describe('validation', () => {
  test('names missing members', async () => {
    const options = clientOptions();
    const role = { RoleName: undefined, AssumeRolePolicyDocument: undefined };
    await expect(new IAMClient(options).send(new CreateRoleCommand(role))).rejects.toMatchObject({
      name: 'ValidationError',
      message:
        "2 validation errors detected: Value null at 'roleName' failed to satisfy constraint: " +
        "Member must not be null; Value null at 'assumeRolePolicyDocument' failed to satisfy " +
        'constraint: Member must not be null',
      $metadata: { httpStatusCode: 400 },
    });
    expect(await sendJson('apigateway', '/restapis', '{}')).toMatchObject({
      status: 400,
      errorType: 'ValidationException',
      text: expect.stringContaining(
        "Value null at 'createRestApiInput.name' failed to satisfy constraint",
      ),
    });
    expect(await sendJson('lambda', '/2015-03-31/functions', '{}')).toMatchObject({
      status: 400,
      errorType: 'ValidationException',
      text: expect.stringContaining("Value null at 'functionName'"),
    });
  });

  test('names members that the operation does not know', async () => {
    const api = await sendJson('apigateway', '/restapis', '{"name":"a","nmae":"b"}');
    expect(api).toMatchObject({ status: 400, errorType: 'ValidationException' });
    expect(api.text).toContain(
      "Value at 'createRestApiInput.nmae' failed to satisfy constraint: Member must be one of",
    );
    const role = await sendForm('iam', 'Action=GetRole&Version=2010-05-08&RoleName=a&Rolename=b');
    expect(role.status).toBe(400);
    expect(role.text).toContain('&apos;Rolename&apos; failed to satisfy constraint');
  });

  test.each([
    ['{"name":"a","tags":[]}', "Input.tags' failed to satisfy constraint: Member must be an"],
    [
      '{"name":"a","binaryMediaTypes":"b"}',
      "Input.binaryMediaTypes' failed to satisfy constraint: Mem",
    ],
    ['{"name":"a","disableExecuteApiEndpoint":"no"}', 'Member must be a boolean'],
    ['{"name":"a","minimumCompressionSize":"x"}', 'Member must be a number'],
  ])('refuses %s', async (body, words) => {
    const answer = await sendJson('apigateway', '/restapis', body);
    expect(answer).toMatchObject({ status: 400, errorType: 'ValidationException' });
    expect(answer.text).toContain(words);
  });

  test.each([
    ['{"name":true}', 'class java.lang.Boolean can not be converted to an String'],
    [
      '{"name":"a","endpointConfiguration":{"types":[1]}}',
      'class com.amazon.coral.value.json.numbers.TruncatingBigNumber can not be converted to an ' +
        'String',
    ],
  ])('refuses %s before any validation, since a text is expected', async (body, words) => {
    const answer = await sendJson('apigateway', '/restapis', body);
    expect(answer).toMatchObject({ status: 400, errorType: 'SerializationException' });
    expect(answer.text).toContain(words);
  });

  test.each(['{', '[]', 'null', '"text"', '{"name":"a"'])('refuses the body %s', async (body) => {
    const answer = await sendJson('apigateway', '/restapis', body);
    expect(answer).toMatchObject({ status: 400, errorType: 'SerializationException' });
    expect(answer.text).toContain('Could not parse request body into json');
  });

  test('refuses a text instead of a number in a form', async () => {
    const answer = await sendForm(
      'sts',
      'Action=AssumeRole&Version=2011-06-15&RoleArn=a&RoleSessionName=b&DurationSeconds=long',
    );
    expect(answer.status).toBe(400);
    expect(answer.text).toContain('Member must be a number');
  });
});

describe('authentication', () => {
  test('is demanded of every request, in the words of the service', async () => {
    const json = await fetch(`${aws.url}/restapis`);
    expect(json.status).toBe(403);
    expect(json.headers.get('x-amzn-errortype')).toBe('MissingAuthenticationTokenException');
    const xml = await fetch(`${aws.url}/?Action=GetCallerIdentity&Version=2011-06-15`);
    expect(xml.status).toBe(403);
    expect(await xml.text()).toContain('<Code>MissingAuthenticationToken</Code>');
  });

  test('is done for the service that is called', async () => {
    expect(await sendJson('lambda', '/restapis', '{"name":"a"}')).toMatchObject({
      status: 403,
      errorType: 'InvalidSignatureException',
      text: expect.stringContaining(
        "Credential should be scoped to correct service: 'apigateway'.",
      ),
    });
  });

  test('takes IAM and STS in their home region too', async () => {
    const options = { ...clientOptions(), region: 'us-east-1' };
    await new IAMClient(options).send(new ListRolesCommand({}));
    await new STSClient(options).send(new GetCallerIdentityCommand({}));
    await expect(
      new APIGatewayClient(options).send(new GetRestApisCommand({})),
    ).rejects.toMatchObject({ message: 'Credential should be scoped to a valid region. ' });
  });
});

describe('records', () => {
  test('tell what was received, checked, decided and answered', async () => {
    const record = await recordOf(await fetch(`${aws.url}/restapis?limit=1`));
    expect(record).toMatchObject({
      service: 'apigateway',
      operation: 'GetRestApis',
      request: { method: 'GET', path: '/restapis', query: 'limit=1' },
      authentication: { outcome: 'refused', refusal: 'missing-authorization' },
      refusedBy: { check: 'authentication', reason: 'Missing Authentication Token' },
      response: { status: 403 },
    });
  });

  test('are listed, the latest first', async () => {
    await fetch(`${aws.url}/first`);
    await fetch(`${aws.url}/second`);
    const { requests } = (await (await fetch(aws.recordsUrl)).json()) as {
      requests: unknown[];
    };
    expect(requests).toMatchObject([
      { path: '/second', status: 404, refusedBy: { check: 'route' } },
      { path: '/first' },
      ...Array(requests.length - 2).fill({}),
    ]);
  });

  test('never show a secret key or a session token', async () => {
    const trust = JSON.stringify({
      Version: '2012-10-17',
      Statement: {
        Effect: 'Allow',
        Principal: { AWS: 'arn:aws:iam::123456789012:root' },
        Action: 'sts:AssumeRole',
      },
    });
    const options = clientOptions();
    const iam = new IAMClient(options);
    await iam.send(new CreateRoleCommand({ RoleName: 'r', AssumeRolePolicyDocument: trust }));
    const sts = new STSClient(options);
    const { Credentials } = await sts.send(
      new AssumeRoleCommand({
        RoleArn: 'arn:aws:iam::123456789012:role/r',
        RoleSessionName: 'session',
      }),
    );
    const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = Credentials!;
    const credentials = {
      accessKeyId: AccessKeyId,
      secretAccessKey: SecretAccessKey,
      sessionToken: SessionToken,
    };
    await new STSClient({ ...options, credentials }).send(new GetCallerIdentityCommand({}));
    const query = `X-Amz-Security-Token=${encodeURIComponent(SessionToken)}&X-Amz-Signature=0`;
    await fetch(`${aws.url}/restapis?${query}`);
    await fetch(`${aws.url}/unknown`, { headers: { 'X-Amz-Security-Token': 'of-someone-else' } });

    const shown = await Promise.all(
      aws.records.list().map(async ({ id }) => (await fetch(recordUrlOf(aws, String(id)))).text()),
    );
    const all = shown.join('\n');
    expect(all).toContain('<SecretAccessKey>********</SecretAccessKey>');
    for (const secret of [
      SecretAccessKey,
      SessionToken,
      encodeURIComponent(SessionToken),
      aws.credentials.secretAccessKey,
      'of-someone-else',
    ]) {
      expect(all).not.toContain(secret);
    }
  });

  test('are only read', async () => {
    const response = await fetch(aws.recordsUrl, { method: 'DELETE' });
    expect(response.status).toBe(405);
    expect((await fetch(recordUrlOf(aws, 'none'))).status).toBe(404);
  });
});
