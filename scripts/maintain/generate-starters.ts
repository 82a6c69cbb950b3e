import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../files/root';
import { starterOf } from '../learner/starter';

export interface Starter {
  /** Relative to the root: `steps/04-canonical-request/canonical-request.ts`. */
  file: string;
  text: string;
}

/** The starters of all solutions. */
export function generateStarters(root: string = ROOT): Starter[] {
  const solutions = path.join(root, 'solutions');
  return readdirSync(solutions, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .sort()
    .map((file) => ({
      file: path.join('steps', file),
      text: starterOf(readFileSync(path.join(solutions, file), 'utf8')),
    }));
}

/** The starters that are in steps/ with another text, or not at all. */
export function driftedStarters(root: string = ROOT): Starter[] {
  return generateStarters(root).filter(({ file, text }) => {
    const target = path.join(root, file);
    return !existsSync(target) || readFileSync(target, 'utf8').replaceAll('\r', '') !== text;
  });
}

/** Whether the file has changes that git does not have, and which writing it would lose. */
function hasUncommittedWork(file: string): boolean {
  const status = execFileSync('git', ['status', '--porcelain', '--', file], { cwd: ROOT });
  return existsSync(path.join(ROOT, file)) && status.length > 0;
}

/**
 * Writes the starters that have drifted from their solutions, or only tells which have.
 *
 * @returns the exit code: 0 all are up to date, 1 some have drifted, 2 writing would lose changes
 */
export function generateDriftedStarters({ check = false }: { check?: boolean }): 0 | 1 | 2 {
  const drifted = driftedStarters();
  if (check) {
    for (const { file } of drifted) console.error(`${file} is not the starter of its solution.`);
    if (drifted.length > 0) console.error('Run `npm run generate-starters` to update them.');
    return drifted.length > 0 ? 1 : 0;
  }
  const unsaved = drifted.filter(({ file }) => hasUncommittedWork(file));
  if (unsaved.length > 0) {
    for (const { file } of unsaved) console.error(`${file} has changes that git does not have.`);
    console.error('Nothing was written. Commit or discard these changes first.');
    return 2;
  }
  for (const { file, text } of drifted) {
    mkdirSync(path.dirname(path.join(ROOT, file)), { recursive: true });
    writeFileSync(path.join(ROOT, file), text);
    console.log(`wrote ${file}`);
  }
  if (drifted.length === 0) console.log('Every starter is that of its solution.');
  return 0;
}
