import { Agent, request as httpRequest } from 'node:http';
import { connect } from 'node:net';

const HEAD_END = '\r\n\r\n';

/** A GET, the same each time that it is sent. */
export interface LoadRequest {
  path: string;
  headers: Record<string, string>;
}

export interface Load {
  connections: number;
  milliseconds: number;
  /** Whether each request bears a number of its own, so that no two are alike. */
  numbered?: boolean;
}

/**
 * Asks a server over so many connections at once, each with the next request as soon as the last is
 * answered.
 * @returns the requests answered per second
 * @throws when an answer is not 200
 */
export type MeasureThroughput = (port: number, request: LoadRequest, load: Load) => Promise<number>;

/** With the client that Node has, as programs use it. */
export const throughputOfOrdinaryClient: MeasureThroughput = async (port, request, load) => {
  const agent = new Agent({ keepAlive: true, maxSockets: load.connections });
  let asking = 0;
  const ask = () =>
    new Promise<void>((resolve, reject) => {
      const number = load.numbered && { 'X-Request-Number': String(++asking) };
      const headers = { ...request.headers, ...number };
      const options = { port, host: '127.0.0.1', agent, path: request.path, headers };
      const asked = httpRequest(options, (response) => {
        if (response.statusCode !== 200) reject(new Error(`answered ${response.statusCode}`));
        response.resume().on('end', resolve);
      });
      asked.on('error', reject).end();
    });
  const rate = await rateOf(load, async (until) => {
    let answered = 0;
    for (; performance.now() < until; answered++) await ask();
    return answered;
  });
  agent.destroy();
  return rate;
};

/** With a client that does as little as it can, so that the server alone sets the pace. */
export const throughputOfLeanClient: MeasureThroughput = (port, request, load) =>
  rateOf(load, async (until) => (await askUntil(port, request, until)).length);

/** How many milliseconds each of so many requests takes, one after the other. */
export function latencies(port: number, request: LoadRequest, count: number): Promise<number[]> {
  return askUntil(port, request, Number.POSITIVE_INFINITY, count);
}

async function rateOf(
  { connections, milliseconds }: Load,
  askFor: (until: number) => Promise<number>,
): Promise<number> {
  const start = performance.now();
  const counts = await Promise.all(
    Array.from({ length: connections }, () => askFor(start + milliseconds)),
  );
  const answered = counts.reduce((sum, count) => sum + count);
  return answered / ((performance.now() - start) / 1000);
}

function askUntil(
  port: number,
  { path, headers }: LoadRequest,
  until: number,
  limit = Number.POSITIVE_INFINITY,
): Promise<number[]> {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const bytes = `GET ${path} HTTP/1.1\r\n${lines.join('')}\r\n`;
  return new Promise((resolve, reject) => {
    const times: number[] = [];
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    let received = '';
    let sentAt = 0;
    const ask = () => {
      sentAt = performance.now();
      socket.write(bytes);
    };
    socket.on('connect', ask);
    socket.on('error', reject);
    socket.on('close', () => resolve(times));
    socket.on('data', (chunk) => {
      received += chunk.toString('latin1');
      if (!isWhole(received)) return;
      if (!received.startsWith('HTTP/1.1 200 ')) reject(new Error(`not 200: ${received}`));
      received = '';
      const now = performance.now();
      times.push(now - sentAt);
      if (now < until && times.length < limit) ask();
      else socket.end();
    });
  });
}

function isWhole(response: string): boolean {
  const headEnd = response.indexOf(HEAD_END);
  if (headEnd === -1) return false;
  const length = Number(/content-length: (\d+)/i.exec(response)?.[1] ?? 0);
  return response.length >= headEnd + HEAD_END.length + length;
}
