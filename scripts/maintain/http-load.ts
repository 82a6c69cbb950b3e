import { connect } from 'node:net';

const HEAD_END = '\r\n\r\n';

/**
 * How many requests a server answers per second, asked over so many connections at once, each with
 * the next request as soon as the last is answered. The client does as little as it can.
 * @param request the bytes of one request; the same each time
 * @throws when an answer is not 200
 */
export async function requestsPerSecond(
  port: number,
  request: string,
  { connections, milliseconds }: { connections: number; milliseconds: number },
): Promise<number> {
  const start = performance.now();
  const until = start + milliseconds;
  const counts = await Promise.all(
    Array.from({ length: connections }, () => askUntil(port, request, until)),
  );
  const answered = counts.reduce((sum, times) => sum + times.length, 0);
  return answered / ((performance.now() - start) / 1000);
}

/** How many milliseconds each of so many requests takes, one after the other. */
export function latencies(port: number, request: string, count: number): Promise<number[]> {
  return askUntil(port, request, Number.POSITIVE_INFINITY, count);
}

function askUntil(
  port: number,
  request: string,
  until: number,
  limit = Number.POSITIVE_INFINITY,
): Promise<number[]> {
  return new Promise((resolve, reject) => {
    const times: number[] = [];
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    let received = '';
    let sentAt = 0;
    const ask = () => {
      sentAt = performance.now();
      socket.write(request);
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
