import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { ROOT } from '../../files/root';
import { CannotRun } from '../../terminal/cannot-run';

const LOAD_TYPESCRIPT = path.join(ROOT, 'scripts', 'load-typescript.js');

/** What can be measured. Each runs in a process of its own, so that none warms up another. */
const BENCHES = ['commands', 'signers', 'verdict', 'local-aws', 'diagnosis', 'lab'];

/**
 * Runs the benches that are named, or all of them.
 *
 * @returns the exit code: 0 all were measured, 1 not all
 * @throws CannotRun if there is no such bench
 */
export function bench(names: string[]): 0 | 1 {
  const unknown = names.filter((name) => !BENCHES.includes(name));
  if (unknown.length > 0) {
    throw new CannotRun(
      `There is no bench ${unknown.join(', ')}; there are ${BENCHES.join(', ')}.`,
    );
  }
  const statuses = (names.length > 0 ? names : BENCHES).map((name) => {
    console.log(`\n${name}`);
    const args = ['--require', LOAD_TYPESCRIPT, path.join(__dirname, `${name}.bench.ts`)];
    return spawnSync(process.execPath, args, { cwd: ROOT, stdio: 'inherit' }).status;
  });
  return statuses.every((status) => status === 0) ? 0 : 1;
}
