import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { Worker } from 'node:worker_threads';
import { bundle } from '../../account/bundle-function';
import { inspectSigningContext } from '../../inspect/signing-context';
import { writtenForms } from '../../terminal/written-forms';

/** Credentials of nobody, with which the caller is tried out: what they are is no secret. */
const CREDENTIALS = {
  AWS_ACCESS_KEY_ID: 'ASIAIOSFODNN7EXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  AWS_SESSION_TOKEN: 'IQoJb3JpZ2luX2VjEXAMPLEtoken/of+nobody==',
};

const SECRETS = ['AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'] as const;

/** Regions that differ: on Lambda they are one, and the caller could take either. */
const REGIONS = { AWS_REGION: 'eu-central-1', API_REGION: 'ap-northeast-1' };

const TIMEOUT_MS = 15_000;

/** What a caller logs may depend on the answer: one of each kind. */
const ANSWERS: readonly [status: number, body: string][] = [
  [200, '"Hello from Lambda!"'],
  [403, '{"message":"Forbidden"}'],
];

/** What a caller function has done here. */
export interface CallerTrial {
  /** The variables whose values it logs. */
  loggedSecrets: string[];
  /** What is wrong with what it signs for, as sentences. */
  signedFor: string[];
}

/**
 * Runs a caller function here, with credentials that are known, and an API that answers whatever it is
 * asked. It shows what nothing on Lambda shows: whether it logs its secrets, which nobody but the
 * function knows there, and whose region it signs for.
 *
 * @param file absolute path
 * @throws BundleError
 */
export async function tryCaller(file: string): Promise<CallerTrial> {
  const code = new TextDecoder().decode(await bundle(file));
  const api = await startApi();
  const environment = { ...CREDENTIALS, ...REGIONS, API_URL: api.url };
  const log = await logOf(code, environment).finally(api.stop);
  return {
    loggedSecrets: SECRETS.filter((name) =>
      writtenForms(CREDENTIALS[name]).some((form) => log.includes(form)),
    ),
    signedFor: inspectSigned(api.received[0] ?? {}, environment),
  };
}

/** What is wrong with what a request is signed for; nothing where it is not signed at all. */
function inspectSigned(
  headers: Record<string, unknown>,
  environment: Record<string, string>,
): string[] {
  const [, accessKeyId, region, service] =
    /Credential=([^/]+)\/\d{8}\/([^/]+)\/([^/]+)\/aws4_request/.exec(
      String(headers.authorization),
    ) ?? [];
  if (!accessKeyId || !region || !service) return [];
  const sessionToken = headers['x-amz-security-token'] as string | undefined;
  const secretAccessKey = CREDENTIALS.AWS_SECRET_ACCESS_KEY;
  const credentials = { accessKeyId, secretAccessKey, sessionToken };
  return inspectSigningContext({ credentials, region, service }, environment);
}

/** An API that answers each call with the next of its answers. */
async function startApi() {
  const received: Record<string, unknown>[] = [];
  const server = createServer(({ headers }, response) => {
    const [status, body] = ANSWERS[received.length] ?? [404, ''];
    received.push(headers);
    response.writeHead(status).end(body);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    received,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/dev/`,
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** What a handler logs, once for each answer; how it ends does not matter. */
async function logOf(code: string, env: Record<string, string>): Promise<string> {
  const calls = ANSWERS.map(() => 'await module.exports.handler({}).catch(console.error);');
  const worker = new Worker(`${code}\n(async () => {\n${calls.join('\n')}\n})();`, {
    eval: true,
    env,
    stdout: true,
    stderr: true,
  });
  worker.on('error', () => undefined);
  const log = Promise.all([worker.stdout, worker.stderr].map((stream: Readable) => text(stream)));
  const timer = setTimeout(() => void worker.terminate(), TIMEOUT_MS);
  await once(worker, 'exit');
  clearTimeout(timer);
  return (await log).join('\n');
}
