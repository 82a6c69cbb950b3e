import { bundleFunction } from '../../scripts/account/bundle-function';
import { inspectDenied } from '../../scripts/inspect/admission';
import { inspectApiRequest } from '../../scripts/inspect/api-request';
import { inspectCallerLog } from '../../scripts/inspect/caller-log';
import { explainingErrors } from '../../scripts/inspect/explained-error';
import { unless } from '../../scripts/inspect/findings';
import { inspectAnswer } from '../../scripts/inspect/refusals';
import { inspectCredentials, inspectSigningContext } from '../../scripts/inspect/signing-context';
import {
  deployFunction,
  HELLO_FUNCTION,
  invokeFunction,
  type LocalAccount,
  makeHelloApi,
  makeRole,
  putInlinePolicy,
  startLocalAccount,
} from '../../scripts/inspect/testing/local-account';
import { deepFreeze } from '../../scripts/jest/check-vectors';
import { inspectComplaint, messageOf } from '../../scripts/jest/complaint';
import { type KeptConsole, keepConsole } from '../../scripts/jest/console-log';
import { type Echo, type EchoServer, startEchoServer } from '../../scripts/jest/echo-server';
import { guardCredentials } from '../../scripts/jest/secrets';
import { wellFormed } from '../../scripts/jest/well-formed';
import type { HttpRequest, SigningContext } from '../04-canonical-request/signing-input';
import * as step07 from '../07-sign-request/sign-request';
import { apiRequest, callApi, handler, roleCredentials, type Sign, send } from './caller';

/** The environment of a function in one region that calls an API in another. */
const ENVIRONMENT = {
  AWS_ACCESS_KEY_ID: 'ASIAEXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'example-secret-key',
  AWS_SESSION_TOKEN: 'example-session-token',
  AWS_REGION: 'eu-central-1',
  API_URL: 'https://a1b2c3d4e5.execute-api.ap-northeast-1.amazonaws.com/dev/',
  API_REGION: 'ap-northeast-1',
};

/** What may not be in a log. */
const SECRETS = {
  'secret access key': ENVIRONMENT.AWS_SECRET_ACCESS_KEY,
  'session token': ENVIRONMENT.AWS_SESSION_TOKEN,
};

guardCredentials({
  secretAccessKey: ENVIRONMENT.AWS_SECRET_ACCESS_KEY,
  sessionToken: ENVIRONMENT.AWS_SESSION_TOKEN,
});

const REQUEST = {
  method: 'string',
  path: 'string',
  query: 'string',
  headers: 'list',
  body: 'string',
} as const;
const ANSWER = { status: 'number', body: 'string' } as const;

/** Stands for the API: it refuses each call, and the body of its answer is the call as it came. */
let echo: EchoServer;
/** As above, with the URL of that server. */
let environment: Record<string, string>;

beforeAll(async () => {
  echo = await startEchoServer();
  environment = { ...ENVIRONMENT, API_URL: `${echo.url}/dev/` };
});

afterAll(() => echo.stop());

describe('roleCredentials', () => {
  test('reads all three parts', () => {
    const credentials = wellFormed('The result of roleCredentials', roleCredentials(ENVIRONMENT), {
      accessKeyId: 'string',
      secretAccessKey: 'string',
      sessionToken: 'string',
    });
    expect(inspectCredentials(credentials, ENVIRONMENT)).toHaveNoFindings();
  });

  test.each(['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'])(
    'complains where %s is missing',
    async (name) => {
      const read = () => roleCredentials({ ...ENVIRONMENT, [name]: undefined });
      expect(await inspectComplaint(`${name} is missing`, name, read)).toHaveNoFindings();
    },
  );
});

describe('apiRequest', () => {
  test.each([
    ['the root of a stage', ENVIRONMENT.API_URL],
    ['a port that is not the default', 'http://127.0.0.1:4566/dev'],
    ['a port that is the default', 'https://example.com:443/dev'],
    ['a query', 'https://a.com/dev?a=1&b=%20'],
    ['an encoded path', 'https://a.com/dev/a%20b'],
  ])('%s', (_, text) => {
    const url = new URL(text);
    const request = wellFormed('The result of apiRequest', apiRequest(url), REQUEST);
    expect(inspectApiRequest(request, url)).toHaveNoFindings();
  });
});

