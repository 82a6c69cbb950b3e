import { spawnSync } from 'node:child_process';
import path from 'node:path';
import type { Answer, Case, Witness } from './witness';

const RECORDER = path.join(__dirname, 'sign_with_botocore.py');

/** Another interpreter than `python3` may be named by the variable PYTHON. */
const PYTHON = process.env.PYTHON ?? 'python3';

/**
 * The signer of boto3 and the AWS CLI.
 *
 * @returns undefined if there is no Python, or no botocore in it
 */
export function botocoreWitness(): Witness | undefined {
  const probe = spawnSync(PYTHON, ['-c', 'import botocore; print(botocore.__version__)'], {
    encoding: 'utf8',
  });
  if (probe.error || probe.status !== 0) return undefined;
  return {
    name: `botocore ${probe.stdout.trim()}`,
    answers: async (cases) => ask(cases),
  };
}

function ask(cases: readonly Case[]): Answer[] {
  const input = JSON.stringify(cases.map(withEncodedBody));
  const run = spawnSync(PYTHON, [RECORDER], { input, encoding: 'utf8' });
  if (run.error) throw run.error;
  if (run.status !== 0) throw new Error(`${RECORDER} failed:\n${run.stderr}`);
  return JSON.parse(run.stdout);
}

function withEncodedBody({ request, context }: Case) {
  const { body, ...rest } = request;
  return { request: { ...rest, bodyBase64: Buffer.from(body).toString('base64') }, context };
}
