import { defaultPrefix } from '../account/names';
import type { Bench } from './bench';

/** How a step is verified in the same account, under the same prefix, with the same code. */
export function verifyCommandLine(bench: Bench, step: string): string {
  const solutions = bench.code.isFinished ? ['--solutions'] : [];
  return ['npm run verify --', step, ...accountOptions(bench), ...solutions].join(' ');
}

/** How all that was made in the account under the prefix is removed. */
export function teardownCommandLine(bench: Bench): string {
  const options = accountOptions(bench);
  return ['npm run teardown', ...(options.length > 0 ? ['--', ...options] : [])].join(' ');
}

function accountOptions({ session: { kind, names, region } }: Bench): string[] {
  return [
    ...(kind === 'live' ? ['--live', `--region ${region}`] : []),
    ...(names.prefix === defaultPrefix() ? [] : [`--prefix ${names.prefix}`]),
  ];
}