describe('send', () => {
  let url: URL;

  beforeAll(() => {
    url = new URL(`${environment.API_URL}pets%20all?a=1&b=%20`);
  });

  const signed = (): HttpRequest => ({
    method: 'GET',
    path: url.pathname,
    query: url.search.slice(1),
    headers: [
      ['Host', url.host],
      ['X-Amz-Date', '20150830T123600Z'],
      ['Authorization', 'AWS4-HMAC-SHA256 Credential=example'],
    ],
    body: '',
  });

  const answerOf = async (request: HttpRequest) =>
    wellFormed('The result of send', await send(url, request), ANSWER);

  test('returns a refusal as an answer', async () => {
    const answer = await explainingErrors(() => send(url, signed()), explainSending);
    const { status } = wellFormed('The result of send', answer, ANSWER);
    const finding = `send returned the status ${status}; the server answered 403.`;
    expect(unless(status === 403, finding)).toHaveNoFindings();
  });

  test.each(['GET', 'DELETE'])('sends what was signed, %s', async (method) => {
    const request = deepFreeze({ ...signed(), method });
    const { body } = await answerOf(request);
    expect(inspectSent(JSON.parse(body), request)).toHaveNoFindings();
  });

  test.each(['Host', 'host', 'HOST'])('leaves %s to fetch', async (name) => {
    const [, ...others] = signed().headers;
    const request: HttpRequest = { ...signed(), headers: [[name, url.host], ...others] };
    const fetching = jest.spyOn(globalThis, 'fetch');
    try {
      await answerOf(request);
      const givesHost = fetching.mock.calls.some((call) =>
        new Request(...call).headers.has('host'),
      );
      const given =
        `fetch is given ${name}. It writes that itself, from the URL: leave it out, whatever the case ` +
        'of its name.';
      expect(unless(!givesHost, given)).toHaveNoFindings();
    } finally {
      fetching.mockRestore();
    }
  });

  test('says which host cannot be reached, and why', async () => {
    const closed = await startEchoServer();
    await closed.stop();
    const { host } = new URL(closed.url);
    const call = () => send(new URL(closed.url), signed());
    expect(await inspectComplaint('nobody answers', host, call)).toHaveNoFindings();
    const saysWhy = (await messageOf(call))?.includes('ECONNREFUSED') ?? false;
    const why =
      `The error says that ${host} cannot be reached, and not why. The cause of the error of fetch ` +
      'says that: ECONNREFUSED here.';
    expect(unless(saysWhy, why)).toHaveNoFindings();
  });
});

function explainSending({ message }: Error): string {
  return message.includes('is not a function')
    ? 'fetch returns a promise of the response: is an await missing before it?'
    : 'The server answered 403. That is an answer like any other: return its status and body.';
}

/** What was lost, or changed, on the way of a signed request. */
function inspectSent(received: Echo, { method, path, query, headers }: HttpRequest): string[] {
  const came = new Map(received.headers.map(([name, value]) => [name.toLowerCase(), value]));
  const others = headers.filter(([name]) => name.toLowerCase() !== 'host');
  const lost = others.filter(([name]) => !came.has(name.toLowerCase())).map(([name]) => name);
  const changed = others.filter(
    ([name, value]) => !lost.includes(name) && came.get(name.toLowerCase()) !== value,
  );
  const target = query === '' ? path : `${path}?${query}`;
  return [
    ...unless(
      received.method === method && received.url === target,
      `What came is ${received.method} ${received.url}, and what was signed is ${method} ${target}: ` +
        'give fetch the URL as it is, and the method.',
    ),
    ...unless(
      lost.length === 0,
      `${lost.join(' and ')} did not come: fetch must be given all headers of the signed request ` +
        'but Host.',
    ),
    ...changed.map(([name]) => `${name} came with another value than was signed.`),
  ];
}

