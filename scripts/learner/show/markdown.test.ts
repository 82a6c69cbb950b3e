import { readFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';
import { CATALOGUE } from '../../sigv4/mistakes/catalogue';
import { coloured, plain } from '../../terminal/screen';
import { readSteps } from '../steps';
import { showMarkdown } from './markdown';

const narrow = { columns: 40, style: plain };

const lessons = readSteps().map(({ id, lesson }) => ({ id, text: readFileSync(lesson, 'utf8') }));

/** Lines outside of code. */
const prose = (markdown: string) => markdown.replaceAll(/^```[\s\S]*?^```$/gm, '');

test('reflows prose, and leaves code unchanged', () => {
  const code = `  a line of code   that is wider than\n  the ${'x'.repeat(50)}`;
  expect(
    showMarkdown(`One two three\nfour **five six** seven.\n\n\`\`\`ts\n${code}\n\`\`\``, narrow),
  ).toBe(`One two three four five six seven.\n\n${code}`);
});

test('shows headings, lists and links without their marks', () => {
  const markdown = [
    '## A heading',
    '',
    '- an item that goes on in the next line, *indented*',
    '  as it should be',
    '- [the file](file.ts), [the page](https://example.com/)',
  ].join('\n');
  expect(showMarkdown(markdown, { ...narrow, folder: 'steps/04-x' })).toBe(
    [
      'A heading',
      '',
      '- an item that goes on in the next line,',
      '  indented as it should be',
      '- the file (steps/04-x/file.ts), the',
      '  page (https://example.com/)',
    ].join('\n'),
  );
});

test('sets the cells of a table below each other where there is room, and in a list otherwise', () => {
  const table =
    '| name | what it is |\n|---|---|\n| `a` | the first of the letters |\n| bcd | more |';
  expect(showMarkdown(table, narrow)).toBe(
    'name  what it is\n`a`   the first of the letters\nbcd   more',
  );
  expect(showMarkdown(table, { ...narrow, columns: 24 })).toBe(
    '- `a`: the first of the\n  letters\n- bcd: more',
  );
});

test('sets them below each other with colours, too', () => {
  const table = '| name | value |\n|---|---|\n| `abcdef` | 1 |\n| b | 2 |';
  const shown = showMarkdown(table, { columns: 40, style: coloured });
  expect(stripVTControlCharacters(shown)).toBe('name    value\nabcdef  1\nb       2');
});

test('shows a diagram as it is drawn', () => {
  expect(showMarkdown('So:\n\n```text diagram\n a --> b\n```\n\nAnd', narrow)).toBe(
    'So:\n\n a --> b\n\nAnd',
  );
});

test('keeps a command in one line where it fits', () => {
  const text = 'It is there; `npm run workshop -- restore` lists it.';
  expect(showMarkdown(text, narrow)).toBe('It is there;\n`npm run workshop -- restore` lists it.');
  expect(showMarkdown(text, { ...narrow, columns: 28 })).toContain('`npm run\n');
});

test('keeps a short piece of code in one line', () => {
  const text = showMarkdown('All the spaces are found by `/[ \\t\\r\\n]+/g` here.', narrow);
  expect(text).toBe('All the spaces are found by\n`/[ \\t\\r\\n]+/g` here.');
});

test('emphasises with colours what it else marks, word by word', () => {
  expect(showMarkdown('**two words** and `code`', { columns: 80, style: coloured })).toBe(
    '\u001b[1mtwo\u001b[22m \u001b[1mwords\u001b[22m and \u001b[1mcode\u001b[22m',
  );
});

test.each(lessons)(
  'the lesson of $id fits a narrow terminal, with and without colours',
  ({ text }) => {
    for (const style of [plain, coloured]) {
      const shown = stripVTControlCharacters(showMarkdown(prose(text), { columns: 60, style }));
      const long = shown.split('\n').filter((line) => line.length > 60 && /\s/.test(line.trim()));
      expect(long).toEqual([]);
      expect(shown).not.toMatch(/\*\*|\]\(|^#|^\|/m);
    }
  },
);

test.each(CATALOGUE)('the hints of $id lose no character', ({ hints }) => {
  const words = (text: string) => text.split(/\s+/).join(' ');
  expect(hints.map((hint) => words(showMarkdown(hint, narrow)))).toEqual(hints.map(words));
});
