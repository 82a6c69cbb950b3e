import path from 'node:path';
import { unifiedDiff } from '../../terminal/diff/unified';
import { type CommandAnswer, type CommandContext, fileLines, howToGetBack } from '../command';
import { type Comparison, compare, findSnapshot, restoreFiles } from '../snapshots/restore';
import { listSnapshots, type Snapshot } from '../snapshots/snapshot';
import { holdsSolution } from '../sources';

/** What is meant of what was saved. */
export interface Wanted {
  /** The place in the list, from 1, or the beginning of the id; the newest if left out. */
  snapshot?: string;
  /** Only these files, or all if there are none. */
  files: string[];
}

/** The snapshots, the newest first. */
export function listSaved({ root, warn }: CommandContext): CommandAnswer {
  const snapshots = listSnapshots(root, warn);
  const data = {
    snapshots: snapshots.map(({ id, at, why, files }) => ({
      id,
      at,
      why,
      files: files.map(({ file }) => file),
    })),
  };
  if (snapshots.length === 0) {
    return { data, text: 'Nothing was saved yet: no command has changed any file of yours.' };
  }
  const end =
    'To see what differs: npm run workshop -- restore 1 --diff\n' +
    'To get the files back: npm run workshop -- restore 1, or restore 1 FILE';
  return { data, text: [...snapshots.map(describe), end].join('\n\n') };
}

/**
 * What would change if files were restored.
 *
 * @throws Error if there is no such snapshot or file in it, or it is damaged
 */
export function showSaved(wanted: Wanted, { root, style, warn }: CommandContext): CommandAnswer {
  const snapshot = findSnapshot(listSnapshots(root, warn), wanted.snapshot);
  const diffs = compare(root, snapshot, wanted.files).map((comparison) => ({
    file: comparison.file,
    diff: diffOf(comparison, style),
  }));
  const shown = diffs.map(({ diff }) => diff).filter((diff) => diff !== '');
  const same = `Your files are as they were saved in ${snapshot.id}.`;
  const data = { snapshot: snapshot.id, files: diffs };
  return { data, text: shown.length > 0 ? shown.join('\n\n') : same };
}

/**
 * Restores files.
 *
 * @throws Error if there is no such snapshot or file in it, it is damaged, or a file cannot be
 *   written
 */
export function restore(wanted: Wanted, context: CommandContext): CommandAnswer {
  const { root, now, warn } = context;
  const snapshot = findSnapshot(listSnapshots(root, warn), wanted.snapshot);
  const before = restoreFiles(root, snapshot, { files: wanted.files, now });
  const changed = before?.files.map(({ file }) => file) ?? [];
  recordWhose(changed, context);
  const data = { restored: snapshot.id, changed, snapshot: before?.id ?? null };
  if (!before) return { data, text: `Your files are as they were saved in ${snapshot.id}.` };
  const text = [
    `Restored, as they were before ${snapshot.why}:\n${fileLines(changed)}`,
    howToGetBack(before),
  ];
  return { data, text: text.join('\n\n') };
}

/**
 * A step that counts as done for its solution alone is open again without it; one that gets its
 * solution back counts as done for that, not as own work.
 */
function recordWhose(files: string[], { root, progress, now }: CommandContext): void {
  for (const id of new Set(files.map((file) => path.posix.basename(path.posix.dirname(file))))) {
    const { firstPassedAt, solutionTakenAt } = progress.of(id);
    if (holdsSolution(id, root)) progress.recordSolutionTaken(id, now);
    else if (solutionTakenAt && !firstPassedAt) progress.recordReset(id, now);
  }
}

function describe({ id, at, why, files }: Snapshot, index: number): string {
  const when = `${at.slice(0, 10)} ${at.slice(11, 19)} UTC`;
  return `${index + 1}  ${when}  before ${why}\n   ${id}\n${fileLines(files.map(({ file }) => `  ${file}`))}`;
}

function diffOf({ file, saved, now }: Comparison, style: CommandContext['style']): string {
  const pair = {
    before: now?.toString('utf8') ?? '',
    after: saved?.toString('utf8') ?? '',
    beforeName: `${file} (now)`,
    afterName: `${file} (saved)`,
  };
  return unifiedDiff(pair, style);
}
