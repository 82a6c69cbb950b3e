import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { type LocalAws, startLocalAws } from '..';
import { listen } from './server';

const MEBIBYTE = 1024 * 1024;

let aws: LocalAws;

beforeAll(async () => {
  aws = await startLocalAws();
});

afterAll(() => aws.stop());

interface Answer {
  status: number;
  body: string;
}

function send(options: {
  method?: string;
  path?: string;
  headers?: Record<string, string>;
  body?: Buffer[];
}): Promise<Answer> {
  const { method = 'GET', path = '/', headers = {}, body = [] } = options;
  return new Promise((resolve, reject) => {
    const request = httpRequest({ port: aws.port, host: '127.0.0.1', method, path, headers });
    request.on('response', (response) => {
      let text = '';
      response.on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: text }));
    });
    // Once it is refused, the rest of a large body finds the connection closed.
    request.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE' && error.code !== 'ECONNRESET') reject(error);
    });
    for (const chunk of body) request.write(chunk);
    request.end();
  });
}

/** Whether a connection to the server's port can be made at another address of this machine. */
function isReachableAt(host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port: aws.port, host });
    socket.on('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}

test('tells a client to keep an idle connection for minutes', async () => {
  const answer = await fetch(`${aws.url}/nothing`);
  expect(answer.headers.get('keep-alive')).toBe('timeout=300');
});

test('listens on the loopback interface only', async () => {
  expect(await isReachableAt('127.0.0.1')).toBe(true);
  const others = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ address }) => address !== '127.0.0.1');
  for (const { address } of others) expect(await isReachableAt(address)).toBe(false);
});

test.each([
  ['localhost', 404],
  ['127.0.0.1:4566', 404],
  ['iam.amazonaws.com', 404],
  ['lambda.ap-northeast-1.amazonaws.com', 404],
  ['attacker.example', 403],
  ['127.0.0.1.attacker.example', 403],
  ['amazonaws.com', 403],
])('answers a request for the host "%s" with %i', async (host, status) => {
  const answer = await send({ path: '/nothing', headers: { host } });
  expect(answer.status).toBe(status);
  if (status === 403) expect(answer.body).toContain('It answers to 127.0.0.1, localhost');
});

describe('a body that is too large', () => {
  const chunks = (mebibytes: number) => Array<Buffer>(mebibytes).fill(Buffer.alloc(MEBIBYTE));
  const INVOCATION = '/2015-03-31/functions/hello/invocations';

  test.each([
    ['/restapis', 11, 413],
    ['/restapis', 9, 403],
    [INVOCATION, 7, 413],
    [INVOCATION, 5, 403],
  ])('POST %s with %i MiB: %i', async (path, mebibytes, status) => {
    const length = { 'Content-Length': String(mebibytes * MEBIBYTE) };
    const declared = await send({ method: 'POST', path, headers: length, body: chunks(mebibytes) });
    expect(declared.status).toBe(status);
    const chunked = await send({ method: 'POST', path, body: chunks(mebibytes) });
    expect(chunked.status).toBe(status);
  });
});

test('refuses headers that are too large', async () => {
  const answer = await send({ headers: { 'X-Large': 'x'.repeat(100_000) } });
  expect(answer).toMatchObject({ status: 431, body: expect.stringContaining('malformed HTTP') });
});

test('says what it serves when it is asked for something else', async () => {
  const { body } = await send({ path: '/nothing' });
  expect(JSON.parse(body).message).toMatch(
    /^No service of local AWS answers GET \/nothing\. It has API Gateway, IAM, Lambda and STS/,
  );
});

test('warns of an answer that cannot be sent, closes its connection and serves on', async () => {
  const warnings: string[] = [];
  const server = await listen(
    0,
    async ({ path }) => ({ status: 200, headers: { 'X-Path': `${path}\n` }, body: '' }),
    (message) => warnings.push(message),
  );
  for (const path of ['/first', '/second']) {
    await expect(fetch(`http://127.0.0.1:${server.port}${path}`)).rejects.toThrow();
  }
  await server.stop();
  expect(warnings).toEqual([
    expect.stringMatching(/^GET \/first could not be answered: .*Invalid character in header/),
    expect.stringMatching(/^GET \/second could not be answered/),
  ]);
});
