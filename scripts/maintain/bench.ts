import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { ROOT } from '../files/root';

const TSX = path.join(ROOT, 'node_modules', 'tsx', 'dist', 'cli.mjs');

/** What can be measured. Each runs in a process of its own, so that none warms up another. */
const BENCHES = ['signers', 'verdict', 'local-aws', 'diagnosis'];

/** Runs the benches that are named, or all of them. */
function main(names: string[]): void {
  const unknown = names.filter((name) => !BENCHES.includes(name));
  if (unknown.length > 0) {
    console.error(`There is no bench ${unknown.join(', ')}; there are ${BENCHES.join(', ')}.`);
    process.exitCode = 2;
    return;
  }
  for (const name of names.length > 0 ? names : BENCHES) {
    console.log(`\n${name}`);
    const file = path.join(__dirname, `bench-${name}.ts`);
    const { status } = spawnSync(process.execPath, [TSX, file], { cwd: ROOT, stdio: 'inherit' });
    if (status !== 0) process.exitCode = 1;
  }
}

main(process.argv.slice(2));
