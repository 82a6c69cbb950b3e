import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { Worker } from 'node:worker_threads';
import { bundle } from '../../account/bundle-function';

/** Credentials of nobody, with which the caller is tried out: what they are is no secret. */
const CREDENTIALS = {
  AWS_ACCESS_KEY_ID: 'ASIAIOSFODNN7EXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  AWS_SESSION_TOKEN: 'IQoJb3JpZ2luX2VjEXAMPLEtoken/of+nobody==',
};

const SECRETS = ['AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'] as const;

const TIMEOUT_MS = 15_000;

/**
 * Runs a caller function here, with credentials that are known, and looks whether it logs them: of
 * the credentials on Lambda nobody but the function knows the secrets.
 *
 * @param file absolute path
 * @param variables of the function, beside its credentials
 * @returns the variables whose values it logs
 * @throws BundleError
 */
export async function loggedSecrets(
  file: string,
  variables: Record<string, string>,
): Promise<string[]> {
  const code = new TextDecoder().decode(await bundle(file));
  const log = await logOf(code, { ...variables, ...CREDENTIALS });
  return SECRETS.filter((name) =>
    writtenForms(CREDENTIALS[name]).some((form) => log.includes(form)),
  );
}

/** What a handler logs until it returns or fails; how it ends does not matter. */
async function logOf(code: string, env: Record<string, string>): Promise<string> {
  const worker = new Worker(`${code}\nmodule.exports.handler({}).catch(console.error);`, {
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

/** In JSON a slash may be escaped, in a query string it is encoded. */
function writtenForms(secret: string): string[] {
  return [secret, secret.replaceAll('/', '\\/'), encodeURIComponent(secret)];
}
