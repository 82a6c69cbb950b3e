import path from 'node:path';
import { count } from '../../terminal/words';
import { type CommandAnswer, fileLines, howToGetBack } from '../command';
import { renamedProgress } from '../progress';
import { changeFiles, type FileChange, readIfThere } from '../snapshots/change-files';
import { restoreFiles } from '../snapshots/restore';
import { listSnapshots, type Snapshot } from '../snapshots/snapshot';
import { GitCheckout, type GitState } from './git';
import { planUpdate, type UpdatePlan } from './plan';
import { packageOf } from './release';
import type { Renames } from './renames';
import { readUpdateRecord, writeUpdateRecord } from './update-record';

export interface UpdateOptions {
  /** The workshop's folder. */
  root: string;
  now: Date;
  warn(message: string): void;
}

const WHY = 'update';
const PROGRESS = '.workshop/progress.json';

/**
 * Makes the workshop a newer one. What is ours is replaced; a learner's file takes in what has
 * changed in its starter. An update that was broken off is taken back first.
 *
 * @param folder the newer copy; git fetches it if left out
 * @throws Error if there is no newer copy, or a file cannot be saved or written
 */
export function update(folder: string | undefined, options: UpdateOptions): CommandAnswer {
  const { root, now } = options;
  takeBackUnfinished(options);
  if (folder !== undefined)
    return finish(apply(path.resolve(root, folder), options), undefined, root);

  const checkout = new GitCheckout(root);
  const release = path.join(root, '.workshop', 'release');
  const upstream = checkout.exportUpstream(release);
  const state = checkout.save(now);
  const applied = apply(release, options, { from: state.head, to: upstream });
  if (checkout.hasOwnCommits(upstream)) {
    options.warn(
      'Your branch has commits of its own and stays where it is: the update is in your files, not ' +
        'in git. To record it: git add --all && git commit',
    );
    return finish(applied, undefined, root);
  }
  checkout.moveTo(upstream);
  return finish(applied, state, root);
}

/**
 * Takes the last update back.
 *
 * @throws Error if there is none to take back, or a file cannot be saved or written
 */
export function undoUpdate({ root, now, warn }: UpdateOptions): CommandAnswer {
  const record = readUpdateRecord(root);
  const snapshot = listSnapshots(root, warn).find(({ id }) => id === record?.snapshot);
  if (!record || record.undone || !snapshot) {
    throw new Error('There is no update to undo. See what was saved: restore --list');
  }
  const before = restoreFiles(root, snapshot, { files: [], now });
  if (record.git) new GitCheckout(root).moveTo(record.git.head);
  writeUpdateRecord(root, { ...record, undone: true });
  const data = { undone: snapshot.id, snapshot: before?.id ?? null };
  const text = ['The workshop is as it was before the update.', before && howToGetBack(before)];
  return { data, text: text.filter((part) => part).join('\n\n') };
}

/** An update whose record was never written was broken off among its files. */
function takeBackUnfinished({ root, now, warn }: UpdateOptions): void {
  const [last] = listSnapshots(root, warn).filter(({ why }) => why === WHY);
  if (!last || last.id === readUpdateRecord(root)?.snapshot) return;
  restoreFiles(root, last, { files: [], now });
  writeUpdateRecord(root, { snapshot: last.id, undone: true });
  warn('The last update was interrupted; its changes were undone. It starts over.');
}

/** The same of the workshop before and after. */
interface FromTo {
  from: string;
  to: string;
}

interface Applied {
  plan: UpdatePlan;
  snapshot?: Snapshot;
  versions: FromTo;
}

function apply(folder: string, { root, now }: UpdateOptions, commits?: FromTo): Applied {
  const plan = planUpdate(root, folder);
  const versions = { from: described(root, commits?.from), to: described(folder, commits?.to) };
  const changes = [...progressChange(root, plan.renames), ...plan.changes];
  return { plan, versions, snapshot: changeFiles(root, changes, { why: WHY, now }) };
}

function described(folder: string, commit: string | undefined): string {
  const version = packageOf(folder).version ?? 'without a number';
  return `version ${version}${commit === undefined ? '' : `, commit ${commit.slice(0, 7)}`}`;
}

/** What is remembered of a renamed step follows it. */
function progressChange(root: string, renames: Renames): FileChange[] {
  const text = readIfThere(path.join(root, PROGRESS))?.toString('utf8');
  const renamed = text === undefined ? undefined : renamedProgress(text, renames);
  return renamed === undefined ? [] : [{ file: PROGRESS, contents: Buffer.from(renamed) }];
}

function finish(
  { plan, snapshot, versions }: Applied,
  git: GitState | undefined,
  root: string,
): CommandAnswer {
  const notTaken = section(
    'Not taken, since starters are made from solutions/: these were edited in the newer copy itself.\n' +
      'To change a starter, change its solution there, then: npm run generate-starters',
    plan.notTaken,
  );
  if (!snapshot) {
    const text = ['The workshop is up to date.', ...notTaken].join('\n\n');
    return { data: { ...versions, ...summary(plan, undefined, []) }, text };
  }
  writeUpdateRecord(root, { snapshot: snapshot.id, git, undone: false });
  const changed = snapshot.files.map(({ file }) => file);
  const again = changed.includes('package-lock.json') ? ['Now run: npm ci'] : [];
  const text = [
    `The workshop is updated: ${count(changed.length, 'file')} changed.\n${fileLines([
      `from  ${versions.from}`,
      `to    ${versions.to}`,
      `in    ${inShort(changed)}`,
    ])}`,
    ...renamed(plan.renames),
    ...section('New in the starters of these files of yours, merged into your work:', plan.merged),
    ...section(`Not merged everywhere: look for <<<<<<< in these files of yours:`, plan.conflicts),
    ...section('No longer part of a step; saved, and taken out:', plan.orphaned),
    ...section(
      'Replaced by the newer ones; notes of your own in them are in the snapshot below, and only there:',
      plan.replaced,
    ),
    ...notTaken,
    `${howToGetBack(snapshot)}\n  to undo the update    npm run workshop -- update --undo`,
    ...again,
  ];
  return { data: { ...versions, ...summary(plan, snapshot, changed) }, text: text.join('\n\n') };
}

/** How many files were changed where: `scripts (12), steps/04-canonical-request (2), WORKSHOP.md`. */
function inShort(files: string[]): string {
  const counts = new Map<string, number>();
  for (const file of files) {
    const [top = '', below, ...more] = file.split('/');
    const place = top === 'steps' && more.length > 0 ? `${top}/${below}` : top;
    counts.set(place, (counts.get(place) ?? 0) + 1);
  }
  return [...counts]
    .map(([place, number]) => (files.includes(place) ? place : `${place} (${number})`))
    .join(', ');
}

function summary(plan: UpdatePlan, snapshot: Snapshot | undefined, changed: string[]) {
  const { merged, conflicts, orphaned, replaced, notTaken, renames } = plan;
  const renamed = Object.fromEntries(renames);
  const told = { renamed, merged, conflicts, orphaned, replaced, notTaken };
  return { changed, ...told, snapshot: snapshot?.id ?? null };
}

function renamed(renames: Renames): string[] {
  const lines = [...renames].map(([from, to]) => `${from} is ${to} now`);
  return section('Steps have other names:', lines);
}

function section(title: string, lines: string[]): string[] {
  return lines.length > 0 ? [`${title}\n${fileLines(lines)}`] : [];
}