describe('callApi', () => {
  let log: KeptConsole;

  beforeEach(() => {
    log = keepConsole();
  });

  afterEach(() => log.restore());

  const answerOf = async (sign: Sign) =>
    wellFormed('The result of callApi', await callApi(sign, environment), ANSWER);

  test('has the request signed for the service, region and moment of the call', async () => {
    const contexts: SigningContext[] = [];
    const url = new URL(environment.API_URL!);
    const before = timestampOf(new Date());
    await callApi((request, context) => {
      contexts.push(context);
      const given = wellFormed('The request that is given to sign', request, REQUEST);
      expect(inspectApiRequest(given, url)).toHaveNoFindings();
      return given;
    }, environment);
    const after = timestampOf(new Date());
    expect(
      inspectTimes('callApi', 'the sign that it is given', contexts.length),
    ).toHaveNoFindings();
    const context = wellFormed('The context that is given to sign', contexts[0]!, {
      credentials: 'object',
      region: 'string',
      service: 'string',
      timestamp: 'string',
    });
    expect(inspectSigningContext(context, ENVIRONMENT)).toHaveNoFindings();
    const isNow = before <= context.timestamp && context.timestamp <= after;
    const otherTime =
      `It is signed for ${context.timestamp}, and the clock says ${after}: ` +
      'signingTimestamp(new Date()) is the moment of the call.';
    expect(unless(isNow, otherTime)).toHaveNoFindings();
  });

  test('sends what the signer returned, even if it takes its time', async () => {
    const slow: Sign = async (request) => ({
      ...request,
      headers: [...request.headers, ['X-Signed', 'yes']],
    });
    const answer = await explainingErrors(
      () => callApi(slow, environment),
      () => 'A signer may return a promise of the signed request: is an await missing before sign?',
    );
    const { body } = wellFormed('The result of callApi', answer, ANSWER);
    const { headers }: Echo = JSON.parse(body);
    const isSent = headers.some(([name]) => name.toLowerCase() === 'x-signed');
    const another = 'What was sent is not what sign returned: that had one header more. Send it.';
    expect(unless(isSent, another)).toHaveNoFindings();
  });

  test('logs status and body of the answer, and no secret', async () => {
    const answer = await answerOf((request) => request);
    expect(inspectCallerLog(log.text(), answer, SECRETS)).toHaveNoFindings();
  });

  test.each(['API_URL', 'API_REGION'])('complains where %s is missing', async (name) => {
    const call = () => callApi((request) => request, { ...environment, [name]: undefined });
    expect(await inspectComplaint(`${name} is missing`, name, call)).toHaveNoFindings();
  });
});

describe('handler', () => {
  test('signs with your signRequest of step 07', async () => {
    const log = keepConsole();
    const sign = jest.spyOn(step07, 'signRequest');
    const variables = jest.replaceProperty(process, 'env', environment);
    let times: number;
    try {
      await handler();
    } finally {
      times = sign.mock.calls.length;
      sign.mockRestore();
      variables.restore();
      log.restore();
    }
    expect(inspectTimes('handler', 'signRequest of step 07', times)).toHaveNoFindings();
  });
});

function inspectTimes(caller: string, signer: string, times: number): string[] {
  return unless(times === 1, `${caller} must sign once, with ${signer}; it did so ${times} times.`);
}

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

  test('is let through with a policy, and logs what the API answered', async () => {
    const roleArn = await makeRole(account, 'allowed');
    const statement = { Effect: 'Allow', Action: 'execute-api:Invoke', Resource: '*' };
    await putInlinePolicy(account, 'allowed', { Version: '2012-10-17', Statement: [statement] });
    await deployFunction(account, { name: 'caller', code, roleArn, variables });

    const { result, log } = await invokeFunction(account, 'caller');
    expect(inspectAnswer(result)).toHaveNoFindings();
    expect(inspectCallerLog(log, { status: 200, body: '"Hello from Lambda!"' })).toHaveNoFindings();
  });

  test('is known by its signature, and refused, without a policy', async () => {
    await deployFunction(account, { name: 'not-allowed', code, variables });
    const { result } = await invokeFunction(account, 'not-allowed');
    expect(inspectDenied('Without a policy, the call', result)).toHaveNoFindings();
  });
});

function timestampOf(date: Date): string {
  return date.toISOString().replace(/[-:]|\.\d{3}/g, '');
}
