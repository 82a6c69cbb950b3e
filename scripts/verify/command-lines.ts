import { defaultPrefix } from '../account/names';
import type { VerificationRun } from './verification';

/** How a step is verified in the same account, under the same prefix, with the same code. */
export function verifyCommandLine(run: VerificationRun, step: string): string {
  const solutions = run.code.isFinished ? ['--solutions'] : [];
  return ['npm run verify --', step, ...accountOptions(run), ...solutions].join(' ');
}

/** How all that was made in the account under the prefix is removed. */
export function teardownCommandLine(run: VerificationRun): string {
  const options = accountOptions(run);
  return ['npm run teardown', ...(options.length > 0 ? ['--', ...options] : [])].join(' ');
}

function accountOptions({ session: { kind, names, region } }: VerificationRun): string[] {
  return [
    ...(kind === 'live' ? ['--live', `--region ${region}`] : []),
    ...(names.prefix === defaultPrefix() ? [] : [`--prefix ${names.prefix}`]),
  ];
}
