import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../../files/root';
import { wordsIn } from './words';

/** What people read: pages, and the texts, comments and names of tests in code. */
const READ =
  /^(scripts|steps|solutions)\/.*\.(ts|js|md)$|^\.github\/.*\.md$|^[A-Z]+\.md$|\.schema\.json$/;
const THE_LIST = /^scripts\/maintain\/house\/words(\.test)?\.ts$/;

test('no page, text or comment has a word of the list', () => {
  const tracked = execFileSync('git', ['ls-files'], { cwd: ROOT, encoding: 'utf8' }).split('\n');
  const files = tracked.filter((file) => READ.test(file) && !THE_LIST.test(file));
  expect(files.length).toBeGreaterThan(500);
  const found = files
    .filter((file) => existsSync(path.join(ROOT, file)))
    .flatMap((file) =>
      wordsIn(readFileSync(path.join(ROOT, file), 'utf8')).map(
        ({ line, word, better }) => `${file}:${line}: not "${word}", but: ${better}`,
      ),
    );
  expect(found).toEqual([]);
});

test.each([
  ['How to mend it', 'fix'],
  ['The API is made anew.', 'again; "start over", "create a new …"'],
  ['It looks whether all is well.', 'check whether'],
  ['a policy that is none', 'is not a …'],
  ['The file is not there.', 'is missing, does not exist'],
  ['Step 03 does not hold.', 'fails; does not contain'],
  ['The role was made by others.', 'created'],
  ['It stands in the policy.', 'is in, is on, depends on, comes before …'],
])('%s', (text, better) => {
  expect(wordsIn(`A first line.\n${text}`)).toContainEqual(
    expect.objectContaining({ line: 2, better }),
  );
});

test.each([
  'The parts are made of bytes.',
  'That is not a policy.',
  'The asterisk stands for any text.',
  'The finished code stands in under names of its own.',
])('leaves alone: %s', (text) => {
  expect(wordsIn(text)).toEqual([]);
});
