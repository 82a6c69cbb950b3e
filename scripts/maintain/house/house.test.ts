import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ROOT } from '../../files/root';
import { type Import, importsIn, sourcesIn } from './imports';
import { roomsIn } from './rooms';
import {
  circlesOfFiles,
  circlesOfNeighbours,
  neverMade,
  notInTheTable,
  productionThatImportsTesting,
  rowsThatLookUp,
  stepsThatLookAround,
} from './rules';
import { exportedTypesIn, homonymsAmong } from './types';

describe('the house', () => {
  const rooms = roomsIn(readFileSync(path.join(ROOT, 'CONTRIBUTING.md'), 'utf8'));
  const imports = importsIn(ROOT, ['scripts', 'steps', 'solutions']);

  test('is described, room by room, and no row looks up', () => {
    expect(rooms.length).toBeGreaterThan(10);
    expect(rowsThatLookUp(rooms)).toEqual([]);
  });

  test('imports what the table of rooms allows, and nothing else', () => {
    expect(imports.length).toBeGreaterThan(1000);
    expect(notInTheTable(rooms, imports)).toEqual([]);
  });

  test('allows nothing that no file imports', () => {
    expect(neverMade(rooms, imports)).toEqual([]);
  });

  test('has no circle of files', () => {
    expect(circlesOfFiles(imports)).toEqual([]);
  });

  test('has floors in every folder', () => {
    expect(circlesOfNeighbours(imports)).toEqual([]);
  });

  test('lets a step be lifted out of it: its code imports its own and earlier steps alone', () => {
    expect(stepsThatLookAround(imports)).toEqual([]);
  });

  test('has one noun for one type', () => {
    const types = sourcesIn(ROOT, 'scripts').flatMap((file) =>
      exportedTypesIn(file, readFileSync(path.join(ROOT, file), 'utf8')),
    );
    expect(types.length).toBeGreaterThan(300);
    expect(homonymsAmong(types)).toEqual([]);
  });

  test('uses test helpers in tests alone', () => {
    expect(productionThatImportsTesting(imports)).toEqual([]);
  });
});

describe('the rules of the house', () => {
  const rooms = roomsIn(
    [
      '| room | contents | imports |',
      '|---|---|---|',
      '| `verify/` | a | `aws/`, `solutions/` |',
      '| `workshop.ts` | a file is a room, too | – |',
      '| `aws/` | b | – |',
      '| `solutions/` | c | – |',
    ].join('\n'),
  );

  const between = (from: string, to: string): Import => ({ from, to });

  test('read places below scripts/, and folders of the top level as they are', () => {
    expect(rooms.map(({ place }) => place)).toEqual([
      'scripts/verify/',
      'scripts/workshop.ts',
      'scripts/aws/',
      'solutions/',
    ]);
    expect(rooms[0]?.imports).toEqual(['scripts/aws/', 'solutions/']);
  });

  test('let a room import itself and what its row names', () => {
    const fine = [
      between('scripts/verify/a.ts', 'scripts/verify/deep/b.ts'),
      between('scripts/verify/a.test.ts', 'scripts/aws/b.ts'),
      between('scripts/verify/a.ts', 'solutions/01/b.ts'),
    ];
    expect(notInTheTable(rooms, fine)).toEqual([]);
  });

  test.each([
    ['up', 'scripts/aws/a.ts', 'scripts/verify/b.ts'],
    ['up, in a test', 'scripts/aws/a.test.ts', 'scripts/verify/b.ts'],
    ['where the row is empty', 'scripts/workshop.ts', 'scripts/aws/b.ts'],
    ['into no room', 'scripts/verify/a.ts', 'scripts/cellar/b.ts'],
    ['from no room', 'scripts/verification/a.ts', 'scripts/aws/b.ts'],
    ['within no room', 'scripts/cellar/a.ts', 'scripts/cellar/b.ts'],
  ])('forbid an import %s', (_, from, to) => {
    expect(notInTheTable(rooms, [between(from, to)])).toEqual([`${from} > ${to}`]);
  });

  test('find a row that looks up, at itself, or at nothing', () => {
    const table = '| `a/` | | `a/`, `c/` |\n| `b/` | | `a/` |';
    expect(rowsThatLookUp(roomsIn(table))).toEqual([
      'scripts/a/ > scripts/a/',
      'scripts/a/ > scripts/c/',
      'scripts/b/ > scripts/a/',
    ]);
  });

  test('find what is allowed in vain', () => {
    const made = [between('scripts/verify/a.ts', 'scripts/aws/b.ts')];
    expect(neverMade(rooms, made)).toEqual(['scripts/verify/ > solutions/']);
  });

  test('find a circle of files, however long, and leave out what only leads to it', () => {
    const circle = [
      between('d.ts', 'a.ts'),
      between('a.ts', 'b.ts'),
      between('b.ts', 'c.ts'),
      between('c.ts', 'a.ts'),
    ];
    expect(circlesOfFiles(circle)).toEqual(['a.ts <> b.ts <> c.ts']);
    expect(circlesOfFiles(circle.slice(0, 3))).toEqual([]);
  });

  test('find two folders that import each other through different files', () => {
    const imports = [
      between('scripts/a/x/1.ts', 'scripts/a/y/2.ts'),
      between('scripts/a/y/3.ts', 'scripts/a/x/4.ts'),
    ];
    expect(circlesOfFiles(imports)).toEqual([]);
    expect(circlesOfNeighbours(imports)).toEqual(['scripts/a/x <> scripts/a/y']);
  });

  test('find a folder that imports the file that imports it', () => {
    const imports = [
      between('scripts/a/index.ts', 'scripts/a/deep/1.ts'),
      between('scripts/a/deep/2.ts', 'scripts/a/index.ts'),
    ];
    expect(circlesOfNeighbours(imports)).toEqual(['scripts/a/deep <> scripts/a/index.ts']);
  });

  test('let a test and its helpers look wherever they like in their room', () => {
    const imports = [
      between('scripts/a/x/1.ts', 'scripts/a/y/2.ts'),
      between('scripts/a/y/2.test.ts', 'scripts/a/x/1.ts'),
      between('scripts/a/y/testing/3.ts', 'scripts/a/x/1.ts'),
      between('scripts/a/x/1.test.ts', 'scripts/a/y/testing/3.ts'),
    ];
    expect(circlesOfNeighbours(imports)).toEqual([]);
    expect(productionThatImportsTesting(imports)).toEqual([]);
  });

  test('let a step import earlier steps, and its check anything', () => {
    const fine = [
      between('steps/05-b/b.ts', 'steps/04-a/a.ts'),
      between('solutions/05-b/b.ts', 'solutions/05-b/c.ts'),
      between('steps/05-b/b.test.ts', 'scripts/a/1.ts'),
    ];
    expect(stepsThatLookAround(fine)).toEqual([]);
  });

  test.each([
    ['a later step', 'steps/04-a/a.ts', 'steps/05-b/b.ts'],
    ['a solution', 'steps/05-b/b.ts', 'solutions/04-a/a.ts'],
    ['a script', 'solutions/05-b/b.ts', 'scripts/a/1.ts'],
  ])('forbid a step to import %s', (_, from, to) => {
    expect(stepsThatLookAround([between(from, to)])).toEqual([`${from} > ${to}`]);
  });

  test('forbid production code a test helper, in its own room and in another', () => {
    const helper = 'scripts/a/testing/helper.ts';
    const imports = [between('scripts/a/1.ts', helper), between('scripts/b/bench.ts', helper)];
    expect(productionThatImportsTesting(imports)).toHaveLength(2);
  });
});

