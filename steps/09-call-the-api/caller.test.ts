import { bundleFunction } from '../../scripts/aws/bundle-function';
import { inspectAnswer } from '../../scripts/inspect/refusals';
import { inspectCredentials, inspectSigningContext } from '../../scripts/inspect/signing-context';
import { type Echo, type EchoServer, startEchoServer } from '../../scripts/jest/echo-server';
import {
  deployFunction,
  HELLO_FUNCTION,
  invokeFunction,
  type LocalAccount,
  makeHelloApi,
  makeRole,
  putInlinePolicy,
  startLocalAccount,
} from '../../scripts/jest/local-account';
import type { HttpRequest, SigningContext } from '../04-canonical-request/signing-input';
import { apiRequest, callApi, roleCredentials, send } from './caller';

/** The environment of a function in one region that calls an API in another. */
const ENVIRONMENT = {
  AWS_ACCESS_KEY_ID: 'ASIAEXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'example-secret-key',
  AWS_SESSION_TOKEN: 'example-session-token',
  AWS_REGION: 'eu-central-1',
  API_URL: 'https://a1b2c3d4e5.execute-api.ap-northeast-1.amazonaws.com/dev/',
  API_REGION: 'ap-northeast-1',
};

let echo: EchoServer;

beforeAll(async () => {
  echo = await startEchoServer();
});

afterAll(() => echo.stop());

describe('roleCredentials', () => {
  it('reads all three parts', () => {
    expect(inspectCredentials(roleCredentials(ENVIRONMENT), ENVIRONMENT)).toHaveNoFindings();
  });

  it.each(['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'])(
    'complains where %s is missing',
    (name) => {
      expect(() => roleCredentials({ ...ENVIRONMENT, [name]: undefined })).toThrow(
        new RegExp(name),
      );
    },
  );
});

describe('apiRequest', () => {
  it.each<[string, string, Pick<HttpRequest, 'path' | 'query'>, string]>([
    [
      'the root of a stage',
      ENVIRONMENT.API_URL,
      { path: '/dev/', query: '' },
      'a1b2c3d4e5.execute-api.ap-northeast-1.amazonaws.com',
    ],
    [
      'a port that is not the default',
      'http://127.0.0.1:4566/dev',
      { path: '/dev', query: '' },
      '127.0.0.1:4566',
    ],
    [
      'a port that is the default',
      'https://example.com:443/dev',
      { path: '/dev', query: '' },
      'example.com',
    ],
    ['a query', 'https://a.com/dev?a=1&b=%20', { path: '/dev', query: 'a=1&b=%20' }, 'a.com'],
    ['an encoded path', 'https://a.com/dev/a%20b', { path: '/dev/a%20b', query: '' }, 'a.com'],
  ])('%s', (_, url, target, host) => {
    const { headers, ...request } = apiRequest(new URL(url));
    expect(request).toEqual({ method: 'GET', ...target, body: '' });
    expect(headers.map(([name, value]) => [name.toLowerCase(), value])).toEqual([['host', host]]);
  });
});

describe('send', () => {
  const signed = (url: URL): HttpRequest => ({
    method: 'GET',
    path: url.pathname,
    query: '',
    headers: [
      ['Host', url.host],
      ['X-Amz-Date', '20150830T123600Z'],
      ['Authorization', 'AWS4-HMAC-SHA256 Credential=example'],
    ],
    body: '',
  });

  it('sends the signed headers, and Host once', async () => {
    const url = new URL(`${echo.url}/dev/`);
    const received: Echo = JSON.parse((await send(url, signed(url))).body);
    const names = received.headers.map(([name]) => name.toLowerCase());
    expect(received).toMatchObject({ method: 'GET', url: '/dev/' });
    expect(names.filter((name) => name === 'host')).toHaveLength(1);
    expect(names).toEqual(expect.arrayContaining(['x-amz-date', 'authorization']));
  });

  it('returns a refusal as an answer', async () => {
    const url = new URL(`${echo.url}/dev/`);
    expect(await send(url, signed(url))).toMatchObject({ status: 403 });
  });

  it('says which host cannot be reached', async () => {
    const closed = await startEchoServer();
    await closed.stop();
    const url = new URL(closed.url);
    await expect(send(url, signed(url))).rejects.toThrow(new RegExp(url.host));
  });
});

