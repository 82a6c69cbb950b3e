import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { appendDurably, replaceDurably, replaceDurablyAsync } from './durable';
import { DamagedFileError, isRecord, readJson, setAside } from './json';
import { seededRandom } from './seeded-random';

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'files-'));
  file = path.join(folder, 'file.json');
});

afterEach(() => rmSync(folder, { recursive: true }));

const text = () => readFileSync(file, 'utf8');

describe.each([
  ['replaceDurably', replaceDurably],
  ['replaceDurablyAsync', replaceDurablyAsync],
])('%s', (_, replace) => {
  test('replaces what a file holds, and leaves nothing else', async () => {
    await replace(file, 'a longer text');
    await replace(file, 'short', 0o600);
    expect(text()).toBe('short');
    expect(readdirSync(folder)).toEqual(['file.json']);
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test('leaves nothing if it fails', async () => {
    mkdirSync(path.join(file, 'in the way'), { recursive: true });
    await expect(async () => replace(file, 'text')).rejects.toThrow();
    expect(readdirSync(folder)).toEqual(['file.json']);
  });
});

test('appends to a file and makes its folder', () => {
  file = path.join(folder, 'deep', 'log');
  appendDurably(file, 'one\n');
  appendDurably(file, 'two\n');
  expect(text()).toBe('one\ntwo\n');
});

describe('readJson', () => {
  const names = (value: unknown) => {
    if (!isRecord(value)) throw new Error('it is no object');
    return Object.keys(value);
  };

  test('makes of the value what is asked for', () => {
    replaceDurably(file, '{"a":1,"b":2}');
    expect(readJson(file, names)).toEqual(['a', 'b']);
  });

  test('is undefined where there is no file', () => {
    expect(readJson(file, names)).toBeUndefined();
  });

  test.each([
    ['{"a":', /JSON/],
    ['', /JSON/],
    ['[]', /^it is no object$/],
    ['null', /^it is no object$/],
  ])('says why %j is damaged', (damaged, reason) => {
    replaceDurably(file, damaged);
    expect(() => readJson(file, names)).toThrow(DamagedFileError);
    expect(() => readJson(file, names)).toThrow(reason);
  });

  test('fails as the system does if the file cannot be read', () => {
    mkdirSync(file);
    expect(() => readJson(file, names)).toThrow('EISDIR');
  });
});

test('a file that is set aside keeps its text', () => {
  replaceDurably(file, 'damaged');
  const aside = setAside(file);
  expect(readFileSync(aside, 'utf8')).toBe('damaged');
  expect(readdirSync(folder)).toEqual([path.basename(aside)]);
});

test('a seed gives the same numbers each time, from 0 up to 1', () => {
  const draws = (seed: number) => Array.from({ length: 1000 }, seededRandom(seed));
  expect(draws(7)).toEqual(draws(7));
  expect(draws(8)).not.toEqual(draws(7));
  expect(Math.min(...draws(7))).toBeGreaterThanOrEqual(0);
  expect(Math.max(...draws(7))).toBeLessThan(1);
  expect(seededRandom(1)()).toBeCloseTo(0.62707394, 8);
});
