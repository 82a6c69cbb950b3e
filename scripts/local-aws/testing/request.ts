import { type Agent, request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { sign } from 'aws4';
import type { LocalAws } from '..';
import type { Credentials } from '../account/account';

/** A request byte for byte as it is to be sent. */
export interface TestRequest {
  method: string;
  /** As in the request line, with its query. */
  target: string;
  headers: Record<string, string>;
  body: string;
}

export interface TestAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

/** How a request is to be signed. */
export interface Signing {
  credentials: Credentials;
  service?: string;
  region?: string;
  /** The time of local AWS unless another is given. */
  date?: Date;
  /** In query form instead of in headers. */
  query?: boolean;
}

/** Sends a request and reads the answer. A connection that breaks rejects. */
export function send({ port }: LocalAws, request: TestRequest, agent: Agent): Promise<TestAnswer> {
  return new Promise((resolve, reject) => {
    const { method, target: path, headers, body } = request;
    const options = { host: '127.0.0.1', port, method, path, headers, agent, setHost: false };
    const outgoing = httpRequest(options, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('error', reject);
      incoming.on('end', () =>
        resolve({
          status: incoming.statusCode!,
          headers: incoming.headers,
          body: Buffer.concat(chunks).toString(),
        }),
      );
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

/** Signs a request with aws4, a signer that shares no code with the one that verifies. */
export function signed(local: LocalAws, request: TestRequest, signing: Signing): TestRequest {
  const { credentials, service = 'execute-api', region = local.region, query = false } = signing;
  const { method, target, headers, body } = request;
  const date = basicIso8601(signing.date ?? local.clock.now());
  const separator = target.includes('?') ? '&' : '?';
  const options = {
    service,
    region,
    method,
    path: query ? `${target}${separator}X-Amz-Expires=300&X-Amz-Date=${date}` : target,
    headers: query ? { ...headers } : { ...headers, 'X-Amz-Date': date },
    body,
    signQuery: query,
    extraHeadersToIgnore: { 'content-length': true },
  };
  const { path } = sign(options, credentials);
  return { ...request, target: path!, headers: options.headers };
}

function basicIso8601(date: Date): string {
  return date.toISOString().replace(/[-:]|\.\d{3}/g, '');
}
