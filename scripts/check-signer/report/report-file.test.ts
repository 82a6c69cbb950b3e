import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CannotRun } from '../../terminal/cannot-run';
import { fileToWrite } from './report-file';

const folder = mkdtempSync(path.join(tmpdir(), 'report-file-'));
afterAll(() => rmSync(folder, { recursive: true }));

const texts: string[] = [];
const streams = { stderr: { write: (text: string) => texts.push(text) } };

/** What is written to standard error meanwhile. */
function written(act: () => void): string[] {
  texts.length = 0;
  act();
  return [...texts];
}

describe('a file for the report', () => {
  test('says which folder had to be made, and is written', () => {
    const file = path.join(folder, 'a', 'b', 'report.xml');
    expect(written(() => fileToWrite('--junit', file, streams))).toEqual([
      `Made the folder ${path.join(folder, 'a')} for the file of --junit.\n`,
    ]);
    expect(written(() => fileToWrite('--junit', file, streams)?.write('text'))).toEqual([]);
    expect(readFileSync(file, 'utf8')).toBe('text');
  });

  test.each([
    ['a folder', '.', /it is a folder/],
    ['below a file', path.join('taken', 'report.xml'), /taken/],
  ])('is refused before the check if it is %s', (_, name, why) => {
    writeFileSync(path.join(folder, 'taken'), '');
    const prepare = () => fileToWrite('--junit', path.join(folder, name), streams);
    expect(prepare).toThrow(CannotRun);
    expect(prepare).toThrow(why);
    expect(prepare).toThrow(/--junit FILE/);
  });
});