describe('the exported types of a file', () => {
  test('are its interfaces, types and classes, but not what it keeps or passes on', () => {
    const text = [
      'export interface One {}',
      'export type Two = 1;',
      'export abstract class Three {}',
      'interface Four {}',
      "export type { Five } from './five';",
      'export const six = 6;',
    ].join('\n');
    expect(exportedTypesIn('a.ts', text).map(({ name }) => name)).toEqual(['One', 'Two', 'Three']);
  });

  test('are homonyms where two files have the same name', () => {
    const types = [
      { name: 'Answer', file: 'a.ts' },
      { name: 'Question', file: 'a.ts' },
      { name: 'Answer', file: 'b.ts' },
    ];
    expect(homonymsAmong(types)).toEqual(['Answer: a.ts, b.ts']);
  });
});

describe('the imports of a folder', () => {
  let root: string;

  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), 'house-'));
    for (const folder of ['code/sub', 'other'])
      mkdirSync(path.join(root, folder), { recursive: true });
    for (const file of ['code/sub/index.ts', 'code/a.ts', 'other/b.js', 'other/c.json']) {
      writeFileSync(path.join(root, file), '');
    }
  });

  afterEach(() => rmSync(root, { recursive: true }));

  const write = (text: string) => writeFileSync(path.join(root, 'code/a.ts'), text);

  test.each([
    ['static', "import { b } from '../other/b';"],
    ['of types', "import type { B } from '../other/b';"],
    ['re-exported', "export * from '../other/b';"],
    ['dynamic', "const b = () => import('../other/b');"],
    ['required', "const b = require('../other/b');"],
    ['a type in place', "type B = import('../other/b').B;"],
  ])('are seen: %s', (_, text) => {
    write(text);
    expect(importsIn(root, ['code'])).toEqual([{ from: 'code/a.ts', to: 'other/b.js' }]);
  });

  test('lead to a folder by its index, and to data', () => {
    write("import './sub';\nimport '../other/c.json';\nimport 'node:path';");
    expect(importsIn(root, ['code']).map(({ to }) => to)).toEqual([
      'code/sub/index.ts',
      'other/c.json',
    ]);
  });

  test('are an error where they lead nowhere', () => {
    write("import './gone';");
    expect(() => importsIn(root, ['code'])).toThrow(
      'code/a.ts imports ./gone, and there is no such file.',
    );
  });
});
