import { HELLO, type LambdaApi, proxyMethod, startLambdaApi } from '../../testing/lambda-api';

/** Fails, or gives the result that the query asks for. */
const BEHAVE = `
exports.handler = async ({ queryStringParameters: { behavior, result } }) => {
  if (behavior === 'throw') throw new Error('no such pet');
  if (behavior === 'crash') process.exit(7);
  return JSON.parse(result);
};`;
const SLEEP = 'exports.handler = () => new Promise((resolve) => setTimeout(resolve, 10_000));';
const FUNCTIONS = [
  { name: 'behave', code: BEHAVE },
  { name: 'hello', code: HELLO },
  { name: 'sleep', code: SLEEP },
  { name: 'forbidden', code: HELLO, permitted: false },
];

let api: LambdaApi;

beforeAll(async () => {
  api = await startLambdaApi(FUNCTIONS, (uriOf) => [
    proxyMethod('/hello', uriOf('hello')),
    proxyMethod('/behave', uriOf('behave')),
    { ...proxyMethod('/post', uriOf('hello')), method: { httpMethod: 'POST' } },
    proxyMethod('/forbidden', uriOf('forbidden')),
    proxyMethod('/missing', uriOf('missing')),
    proxyMethod('/wrong-method', uriOf('hello'), { integrationHttpMethod: 'GET' }),
    proxyMethod('/slow', uriOf('sleep'), { timeoutInMillis: 50 }),
    proxyMethod('/by-variable', uriOf(`\${stageVariables.function}`)),
  ]);
});

afterAll(() => api.stop());

/** Calls the function that gives this result. */
const callWith = (result: unknown, headers = {}) =>
  api.call(`/behave?result=${encodeURIComponent(JSON.stringify(result))}`, { headers });

const failed = (status: number) => ({
  status,
  body: '{"message": "Internal server error"}',
  headers: { 'x-amzn-errortype': 'InternalServerErrorException' },
});

describe('a Lambda proxy integration', () => {
  test('answers with what the function returns', async () => {
    const { answer, record } = await api.call('/hello');
    expect(answer).toMatchObject({
      status: 200,
      body: '"Hello from Lambda!"',
      headers: { 'content-type': 'application/json' },
    });
    expect(record.integration).toMatchObject({
      type: 'AWS_PROXY',
      functionArn: `arn:aws:lambda:${api.local.region}:${api.local.accountId}:function:hello`,
      response: JSON.stringify({ statusCode: 200, body: '"Hello from Lambda!"' }),
      functionPolicy: [expect.objectContaining({ matched: true, sid: 'api-gateway' })],
      functionLog: expect.stringContaining('REPORT'),
    });
  });

  test('finds its function by a stage variable', async () => {
    expect((await api.call('/by-variable')).answer.status).toBe(200);
  });

  test('{} is 200 with an empty body', async () => {
    expect((await callWith({})).answer).toMatchObject({ status: 200, body: '' });
  });

  test('sends status, headers and repeated headers', async () => {
    const result = {
      statusCode: 418,
      headers: { 'X-A': '1', 'Content-Type': 'text/plain', Date: 'never', 'Content-Length': '1' },
      multiValueHeaders: { 'Set-Cookie': ['a=1', 'b=2'] },
      body: 'short and stout',
    };
    const { answer } = await callWith(result);
    expect(answer).toMatchObject({
      status: 418,
      body: 'short and stout',
      headers: {
        'x-a': '1',
        'content-type': 'text/plain',
        'x-amzn-remapped-date': 'never',
        'x-amzn-remapped-content-length': '1',
        'set-cookie': ['a=1', 'b=2'],
      },
    });
  });

  test('a body in base64 is decoded for who accepts a binary type of the API', async () => {
    const result = { body: 'aGk=', isBase64Encoded: true };
    expect((await callWith(result, { Accept: 'image/png' })).answer.body).toBe('hi');
    expect((await callWith(result, { Accept: 'text/plain' })).answer.body).toBe('aGk=');
  });

  test.each([
    ['the function throws', '/behave?behavior=throw', /no such pet/],
    ['the function crashes', '/behave?behavior=crash', /exit/],
  ])('answers 502 when %s', async (_, path, reason) => {
    const { answer, record } = await api.call(path);
    expect(answer).toMatchObject(failed(502));
    expect(record.integration).toMatchObject({
      functionError: 'Unhandled',
      failure: expect.stringMatching(reason),
    });
  });

  test.each([
    ['a text', 'hello'],
    ['null', null],
    ['a body that is no text', { statusCode: 200, body: { a: 1 } }],
    ['an unknown member', { status: 200 }],
  ])('answers 502 when the function returns %s', async (_, result) => {
    const { answer, record } = await callWith(result);
    expect(answer).toMatchObject(failed(502));
    expect(record.integration!.failure).toMatch(/Malformed Lambda proxy response/);
  });

  test.each([
    ['API Gateway may not invoke the function', '/forbidden', /No permission/],
    ['there is no such function', '/missing', /Function not found/],
    ['the method of the integration is not POST', '/wrong-method', /invoked with POST/],
  ])('answers 500 when %s', async (_, path, reason) => {
    const { answer, record } = await api.call(path);
    expect(answer).toMatchObject(failed(500));
    expect(record.integration!.failure).toMatch(reason);
  });

  test('answers 504 when the function takes longer than the integration waits', async () => {
    const { answer } = await api.call('/slow');
    expect(answer).toMatchObject({
      status: 504,
      body: '{"message": "Endpoint request timed out"}',
    });
  });

  test('answers 413 when the event is larger than what Lambda takes', async () => {
    const body = 'a'.repeat(6 * 1024 * 1024);
    const { answer } = await api.call('/post', { method: 'POST', body });
    expect(answer).toMatchObject({ status: 413, body: '{"message":"Request Too Long"}' });
  });
});
