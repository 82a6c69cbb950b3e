import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { isSame } from './class-folder';

const COOKIE = 'workshop-class';

/** More screens than this show no class; a page that is left open holds a connection. */
const MOST_SCREENS = 20;

/** Changes within this time are shown together, in milliseconds. */
const TOGETHER = 300;

/** A sign of life for what lies between, in milliseconds. */
const SIGN_OF_LIFE = 20_000;

/** The screens that show the class page, and who may open it. */
export class PageConnections {
  readonly #screens = new Set<ServerResponse>();
  readonly #signs = setInterval(() => this.#tell(': alive\n\n'), SIGN_OF_LIFE).unref();
  #change: NodeJS.Timeout | undefined;

  /** Whether a browser has opened the page with its key before. */
  isAllowed({ headers }: IncomingMessage, pageKey: string): boolean {
    const cookies = (headers.cookie ?? '').split(/; */);
    const own = cookies.find((cookie) => cookie.startsWith(`${COOKIE}=`));
    return own !== undefined && isSame(own, `${COOKIE}=${pageKey}`);
  }

  /** Lets a browser in, and takes the key out of its address: a projector shows that. */
  allow(response: ServerResponse, pageKey: string): void {
    response.writeHead(303, {
      location: '/',
      'set-cookie': `${COOKIE}=${pageKey}; Path=/; HttpOnly; SameSite=Lax; Max-Age=86400`,
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    });
    response.end();
  }

  /** Shows a page in which no script runs but its own, and which can load nothing. */
  show(page: string, response: ServerResponse): void {
    const [, script = ''] = /<script>([\s\S]*?)<\/script>/.exec(page) ?? [];
    const hash = createHash('sha256').update(script).digest('base64');
    const allowed = [
      "default-src 'none'",
      `script-src 'sha256-${hash}'`,
      "style-src 'unsafe-inline'",
      "connect-src 'self'",
      'img-src data:',
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ];
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': allowed.join('; '),
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    });
    response.end(page);
  }

  /** Tells a screen of each change, from now on. */
  follow(response: ServerResponse): void {
    if (this.#screens.size >= MOST_SCREENS) {
      response.writeHead(503).end();
      return;
    }
    response.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
    });
    // The browser asks again so soon, when the server was away.
    response.write('retry: 1000\n\n');
    this.#screens.add(response);
    response.once('close', () => this.#screens.delete(response));
  }

  /** Tells every screen that there is something new. */
  change(): void {
    this.#change ??= setTimeout(() => {
      this.#change = undefined;
      this.#tell('data: change\n\n');
    }, TOGETHER);
  }

  close(): void {
    clearInterval(this.#signs);
    clearTimeout(this.#change);
    for (const screen of this.#screens) screen.end();
  }

  #tell(text: string): void {
    for (const screen of this.#screens) screen.write(text);
  }
}
