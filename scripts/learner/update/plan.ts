import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { FileChange } from '../snapshots/change-files';
import { type Source, sourcesOf } from '../sources';
import { readSteps } from '../steps';
import { mergeStarter } from './merge';
import { type Files, readFiles, readRelease } from './release';
import { findRenames, type Renames, withNewPaths } from './renames';

/** What an update is to do. */
export interface UpdatePlan {
  changes: FileChange[];
  renames: Renames;
  /** The learner's files that take in a change of their starter; where they are afterwards. */
  merged: string[];
  /** Those of them in which places are marked that both have changed. */
  conflicts: string[];
  /** The learner's files for which the release has no place. */
  orphaned: string[];
  /** Lessons and checks that the release replaces, whatever the learner has written into them. */
  replaced: string[];
  /** The release's files that were edited there: a starter is made from its solution. */
  notTaken: string[];
}

/** Folders that hold nothing of the learner's. */
const OURS = ['scripts', 'solutions', 'fixtures'];

/**
 * Plans how a workshop becomes a newer one and the learner's work stays.
 *
 * @param folder the newer copy
 * @throws Error if the folder holds no whole copy of this workshop
 */
export function planUpdate(root: string, folder: string): UpdatePlan {
  const releases = compareReleases(root, folder);
  const learners = [...readFiles(root, 'steps')].map(([file, contents]) =>
    outcomeOf(file, contents, releases),
  );
  const places = learners.flatMap(({ place, contents }): [string, Buffer][] =>
    place !== undefined && contents ? [[place, contents]] : [],
  );
  const after = new Map([...releases.files, ...places]);
  const before = ['steps', ...OURS].flatMap((below) => [...readFiles(root, below).keys()]);
  const removed = before.filter((file) => !after.has(file));
  const changes = [
    ...[...after].map(([file, contents]) => ({ file, contents })),
    ...removed.map((file) => ({ file, contents: undefined })),
  ];
  return {
    changes,
    renames: releases.renames,
    merged: learners.flatMap(({ place, merged }) => (merged && place) || []),
    conflicts: learners.flatMap(({ place, conflicts }) => (conflicts && place) || []),
    orphaned: learners.flatMap(({ file, orphaned }) => (orphaned ? file : [])),
    replaced: learners.flatMap(({ file, replaced }) => (replaced ? file : [])),
    notTaken: editedStarters(releases),
  };
}

/** This release beside the newer one. */
interface Releases {
  /** The newer one's. */
  files: Files;
  newIds: string[];
  renames: Renames;
  /** By their path here. */
  formerSources: Map<string, Source>;
  /** By their path in the newer one. */
  newSources: Map<string, Source>;
}

function compareReleases(root: string, folder: string): Releases {
  const files = readRelease(folder, root);
  const steps = readSteps(folder);
  const newIds = steps.map(({ id }) => id);
  const oldIds = readdirSync(path.join(root, 'steps')).filter((name) => /^\d\d-/.test(name));
  return {
    files,
    newIds,
    renames: findRenames(oldIds, steps),
    formerSources: sourcesByFile(oldIds, root),
    newSources: sourcesByFile(newIds, folder),
  };
}

function sourcesByFile(ids: string[], root: string): Map<string, Source> {
  const sources = ids.flatMap((id) => sourcesOf(id, root));
  return new Map(sources.map((source) => [source.file, source]));
}

/** What becomes of a file in the learner's folder of steps. */
interface Outcome {
  file: string;
  /** Where it is afterwards, or undefined if nowhere. */
  place?: string;
  /** What it holds there, or undefined if that is for the release to say. */
  contents?: Buffer;
  merged?: boolean;
  conflicts?: boolean;
  orphaned?: boolean;
  replaced?: boolean;
}

function outcomeOf(file: string, contents: Buffer, releases: Releases): Outcome {
  const { files, formerSources, newSources } = releases;
  const place = placeOf(file, releases);
  const former = formerSources.get(file);
  const source = place === undefined ? undefined : newSources.get(place);
  if (place && source && isExercise(source)) return mergedInto(place, file, contents, releases);
  const released = place === undefined ? undefined : files.get(place);
  if (place && released) {
    return { file, place, contents: undefined, replaced: textOf(contents) !== textOf(released) };
  }

  const isOurs = /\/(README\.md|[^/]+\.test\.ts)$/.test(file) || former !== undefined;
  if (place && !isOurs) return { file, place, contents };
  const own = former ? !isUntouched(textOf(contents), former) : !isOurs;
  return { file, place: undefined, contents: undefined, orphaned: own };
}

/** Where a file of the learner belongs in the newer release; undefined if its step is gone. */
function placeOf(file: string, { newIds, renames }: Releases): string | undefined {
  const [, id, rest] = /^steps\/(\d\d-[^/]+)\/(.+)$/.exec(file) ?? [];
  if (!id) return file;
  const newId = renames.get(id) ?? ([...renames.values()].includes(id) ? undefined : id);
  return newId && newIds.includes(newId) ? `steps/${newId}/${rest}` : undefined;
}

function mergedInto(place: string, file: string, contents: Buffer, releases: Releases): Outcome {
  const { formerSources, newSources, renames } = releases;
  const source = newSources.get(place);
  const former = formerSources.get(file);
  const own = withNewPaths(contents.toString('utf8'), renames);
  const formerStarter = withNewPaths(former?.starter ?? '', renames);
  const newStarter = source?.starter ?? '';
  const solved = former && own.replaceAll('\r', '') === withNewPaths(former.solution, renames);
  if (solved) return { file, place, contents: Buffer.from(source?.solution ?? '') };

  const { text, conflicts } = mergeStarter({ own, formerStarter, newStarter });
  const untouched = own.replaceAll('\r', '') === formerStarter;
  const merged = formerStarter !== newStarter && !untouched;
  return { file, place, contents: Buffer.from(text), merged, conflicts: conflicts > 0 };
}

/** Whether there is something for the learner to write in it. */
function isExercise({ starter, solution }: Source): boolean {
  return starter !== solution;
}

function isUntouched(text: string, { starter, solution }: Source): boolean {
  return [starter, solution].includes(text);
}

/** The release's exercises whose files hold neither what a learner begins with nor the solution. */
function editedStarters({ files, newSources }: Releases): string[] {
  return [...newSources.values()]
    .filter(isExercise)
    .filter((source) => {
      const released = files.get(source.file);
      return released !== undefined && !isUntouched(textOf(released), source);
    })
    .map(({ file }) => file);
}

/** As it is compared: the ends of lines are those of the system. */
function textOf(contents: Buffer): string {
  return contents.toString('utf8').replaceAll('\r', '');
}