describe('callApi', () => {
  let log: jest.SpyInstance;

  beforeEach(() => {
    log = jest.spyOn(console, 'log').mockImplementation(() => {});
  });

  afterEach(() => log.mockRestore());

  it('has the request signed for the service, region and moment of the call', async () => {
    const contexts: SigningContext[] = [];
    const environment = { ...ENVIRONMENT, API_URL: `${echo.url}/dev/` };
    const before = timestampOf(new Date());
    await callApi((request, context) => {
      contexts.push(context);
      return request;
    }, environment);
    expect(contexts).toHaveLength(1);
    expect(inspectSigningContext(contexts[0]!, ENVIRONMENT)).toHaveNoFindings();
    const { timestamp } = contexts[0]!;
    const after = timestampOf(new Date());
    const isNow = before <= timestamp && timestamp <= after;
    expect(
      isNow ? [] : [`It is signed for ${timestamp}, and the clock says ${after}.`],
    ).toHaveNoFindings();
  });

  it('sends what the signer returned, even if it takes its time', async () => {
    const { body } = await callApi(
      async (request) => ({ ...request, headers: [...request.headers, ['X-Signed', 'yes']] }),
      { ...ENVIRONMENT, API_URL: `${echo.url}/dev/` },
    );
    const { headers }: Echo = JSON.parse(body);
    expect(headers.map(([name, value]) => [name.toLowerCase(), value])).toContainEqual([
      'x-signed',
      'yes',
    ]);
  });

  it('logs status and body of the answer, and no secret', async () => {
    const environment = { ...ENVIRONMENT, API_URL: `${echo.url}/dev/` };
    const answer = await callApi((request) => request, environment);
    const logged = log.mock.calls.flat().join('\n');
    expect(logged).toMatch(/^api_response is 403 /m);
    expect(logged).toContain(answer.body);
    expect(logged).not.toContain(ENVIRONMENT.AWS_SECRET_ACCESS_KEY);
    expect(logged).not.toContain(ENVIRONMENT.AWS_SESSION_TOKEN);
  });

  it.each(['API_URL', 'API_REGION'])('complains where %s is missing', async (name) => {
    const call = callApi((request) => request, { ...ENVIRONMENT, [name]: undefined });
    await expect(call).rejects.toThrow(new RegExp(name));
  });
});

describe('on Lambda, the caller', () => {
  let account: LocalAccount;
  let variables: Record<string, string>;
  let code: Uint8Array;

  beforeAll(async () => {
    account = await startLocalAccount();
    const hello = await deployFunction(account, { name: 'hello', code: HELLO_FUNCTION });
    const { apiId } = await makeHelloApi(account, hello);
    variables = {
      API_URL: `${account.aws.invokeUrl(apiId, 'dev')}/`,
      API_REGION: account.region,
    };
    code = await bundleFunction(require.resolve('./caller'));
  });

  afterAll(() => account.stop());

  it('is let through with a policy, and logs what the API answered', async () => {
    const roleArn = await makeRole(account, 'allowed');
    const statement = { Effect: 'Allow', Action: 'execute-api:Invoke', Resource: '*' };
    await putInlinePolicy(account, 'allowed', { Version: '2012-10-17', Statement: [statement] });
    await deployFunction(account, { name: 'caller', code, roleArn, variables });

    const { result, log } = await invokeFunction(account, 'caller');
    expect(inspectAnswer(result)).toHaveNoFindings();
    expect(log).toContain('api_response is 200 "Hello from Lambda!"');
  });

  it('is known by its signature, and refused, without a policy', async () => {
    await deployFunction(account, { name: 'not-allowed', code, variables });
    const { result } = await invokeFunction(account, 'not-allowed');
    expect(result).toEqual({
      status: 403,
      body: expect.stringContaining('assumed-role/not-allowed-role/not-allowed is not authorized'),
    });
  });
});

function timestampOf(date: Date): string {
  return date.toISOString().replace(/[-:]|\.\d{3}/g, '');
}
