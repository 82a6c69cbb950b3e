import type { TestMethod } from '../../testing/api';
import { HELLO, type LambdaApi, startLambdaApi } from '../../testing/lambda-api';

/** Fails, or returns its event. */
const BEHAVE = `
exports.handler = async (event) => {
  if (event.behavior === 'throw') throw new Error('NotFound: no such pet');
  if (event.behavior === 'crash') process.exit(7);
  return event;
};`;
const FUNCTIONS = [
  { name: 'behave', code: BEHAVE },
  { name: 'hello', code: HELLO },
];
const TEMPLATE = { 'application/json': '{"id": "$input.params(\'id\')"}' };

let api: LambdaApi;

beforeAll(async () => {
  api = await startLambdaApi(FUNCTIONS, (uriOf) => [
    customMethod('/behave', uriOf('behave')),
    customMethod('/hello', uriOf('hello')),
    customMethod('/template', uriOf('behave'), { requestTemplates: TEMPLATE }),
  ]);
});

afterAll(() => api.stop());

/** POST with a non-proxy integration; a function's error that begins with NotFound is a 404. */
function customMethod(
  path: string,
  uri: string,
  integration: TestMethod['integration'] = {},
): TestMethod {
  return {
    path,
    method: { httpMethod: 'POST' },
    integration: {
      type: 'AWS',
      integrationHttpMethod: 'POST',
      uri,
      requestTemplates: {},
      ...integration,
    },
    responses: [{}, { statusCode: '404', selectionPattern: 'NotFound: .*' }],
  };
}

describe('a Lambda integration that is no proxy', () => {
  const post = (path: string, event?: unknown) =>
    api.call(path, { method: 'POST', body: event === undefined ? '' : JSON.stringify(event) });

  test('answers with the whole result of the function', async () => {
    const { answer } = await post('/hello');
    expect(answer).toMatchObject({
      status: 200,
      body: '{"statusCode":200,"body":"\\"Hello from Lambda!\\""}',
    });
  });

  test('passes the body through as the event, an empty one as {}', async () => {
    expect((await post('/behave', { a: 1 })).answer.body).toBe('{"a":1}');
    expect((await post('/behave')).answer.body).toBe('{}');
  });

  test('makes the event by the request template', async () => {
    const { answer } = await api.call('/template?id=7', { method: 'POST' });
    expect(answer.body).toBe('{"id":"7"}');
  });

  test('an error of the function selects the response by its message', async () => {
    const { answer } = await post('/behave', { behavior: 'throw' });
    expect(answer.status).toBe(404);
    expect(JSON.parse(answer.body)).toMatchObject({ errorMessage: 'NotFound: no such pet' });
  });

  test('an error that no pattern matches is answered by the default response', async () => {
    const { answer } = await post('/behave', { behavior: 'crash' });
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.body)).toHaveProperty('errorType');
  });
});
