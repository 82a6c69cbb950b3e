import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { conceal } from './secrets';

/** A request as it came in. */
export interface Echo {
  method: string;
  url: string;
  /** In order, with duplicates. */
  headers: [name: string, value: string][];
}

export interface EchoServer {
  url: string;
  stop(): Promise<void>;
}

/**
 * Starts a server that answers each request with status 403 and the request as JSON: an Echo. The
 * secrets of a check are no part of it, since a caller logs the answer.
 */
export async function startEchoServer(): Promise<EchoServer> {
  const server = createServer(({ method = '', url = '', rawHeaders }, response) => {
    const names = rawHeaders.filter((_, index) => index % 2 === 0);
    const headers = names.map((name, index) => [name, rawHeaders[2 * index + 1]]);
    response.writeHead(403).end(conceal(JSON.stringify({ method, url, headers })));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
