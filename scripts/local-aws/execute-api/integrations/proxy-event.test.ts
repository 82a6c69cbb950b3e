import { ECHO, type LambdaApi, proxyMethod, startLambdaApi } from '../../testing/lambda-api';

let api: LambdaApi;

beforeAll(async () => {
  api = await startLambdaApi([{ name: 'echo', code: ECHO }], (uriOf) => [
    proxyMethod('/open', uriOf('echo')),
    {
      ...proxyMethod('/pets/{id}/{rest+}', uriOf('echo')),
      method: { httpMethod: 'ANY', authorizationType: 'AWS_IAM' },
    },
  ]);
});

afterAll(() => api.stop());

describe('the event of a proxy integration', () => {
  test('holds the whole request and its context', async () => {
    const { answer, record } = await api.call('/pets/7/a%20b/c?tag=a&tag=b&tag=%C3%A9', {
      method: 'PUT',
      body: '{"name":"Rex"}',
      headers: { 'Content-Type': 'application/json', 'User-Agent': 'tester', 'X-Trace': 'abc' },
      signed: true,
    });
    const event = JSON.parse(answer.body);
    expect(event).toEqual({
      resource: '/pets/{id}/{rest+}',
      path: '/pets/7/a%20b/c',
      httpMethod: 'PUT',
      headers: expect.objectContaining({ 'X-Trace': 'abc', 'X-Forwarded-For': '127.0.0.1' }),
      multiValueHeaders: expect.objectContaining({ 'X-Trace': ['abc'] }),
      queryStringParameters: { tag: 'é' },
      multiValueQueryStringParameters: { tag: ['a', 'b', 'é'] },
      pathParameters: { id: '7', rest: 'a%20b/c' },
      stageVariables: { function: 'hello' },
      requestContext: {
        resourceId: expect.stringMatching(/^[a-z0-9]{6}$/),
        resourcePath: '/pets/{id}/{rest+}',
        httpMethod: 'PUT',
        extendedRequestId: answer.headers['x-amz-apigw-id'],
        requestTime: expect.stringMatching(/^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/),
        path: '/dev/pets/7/a%20b/c',
        accountId: api.local.accountId,
        protocol: 'HTTP/1.1',
        stage: 'dev',
        domainPrefix: api.apiId,
        requestTimeEpoch: expect.any(Number),
        requestId: answer.headers['x-amzn-requestid'],
        identity: {
          cognitoIdentityPoolId: null,
          accountId: api.local.accountId,
          cognitoIdentityId: null,
          caller: expect.stringMatching(/^AIDA/),
          sourceIp: '127.0.0.1',
          principalOrgId: null,
          accessKey: api.local.credentials.accessKeyId,
          cognitoAuthenticationType: null,
          cognitoAuthenticationProvider: null,
          userArn: `arn:aws:iam::${api.local.accountId}:user/admin`,
          userAgent: 'tester',
          user: expect.stringMatching(/^AIDA/),
        },
        domainName: `${api.apiId}.execute-api.${api.local.region}.amazonaws.com`,
        deploymentId: expect.any(String),
        apiId: api.apiId,
      },
      body: '{"name":"Rex"}',
      isBase64Encoded: false,
    });
    expect(record.authorization).toMatchObject([{ decision: 'allowed' }]);
  });

  test('does not contain the caller’s signature', async () => {
    const { answer } = await api.call('/pets/7/x', { signed: true });
    const names = Object.keys(JSON.parse(answer.body).headers).map((name) => name.toLowerCase());
    expect(names).toContain('x-amz-date');
    expect(names).not.toContain('authorization');
  });

  test('holds the headers of API Gateway, and none of those that it keeps', async () => {
    const { answer } = await api.call('/open', {
      headers: { authorization: 'Bearer x', TE: 'trailers', 'Max-Forwards': '2', Server: 'me' },
    });
    const { headers } = JSON.parse(answer.body);
    expect(headers).toMatchObject({
      Authorization: 'Bearer x',
      'X-Amzn-Trace-Id': expect.stringMatching(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$/),
      'X-Forwarded-Port': String(api.local.port),
      'X-Forwarded-Proto': 'http',
    });
    const names = Object.keys(headers).map((name) => name.toLowerCase());
    expect(names).not.toEqual(expect.arrayContaining([expect.stringMatching(/^(te|server|max-)/)]));
    expect(answer.headers['x-amzn-trace-id']).toContain(`${headers['X-Amzn-Trace-Id']};Parent=`);
  });

  test('has null for what the request has not', async () => {
    const { answer } = await api.call('/open');
    expect(JSON.parse(answer.body)).toMatchObject({
      body: null,
      pathParameters: null,
      isBase64Encoded: false,
      requestContext: { identity: { userArn: null, accessKey: null } },
    });
  });

  test('holds a space for a raw plus sign in the query, and a plus sign for an encoded one', async () => {
    const { answer } = await api.call('/open?sort=-+createdAt&zone=%2B9');
    expect(JSON.parse(answer.body)).toMatchObject({
      queryStringParameters: { sort: '- createdAt', zone: '+9' },
    });
  });

  test('holds a body of a binary type of the API in base64', async () => {
    const { answer } = await api.call('/pets/7/x', {
      method: 'POST',
      body: 'hi',
      headers: { 'Content-Type': 'image/png' },
      signed: true,
    });
    expect(JSON.parse(answer.body)).toMatchObject({ body: 'aGk=', isBase64Encoded: true });
  });
});
