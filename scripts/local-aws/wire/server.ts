import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setImmediate as endOfTurn } from 'node:timers/promises';
import { type HttpAnswer, normalizedPath, type ReceivedRequest } from './http';

const LOOPBACK = '127.0.0.1';
const MEBIBYTE = 1024 * 1024;
const NO_BODY = Buffer.alloc(0);

/**
 * For how long an idle connection is kept. After the five seconds that Node.js keeps one, a client
 * that waits between its calls would now and then send the next into a connection just closed.
 */
const KEEP_ALIVE_MS = 5 * 60_000;

/** The most that a body may hold, by what the path begins with or ends in; the first fit counts. */
const BODY_LIMITS: [path: RegExp, bytes: number][] = [
  [/^\/2015-03-31\/functions\/[^/]+\/invocations\/?$/, 6 * MEBIBYTE],
  [/^/, 10 * MEBIBYTE],
];

/** Names under which a client on this machine, or one that is told to, may call the server. */
const KNOWN_HOSTS = [
  /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/,
  /^(apigateway|iam|lambda|sts)(\.[a-z0-9-]+)?\.amazonaws\.com(:\d+)?$/,
  /^[a-z0-9]+\.execute-api\.[a-z0-9-]+\.amazonaws\.com(:\d+)?$/,
];

/** Answers a request; `drop` closes the connection without an answer. */
export type RequestHandler = (request: ReceivedRequest) => Promise<HttpAnswer | 'drop'>;

export interface RunningServer {
  port: number;
  stop(): Promise<void>;
}

/**
 * Listens on the loopback interface.
 * @param port 0 for any free one
 * @param warn told when a request could not be answered at all
 * @throws when the port is taken
 */
export async function listen(
  port: number,
  handle: RequestHandler,
  warn: (message: string) => void,
): Promise<RunningServer> {
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, (incoming, outgoing) => {
    serve(incoming, outgoing, handle).catch((error: Error) => {
      warn(`${incoming.method} ${incoming.url} could not be answered: ${error.stack}`);
      incoming.socket.destroy();
    });
  });
  server.on('clientError', refuseMalformed);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, LOOPBACK, resolve);
  });
  return { port: (server.address() as AddressInfo).port, stop: () => stop(server) };
}

async function serve(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  handle: RequestHandler,
): Promise<void> {
  const refusal = refuseHost(incoming.headers.host);
  if (refusal) return refuseUnread(incoming, outgoing, refusal);

  const body = hasBody(incoming) ? await readBody(incoming) : NO_BODY;
  if (body === 'aborted') return;
  if (body === 'too large') return refuseUnread(incoming, outgoing, tooLarge(incoming));

  const answer = await handle(receivedRequest(incoming, body));
  // Answers to what arrived together leave together: to wake a waiting caller for each costs more
  // than the answer itself.
  await endOfTurn();
  if (answer === 'drop') incoming.socket.destroy();
  else send(outgoing, answer);
}

function receivedRequest(incoming: IncomingMessage, body: Buffer): ReceivedRequest {
  // Node reads the request line as Latin-1; clients write UTF-8.
  const target = Buffer.from(incoming.url ?? '/', 'latin1').toString();
  const queryStart = target.indexOf('?');
  const sentPath = queryStart === -1 ? target : target.slice(0, queryStart);
  const path = normalizedPath(sentPath);
  const { rawHeaders } = incoming;
  const headers: [string, string][] = [];
  for (let i = 0; i < rawHeaders.length; i += 2) headers.push([rawHeaders[i]!, rawHeaders[i + 1]!]);
  return {
    method: incoming.method ?? 'GET',
    path,
    sentPath: path === sentPath ? undefined : sentPath,
    query: queryStart === -1 ? '' : target.slice(queryStart + 1),
    headers,
    body,
    sourceIp: incoming.socket.remoteAddress ?? LOOPBACK,
  };
}

/** A page in a browser must not reach the server under a name of its own (DNS rebinding). */
function refuseHost(host: string | undefined): HttpAnswer | undefined {
  if (host !== undefined && KNOWN_HOSTS.some((known) => known.test(host.toLowerCase()))) return;
  const name = host === undefined ? 'no Host' : `the Host ${JSON.stringify(host)}`;
  return refusal(
    403,
    `Local AWS was called with ${name}. It answers to 127.0.0.1, localhost and the host names of ` +
      'API Gateway, IAM, Lambda and STS.',
  );
}

function bodyLimit({ url = '/' }: IncomingMessage): number {
  const [path = '/'] = url.split('?');
  return BODY_LIMITS.find(([pattern]) => pattern.test(path))![1];
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined;
}

function readBody(incoming: IncomingMessage): Promise<Buffer | 'too large' | 'aborted'> {
  const limit = bodyLimit(incoming);
  const { 'content-length': length = 0 } = incoming.headers;
  if (Number(length) > limit) return Promise.resolve('too large');
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let received = 0;
    incoming.on('data', (chunk: Buffer) => {
      received += chunk.length;
      if (received > limit) resolve('too large');
      else chunks.push(chunk);
    });
    incoming.on('end', () => resolve(Buffer.concat(chunks)));
    incoming.on('error', () => resolve('aborted'));
    incoming.on('close', () => resolve('aborted'));
  });
}

function tooLarge(incoming: IncomingMessage): HttpAnswer {
  const limit = bodyLimit(incoming);
  return refusal(413, `Request must be smaller than ${limit} bytes for this operation.`);
}

/** Answers before the body has been read; what still comes of it is thrown away. */
function refuseUnread(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  { status, headers, body }: HttpAnswer,
): void {
  send(outgoing, { status, headers: { ...headers, Connection: 'close' }, body });
  incoming.resume();
}

function refusal(status: number, message: string): HttpAnswer {
  const headers = { 'Content-Type': 'application/json' };
  return { status, headers, body: JSON.stringify({ message }) };
}

function send(outgoing: ServerResponse, { status, headers, body }: HttpAnswer): void {
  outgoing.writeHead(status, { ...headers, 'Content-Length': Buffer.byteLength(body) });
  // Text goes out in one piece with the head, bytes in a second one.
  outgoing.end(body);
}

function refuseMalformed(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const status =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? '431 Request Header Fields Too Large'
      : '400 Bad Request';
  const body = JSON.stringify({ message: `The request is malformed HTTP: ${error.message}` });
  const length = Buffer.byteLength(body);
  socket.end(
    `HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Type: application/json\r\n` +
      `Content-Length: ${length}\r\n\r\n${body}`,
  );
}

async function stop(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeAllConnections();
  await closed;
}
