import { printable } from './printable';

test.each([
  ['an escape sequence', 'a\u001b[2Jb', 'a\\u{001b}[2Jb'],
  ['a carriage return', 'a\rb', 'a\\u{000d}b'],
  ['a change of direction', 'a\u202eb', 'a\\u{202e}b'],
  ['a lone surrogate', 'a\ud800b', 'a\\u{d800}b'],
])('writes out %s', (_, text, expected) => {
  expect(printable(text)).toBe(expected);
});

test('leaves lines, tabs, spaces and letters of all scripts', () => {
  const text = 'a\n\tb  ሴ é 😀';
  expect(printable(text)).toBe(text);
});
