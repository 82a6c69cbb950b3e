import path from 'node:path';
import { type Arrow, circlesIn } from './circles';
import type { Import } from './imports';
import type { Room } from './rooms';

/** Tests, and benches, which measure what tests try. */
const TEST = /\.(test|bench)\.ts$/;
const STEP = /^(steps|solutions)\/(\d\d)-/;
const IN_TESTING = /\/testing\//;

/** Imports of another room that the importing room's row does not name; of files in no room, any. */
export function notInTheTable(rooms: readonly Room[], imports: readonly Import[]): string[] {
  return imports
    .filter(({ from, to }) => {
      const room = roomOf(from, rooms);
      const imported = roomOf(to, rooms);
      if (room === imported && room !== undefined) return false;
      return !room || !imported || !room.imports.includes(imported.place);
    })
    .map(inWords);
}

/** Rows that name a room above their own, or one that no row describes: the table is in order. */
export function rowsThatLookUp(rooms: readonly Room[]): string[] {
  const places = rooms.map(({ place }) => place);
  return rooms.flatMap(({ place, imports }, index) =>
    imports
      .filter((imported) => !places.includes(imported, index + 1))
      .map((imported) => `${place} > ${imported}`),
  );
}

/** Imports that the table allows, and that nobody makes. */
export function neverMade(rooms: readonly Room[], imports: readonly Import[]): string[] {
  const made = new Set(
    imports.map(({ from, to }) => `${roomOf(from, rooms)?.place} > ${roomOf(to, rooms)?.place}`),
  );
  return rooms
    .flatMap(({ place, imports: allowed }) => allowed.map((imported) => `${place} > ${imported}`))
    .filter((row) => !made.has(row));
}

/** Files that import each other in a circle. */
export function circlesOfFiles(imports: readonly Import[]): string[] {
  return circlesIn(imports.map(({ from, to }) => [from, to])).map(circleInWords);
}

/**
 * Files and folders beside each other that import each other in a circle: in a folder with none, its
 * children form floors. Test helpers may use whatever they help to test.
 */
export function circlesOfNeighbours(imports: readonly Import[]): string[] {
  const arrows = imports
    .filter(({ from, to }) => !TEST.test(from) && !IN_TESTING.test(from) && !IN_TESTING.test(to))
    .flatMap(betweenNeighbours);
  return circlesIn(arrows).map(circleInWords);
}

/** Imports of test helpers by what is not a test, or not a helper itself. */
export function productionThatImportsTesting(imports: readonly Import[]): string[] {
  return imports
    .filter(({ to }) => IN_TESTING.test(to))
    .filter(({ from }) => !TEST.test(from) && !IN_TESTING.test(from))
    .map(inWords);
}

/** Imports by a learner's file, or its finished version, of anything but its own and earlier steps. */
export function stepsThatLookAround(imports: readonly Import[]): string[] {
  return imports
    .filter(({ from }) => STEP.test(from) && !TEST.test(from))
    .filter(({ from, to }) => {
      const [, folder, number = ''] = STEP.exec(from) ?? [];
      const [, otherFolder, otherNumber = ''] = STEP.exec(to) ?? [];
      return folder !== otherFolder || otherNumber > number;
    })
    .map(inWords);
}

function roomOf(file: string, rooms: readonly Room[]): Room | undefined {
  return rooms.find(({ place }) => (place.endsWith('/') ? file.startsWith(place) : file === place));
}

/** The two children of the closest folder that holds both files. */
function betweenNeighbours({ from, to }: Import): Arrow[] {
  const [a, b] = [from.split('/'), to.split('/')];
  const parting = a.findIndex((name, depth) => name !== b[depth]);
  if (parting === -1) return [];
  return [
    [a, b].map((names) => path.posix.join(...names.slice(0, parting + 1))) as [string, string],
  ];
}

function inWords({ from, to }: Import): string {
  return `${from} > ${to}`;
}

function circleInWords(circle: string[]): string {
  return circle.join(' <> ');
}
