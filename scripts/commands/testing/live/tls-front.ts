import { type IncomingMessage, request, type ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { seededRandom } from '../../../files/seeded-random';
import type { TestCertificates } from './certificates';

/** An answer that does not come from local AWS. */
export interface CannedAnswer {
  status: number;
  body: string;
}

/** What is between a caller and local AWS. */
export interface TlsFront {
  port: number;
  /** From now on, this share of the answers fails: throttled, 503 or lost, before or after the work. */
  fail(share: number, seed?: number): void;
  /** Told of each request; what it answers takes the place of local AWS's answer. */
  intercept(answer: (host: string, body: string) => CannedAnswer | undefined): void;
  /** How many answers have failed so far. */
  failures(): number;
  stop(): Promise<void>;
}

type Failure = 'throttled' | 'unavailable' | 'lost';

/** Local AWS behind TLS, under the names of AWS: each request goes on as it came. */
export async function startTlsFront(
  localPort: number,
  { certificate: cert, key }: TestCertificates,
): Promise<TlsFront> {
  let random = () => 1;
  let share = 0;
  let failures = 0;
  let canned: Parameters<TlsFront['intercept']>[0] = () => undefined;

  const server = createServer({ cert, key }, (incoming, outgoing) => {
    answer(incoming, outgoing).catch(() => incoming.socket.destroy());
  });

  async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const body = await buffer(incoming);
    const host = incoming.headers.host ?? '';
    const failure = random() < share ? failureOf(host, random()) : undefined;
    if (failure) failures++;
    const isDone = failure === undefined || random() < 0.5;
    const made = canned(host, body.toString());
    const real = made ?? (isDone ? await forward(incoming, body, localPort) : undefined);
    if (failure === 'lost') incoming.socket.destroy();
    else if (failure) send(outgoing, refusal(host, failure));
    else send(outgoing, real!);
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    fail(newShare, seed = 1) {
      share = newShare;
      random = seededRandom(seed);
    },
    intercept(answering) {
      canned = answering;
    },
    failures: () => failures,
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

/** A deployed API throttles nobody here. */
function failureOf(host: string, draw: number): Failure {
  if (draw < 1 / 3) return 'lost';
  return draw < 2 / 3 && !host.includes('.execute-api.') ? 'throttled' : 'unavailable';
}

/** In the protocol that the host speaks. */
function refusal(host: string, failure: 'throttled' | 'unavailable'): CannedAnswer {
  const [status, code] =
    failure === 'throttled' ? [400, 'Throttling'] : [503, 'ServiceUnavailable'];
  if (/^(iam|sts)\./.test(host)) {
    const error = `<Error><Type>Sender</Type><Code>${code}</Code><Message>Not now</Message></Error>`;
    return { status, body: `<ErrorResponse>${error}<RequestId>1</RequestId></ErrorResponse>` };
  }
  const body = JSON.stringify({ message: 'Not now' });
  return { status: failure === 'throttled' ? 429 : 503, body };
}

interface ForwardedAnswer extends CannedAnswer {
  headers?: string[];
}

function forward(incoming: IncomingMessage, body: Buffer, port: number): Promise<ForwardedAnswer> {
  return new Promise((resolve, reject) => {
    const { method, url: path, rawHeaders: headers } = incoming;
    const onward = request(
      { host: '127.0.0.1', port, method, path, headers, setHost: false },
      async (answer) => {
        const text = (await buffer(answer)).toString('latin1');
        resolve({ status: answer.statusCode!, headers: answer.rawHeaders, body: text });
      },
    );
    onward.once('error', reject);
    onward.end(body);
  });
}

function send(outgoing: ServerResponse, { status, body, headers }: ForwardedAnswer): void {
  outgoing.writeHead(status, headers ?? ['Content-Length', String(Buffer.byteLength(body))]);
  outgoing.end(body, headers ? 'latin1' : 'utf8');
}
