import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { Allowance } from './allowance';
import { type ClassFolder, isSame } from './class-folder';
import { PageConnections } from './page-connections';
import { type KnownHere, receivedReport } from './received-report';

export interface ClassServerOptions {
  folder: ClassFolder;
  /** An address of this machine. */
  host: string;
  /** 0 takes any that is free. */
  port: number;
  steps: KnownHere['steps'];
  isMistake: KnownHere['isMistake'];
  /** The class page as it is now. */
  page: (class_: ClassNow) => string;
  now?: () => Date;
  /** A learner has joined; how many there are now. */
  onJoin?: (learners: number) => void;
}

/** What the page of a live class is made of, beside the reports. */
export interface ClassNow {
  /** What learners type behind `npm start -- --class`. */
  joinUrl: string;
  /** When each learner was last heard of, in milliseconds, by id; those of before a restart are missing. */
  heard: ReadonlyMap<string, number>;
}

/** The largest report that is read, in bytes; the largest honest one is a fifth of it. */
const MOST_BYTES = 64 * 1024;

/** For each learner that has joined. */
const LEARNERS_RATE = { burst: 20, perSecond: 4 };
/** For each address, of all that is not from a learner who has joined. */
const STRANGERS_RATE = { burst: 100, perSecond: 5 };

/** Of one address; a browser opens six, a learner one. */
const MOST_CONNECTIONS = 120;

const SLOWEST_REQUEST = 10_000;

/** Of a request's target only what is behind the origin counts. */
const ANY_ORIGIN = 'http://class';

/** A learner's id and key in the Authorization header. */
const BEARER = /^Bearer ([0-9a-f]{8})\.([0-9a-f]{32})$/;

/**
 * The server of a live class. Learners send reports to `/CODE`, and can read nothing; the instructor's
 * page is at `/`, for whoever has opened it with its key once. Nothing that is sent is executed or
 * shown as anything but text.
 */
export class ClassServer {
  readonly #options: ClassServerOptions;
  readonly #server: Server;
  readonly #pages = new PageConnections();
  readonly #learners = new Allowance(LEARNERS_RATE);
  readonly #strangers = new Allowance(STRANGERS_RATE);
  readonly #connections = new Map<string, number>();
  readonly #heard = new Map<string, number>();
  #origin = '';

  /** Use `start`: one that does not listen yet has no address. */
  constructor(options: ClassServerOptions) {
    this.#options = options;
    this.#server = createServer((request, response) => this.#onRequest(request, response));
    this.#server.headersTimeout = SLOWEST_REQUEST;
    this.#server.requestTimeout = SLOWEST_REQUEST;
    this.#server.maxRequestsPerSocket = 1000;
    this.#server.on('connection', (socket) => this.#onConnection(socket));
    this.#server.on('clientError', (_, socket) => socket.destroy());
  }

  /** @throws the system's error if the address or the port cannot be had */
  static async start(options: ClassServerOptions): Promise<ClassServer> {
    const server = new ClassServer(options);
    await server.#listen();
    return server;
  }

  /** What learners type behind `npm start -- --class`. */
  get joinUrl(): string {
    return `${this.#origin}/${this.#options.folder.joinCode}`;
  }

  /** What the instructor opens once; the key does not stay in the address. */
  get pageUrl(): string {
    return `${this.#origin}/?key=${this.#options.folder.pageKey}`;
  }

