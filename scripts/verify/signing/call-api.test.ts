import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { namesOf } from '../../account/names';
import type { Session } from '../../account/session';
import { SimulatedTime } from '../../account/testing/simulated-time';
import { outputTo } from '../../terminal/output';
import { open, settled } from './call-api';

const HELLO = '"Hello from Lambda!"';

let server: Server;
let answers: (number | 'lost')[];
let calls: number;
let url: string;
let written: string;
let session: Session;

beforeEach(async () => {
  calls = 0;
  written = '';
  server = createServer((request, response) => {
    const answer = answers[calls++] ?? 200;
    if (answer === 'lost') request.socket.destroy();
    else response.writeHead(answer).end(answer === 200 ? HELLO : '{"message":"Not now"}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/dev/`;
  session = {
    time: new SimulatedTime(),
    settlingSeconds: 0,
    names: namesOf('ann'),
    output: outputTo({ write: (text) => (written += text) }),
  } as unknown as Session;
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

test('an API that is busy, or whose answer is lost, is called again with growing pauses', async () => {
  answers = [503, 'lost', 429];
  const start = session.time.now().getTime();
  expect(await settled(session, () => open(url))).toMatchObject({ status: 200, body: HELLO });
  expect(calls).toBe(4);
  expect((session.time.now().getTime() - start) / 1000).toBe(1 + 2 + 4);
  expect(written).toContain('waiting 4 s: API Gateway has not answered the call');
});

test('it is not called for ever', async () => {
  answers = Array.from({ length: 100 }, () => 503);
  expect(await settled(session, () => open(url))).toMatchObject({ status: 503 });
  expect(calls).toBe(10);
});

test.each([403, 500, 502, 504])('a %d is an answer', async (status) => {
  answers = [status];
  expect(await settled(session, () => open(url))).toMatchObject({ status });
  expect(calls).toBe(1);
});

test('a malformed URL is not taken for a lost answer', async () => {
  await expect(settled(session, () => open('http://'))).rejects.toThrow('parse URL');
});
