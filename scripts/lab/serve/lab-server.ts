import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { PageFiles } from '../bundle';
import type { LabEvent, StepsAnswer, StepsQuestion } from '../messages';
import { EventStream } from './event-stream';

const LOOPBACK = '127.0.0.1';
const LONGEST_QUESTION = 1024 * 1024;

const HEADERS = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; " +
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};

const TYPES: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
};

/** What the server needs of the rest of the lab. */
export interface LabParts {
  page: PageFiles;
  askSteps(question: StepsQuestion): Promise<StepsAnswer>;
}

/** A lab that is being served. */
export interface RunningLab {
  url: string;
  /** Tells all open pages, and those that are opened later. */
  tell(event: LabEvent): void;
  stop(): Promise<void>;
}

/**
 * Serves the lab to this machine alone.
 *
 * @param port 0 for any free one
 * @throws Error if the port is taken
 */
export async function serveLab(port: number, parts: LabParts): Promise<RunningLab> {
  const events = new EventStream();
  const server = createServer((request, response) => {
    answer(request, response, parts, events).catch((error: Error) =>
      refuse(response, 500, `The lab failed: ${error.message}`),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, LOOPBACK, resolve);
  });
  const { port: bound } = server.address() as AddressInfo;
  return {
    url: `http://${LOOPBACK}:${bound}/`,
    tell: (event) => events.tell(event),
    stop: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { page, askSteps }: LabParts,
  events: EventStream,
): Promise<void> {
  const [path = '/'] = (request.url ?? '/').split('?');
  if (!isFromHere(request)) return refuse(response, 403, 'The lab answers only its own page.');
  if (request.method === 'POST' && path === '/steps') {
    const question = await readQuestion(request);
    if (!question) return refuse(response, 400, 'That is not a request to sign.');
    return send(response, 200, 'application/json', JSON.stringify(await askSteps(question)));
  }
  if (request.method !== 'GET') return refuse(response, 405, `${path} can only be read, with GET.`);
  if (path === '/events') {
    response.writeHead(200, { ...HEADERS, 'Content-Type': 'text/event-stream' });
    return events.join(response);
  }
  const name = path === '/' ? 'index.html' : path.slice(1);
  if (!Object.hasOwn(page, name)) return refuse(response, 404, `The lab has no ${path}.`);
  send(response, 200, TYPES[name.split('.').at(-1)!] ?? TYPES.txt!, page[name]!);
}

/**
 * Whether a request is for this server by its own name, and from its own page: another page in the
 * browser must neither read what is here nor run the learner's code. It may lead to the lab with a link.
 */
function isFromHere({ headers, method, socket }: IncomingMessage): boolean {
  const own = ['127.0.0.1', 'localhost'].map((name) => `${name}:${socket.localPort}`);
  const isOwnHost = own.includes(headers.host ?? '');
  const isOwnOrigin = headers.origin === undefined || headers.origin === `http://${headers.host}`;
  const isOwnSite = [undefined, 'same-origin', 'none'].includes(site(headers['sec-fetch-site']));
  const isLink = method === 'GET' && headers['sec-fetch-dest'] === 'document';
  return isOwnHost && isOwnOrigin && (isOwnSite || isLink);
}

function site(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header.join() : header;
}

async function readQuestion(request: IncomingMessage): Promise<StepsQuestion | undefined> {
  if (request.headers['content-type'] !== 'application/json') return undefined;
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) {
    text += chunk;
    if (text.length > LONGEST_QUESTION) return undefined;
  }
  try {
    const question = JSON.parse(text) as StepsQuestion;
    return typeof question?.fields === 'object' ? question : undefined;
  } catch {
    // A text that is not JSON is not a question; the caller says so.
    return undefined;
  }
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { ...HEADERS, 'Content-Type': type });
  response.end(body);
}

function refuse(response: ServerResponse, status: number, message: string): void {
  if (response.headersSent) response.destroy();
  else send(response, status, 'text/plain; charset=utf-8', message);
}