  async stop(): Promise<void> {
    this.#pages.close();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #listen(): Promise<void> {
    const { host, port } = this.#options;
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, host, () => {
        this.#server.off('error', reject);
        resolve();
      });
    });
    const address = this.#server.address() as AddressInfo;
    const name = host.includes(':') ? `[${host}]` : host;
    this.#origin = `http://${name}:${address.port}`;
  }

  #onConnection(socket: Socket): void {
    const address = addressOf(socket);
    const open = (this.#connections.get(address) ?? 0) + 1;
    if (open > MOST_CONNECTIONS) {
      socket.destroy();
      return;
    }
    this.#connections.set(address, open);
    socket.once('close', () => {
      const left = (this.#connections.get(address) ?? 1) - 1;
      if (left > 0) this.#connections.set(address, left);
      else this.#connections.delete(address);
    });
  }

  #onRequest(request: IncomingMessage, response: ServerResponse): void {
    this.#answer(request, response).catch((error: NodeJS.ErrnoException) => {
      if (response.headersSent || request.destroyed) {
        response.destroy();
        return;
      }
      // Whoever sends reports tries again; a full disk may have room by then.
      refuse(response, 503, `It could not be kept (${error.code ?? error.name}).`);
    });
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const target = request.url ?? '/';
    const url = new URL(URL.canParse(target, ANY_ORIGIN) ? target : '/unreadable', ANY_ORIGIN);
    if (isSame(url.pathname, `/${this.#options.folder.joinCode}`)) {
      if (request.method === 'POST') return this.#receive(request, response);
      if (this.#isTooMuch(request)) return refuse(response, 429, 'Too many requests.');
      return answer(response, 200, `To join: npm start -- --class ${this.joinUrl}\n`);
    }
    if (this.#pages.isAllowed(request, this.#options.folder.pageKey)) {
      return this.#answerInstructor(url.pathname, response);
    }
    if (this.#isTooMuch(request)) return refuse(response, 429, 'Too many requests.');
    const key = url.searchParams.get('key');
    if (url.pathname === '/' && key !== null && isSame(key, this.#options.folder.pageKey)) {
      return this.#pages.allow(response, key);
    }
    if (url.pathname !== '/') return refuse(response, 404, 'No class has this join code.');
    return refuse(response, 403, 'Open the address of the page that the terminal shows.');
  }

  #answerInstructor(path: string, response: ServerResponse): void {
    if (path === '/events') {
      this.#pages.follow(response);
    } else if (path === '/') {
      const { page } = this.#options;
      this.#pages.show(page({ joinUrl: this.joinUrl, heard: this.#heard }), response);
    } else {
      refuse(response, 404, 'There is no such page.');
    }
  }

  async #receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, learner, key] = BEARER.exec(request.headers.authorization ?? '') ?? [];
    const { folder } = this.#options;
    const isKnown = learner !== undefined && key !== undefined && folder.knows(learner, key);
    if (this.#isTooMuch(request, isKnown ? learner : undefined)) {
      return refuse(response, 429, 'Too many reports.');
    }
    if (learner === undefined || key === undefined) {
      return refuse(response, 401, 'Only `npm start -- --class` can send a report.');
    }
    const text = await bodyOf(request);
    if (text === undefined) return refuse(response, 413, 'The report is too large.');
    await this.#file(text, { learner, key }, response);
  }

  async #file(
    text: string,
    { learner, key }: { learner: string; key: string },
    response: ServerResponse,
  ): Promise<void> {
    const { folder, steps, isMistake, onJoin } = this.#options;
    const now = this.#now();
    const received = receivedReport(text, { steps, isMistake, now });
    if ('why' in received)
      return refuse(response, 400, `The report cannot be read: ${received.why}.`);
    const { report } = received;
    if (report.learner !== learner)
      return refuse(response, 403, 'It is the report of another one.');
    const filed = await folder.file(report, key);
    if ('refused' in filed) return refuse(response, 403, REFUSALS[filed.refused]);
    if (!this.#heard.has(learner)) onJoin?.(this.#heard.size + 1);
    this.#heard.set(learner, now.getTime());
    if (filed.sequence === report.sequence) this.#pages.change();
    answer(response, 200, JSON.stringify(filed), 'application/json');
  }

  #isTooMuch({ socket }: IncomingMessage, learner?: string): boolean {
    const now = this.#now().getTime();
    if (learner !== undefined) return !this.#learners.take(learner, now);
    return !this.#strangers.take(addressOf(socket), now);
  }

  #now(): Date {
    return this.#options.now?.() ?? new Date();
  }
}

const REFUSALS = {
  'another key': 'Another copy of the workshop has joined with this id.',
  'class is full': 'The class is full.',
} as const;

function addressOf({ remoteAddress = '' }: Socket): string {
  return remoteAddress;
}

/** @returns undefined if it is too large; what is behind that is not read */
async function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  if (Number(request.headers['content-length'] ?? 0) > MOST_BYTES) return undefined;
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MOST_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function answer(response: ServerResponse, status: number, text: string, type = 'text/plain'): void {
  response.writeHead(status, {
    'content-type': `${type}; charset=utf-8`,
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  });
  response.end(text);
}

/** Says no, and closes the connection: whatever else is being sent is not read. */
function refuse(response: ServerResponse, status: number, why: string): void {
  response.setHeader('connection', 'close');
  if (status === 429) response.setHeader('retry-after', '2');
  answer(response, status, `${why}\n`);
}
