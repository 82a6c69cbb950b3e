import { readFileSync } from 'node:fs';
import type { Step } from '../steps';

/** The step's id here and in the release, of each step that has another one there. */
export type Renames = ReadonlyMap<string, string>;

/**
 * Finds the steps that a release calls otherwise. A step that was renamed says so in its lesson's
 * front matter, once for all releases: `formerly: 04-old-name, 03-older-name`.
 *
 * @param oldIds the ids of the steps here
 */
export function findRenames(oldIds: string[], releaseSteps: Step[]): Renames {
  const renames = releaseSteps.flatMap((step) => {
    const formerly = formerIdsOf(step).find((id) => oldIds.includes(id));
    return formerly && formerly !== step.id ? [[formerly, step.id] as const] : [];
  });
  return new Map(renames);
}

/** A text in which imports of renamed steps lead to where they are now. */
export function withNewPaths(text: string, renames: Renames): string {
  return text.replaceAll(/(?<=\.\.\/)\d\d-[\w-]+(?=\/)/g, (id) => renames.get(id) ?? id);
}

function formerIdsOf({ lesson }: Step): string[] {
  const markdown = readFileSync(lesson, 'utf8').replaceAll('\r', '');
  const head = /^---\n([\s\S]*?)\n---\n/.exec(markdown)?.[1] ?? '';
  const ids = /^formerly: (.+)$/m.exec(head)?.[1] ?? '';
  return ids
    .split(',')
    .map((id) => id.trim())
    .filter((id) => id !== '');
}
