import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { explain } from './explain';
import { explainFile } from './explain-file';

let directory: string;

beforeAll(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'workshop-explain-'));
});

afterAll(() => rmSync(directory, { recursive: true }));

test('a file is explained as its text is', () => {
  const body = '{"message":"Missing Authentication Token"}';
  const file = path.join(directory, 'body.json');
  writeFileSync(file, body);
  expect(explainFile(file)).toEqual(explain(body));
  expect(explainFile(body)).toEqual(explain(body));
});

test('a file that does not exist is told in words, with what to give', () => {
  const file = path.join(directory, 'none');
  expect(() => explainFile(file)).toThrow(
    `${file} cannot be read: there is no such file. Give the file that contains the body of the answer`,
  );
});

test('a folder is no file', () => {
  expect(() => explainFile(directory)).toThrow(`${directory} cannot be read: it is a folder.`);
});
