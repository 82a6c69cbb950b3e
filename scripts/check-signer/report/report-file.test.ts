import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { UsageError } from '../usage-error';
import { prepareReportFile, writeReportFile } from './report-file';

const folder = mkdtempSync(path.join(tmpdir(), 'report-file-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('a file for the report', () => {
  test('says which folder had to be made, and is written', () => {
    const file = path.join(folder, 'a', 'b', 'report.xml');
    expect(prepareReportFile(file)).toBe(path.join(folder, 'a'));
    expect(prepareReportFile(file)).toBeNull();
    writeReportFile(file, 'text');
    expect(readFileSync(file, 'utf8')).toBe('text');
  });

  test.each([
    ['a folder', '.', /it is a folder/],
    ['below a file', path.join('taken', 'report.xml'), /taken/],
  ])('is refused before the check if it is %s', (_, name, why) => {
    writeFileSync(path.join(folder, 'taken'), '');
    const prepare = () => prepareReportFile(path.join(folder, name));
    expect(prepare).toThrow(UsageError);
    expect(prepare).toThrow(why);
    expect(prepare).toThrow(/--junit FILE/);
  });
});
