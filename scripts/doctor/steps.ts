import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type CheckResult, failed, ok } from './check';

const LIST = 'fixtures/checks.json';

/** A file that a step must have. */
interface StepFile {
  /** Relative to the workshop's folder, with slashes. */
  file: string;
  /** The step's number. */
  step: string;
  /** Whether a reset makes it again. */
  isStarter: boolean;
}

/** Whether every step that was handed out is there, with its lesson, its check and its files. */
export function checkSteps(root: string): CheckResult {
  const checks = shippedChecks(root);
  if (!checks) return failed(`${LIST} is missing.`, remedyOf([LIST]));
  const missing = checks
    .flatMap((check) => filesOf(check, root))
    .filter(({ file }) => !existsSync(path.join(root, file)));
  if (missing.length === 0) return ok(`all ${checks.length}`, `${checks.length} steps`);
  const places = [...new Set(missing.map(({ file }) => missingPlace(file, root)))];
  return failed(`Missing: ${places.join(', ')}.`, remedyFor(missing, places));
}

/** The checks as they were handed out, one a step: `04-canonical-request/canonical-request.test.ts`. */
function shippedChecks(root: string): string[] | undefined {
  const list = path.join(root, LIST);
  if (!existsSync(list)) return undefined;
  return Object.keys(JSON.parse(readFileSync(list, 'utf8')) as Record<string, string>).sort();
}

function filesOf(check: string, root: string): StepFile[] {
  const id = path.posix.dirname(check);
  const step = id.slice(0, 2);
  const solutions = path.join(root, 'solutions', id);
  const starters = existsSync(solutions) ? readdirSync(solutions) : [];
  return [
    { file: `steps/${id}/README.md`, step, isStarter: false },
    { file: `steps/${check}`, step, isStarter: false },
    ...starters
      .filter((name) => name.endsWith('.ts'))
      .map((name) => ({ file: `steps/${id}/${name}`, step, isStarter: true })),
  ];
}

/** The file, or its folder if that is missing as a whole. */
function missingPlace(file: string, root: string): string {
  const folder = path.posix.dirname(file);
  return existsSync(path.join(root, folder)) ? file : folder;
}

function remedyFor(missing: StepFile[], places: string[]): string {
  if (missing.every(({ isStarter }) => isStarter)) {
    const steps = [...new Set(missing.map(({ step }) => step))];
    const resets = steps.map((step) => `npm run workshop -- reset ${step}`);
    return `Restore them: ${resets.join(' && ')}`;
  }
  return remedyOf(places);
}

function remedyOf(places: string[]): string {
  return (
    'Copy them from the workshop as you got it; with git, this restores them and nothing else: ' +
    `git restore ${places.join(' ')}`
  );
}
