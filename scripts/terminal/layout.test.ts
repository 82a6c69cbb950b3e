import { coloured, screenFor } from './screen';
import { aligned } from './table';
import { ago, count, minutes } from './words';
import { besideOrBelow, labelled, paragraph, widthOf, wrapped } from './wrap';

describe('screenFor', () => {
  const write = () => true;

  test.each([
    ['a file', {}],
    ['a terminal that is asked for no colour', { isTTY: true, hasColors: () => false }],
  ])('is plain for %s', (_, stream) => {
    expect(screenFor({ write, ...stream }).style('bad', 'text')).toBe('text');
  });

  test.each([
    [0, 100],
    [20, 40],
    [200, 200],
  ])('takes a terminal of %i columns for one of %i', (columns, expected) => {
    expect(screenFor({ write, isTTY: true, columns }).columns).toBe(expected);
  });

  test('is coloured for a terminal, and as wide', () => {
    const screen = screenFor({ write, isTTY: true, columns: 66, hasColors: () => true });
    expect(screen.style('bad', 'text')).toBe('\u001b[31mtext\u001b[39m');
    expect(screen.columns).toBe(66);
  });
});

describe('wrapped', () => {
  test('breaks between words, and leaves a longer word whole', () => {
    expect(wrapped('one two three fourteen', 7)).toEqual(['one two', 'three', 'fourteen']);
  });

  test('breaks an ARN that is too long behind a colon or a slash', () => {
    expect(wrapped('on arn:aws:iam::1:role/a x', 11)).toEqual([
      'on arn:aws:',
      'iam::1:',
      'role/a x',
    ]);
  });

  test('does not count what gives a word its colour', () => {
    const text = `${coloured('good', 'one')} ${coloured('bad', 'two')}`;
    expect(wrapped(text, 7)).toEqual([text]);
    expect(widthOf(text)).toBe(7);
  });
});

test('labels the first line, and indents the others by as much', () => {
  expect(labelled('- ', 'one two three', 9)).toEqual(['- one two', '  three']);
});

test.each([
  ['an arrow with what it points to', 'GET /dev/ signed → 200', 20, ['GET /dev/ signed', '→ 200']],
  [
    'a command',
    'Then run npm run verify -- 04 --live again.',
    27,
    ['Then run', 'npm run verify -- 04 --live', 'again.'],
  ],
  ['a long command where it cannot', 'npm run verify -- 04', 12, ['npm run', 'verify -- 04']],
])('keeps together %s', (_, text, columns, expected) => {
  expect(wrapped(text, columns)).toEqual(expected);
});

test('sets a word below its label where it has no room beside it', () => {
  expect(besideOrBelow('scope  ', 'a/b/c', 12)).toEqual(['scope  a/b/c']);
  expect(besideOrBelow('scope  ', 'a/b/c/d', 12)).toEqual(['scope', '  a/b/c/d']);
  expect(besideOrBelow('scope  ', 'a/b/c/d/e/f', 12)).toEqual(['scope', 'a/b/c/d/e/f']);
});

test('keeps a paragraph narrow enough to be read', () => {
  const lines = paragraph('word '.repeat(50).trim(), 400).split('\n');
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100);
});

test('aligns words at the left of their column, and figures at the right', () => {
  const rows = [
    ['step', 'title', 'min'],
    ['1', coloured('good', 'A'), '10'],
    ['10', '', '5'],
  ];
  expect(aligned(rows, 2)).toEqual([
    'step  title  min',
    `1     ${coloured('good', 'A')}       10`,
    '10             5',
  ]);
});

test.each([
  [count(0, 'file'), '0 files'],
  [count(1, 'file'), '1 file'],
  [count(2, 'validation error'), '2 validation errors'],
  [minutes(0), '0 min'],
  [minutes(29), 'under 1 min'],
  [minutes(90), '2 min'],
  [ago(new Date(0), new Date(42_000)), '42 s ago'],
  [ago(new Date(0), new Date(125_000)), '2 min ago'],
])('says %j', (said, expected) => {
  expect(said).toBe(expected);
});
