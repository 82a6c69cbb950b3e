import { fitted } from './fitted';

const message = (expected: string, actual: string, caret: number) =>
  [
    'headers',
    `  expected  ${expected}`,
    `  actual    ${actual}`,
    `${' '.repeat(12 + caret)}^`,
  ].join('\n');

test('leaves a message that fits as it is', () => {
  const text = message('a=1', 'a=2', 2);
  expect(fitted(text, 80, 10)).toBe(text);
});

test('reflows sentences and what was given, and leaves code as it is', () => {
  const code = '  const code =   that(is, wider, than, forty, columns);';
  const given = '  given     header "a: b", header "c: d", body ""';
  expect(fitted(`${'word '.repeat(10).trim()}\n${code}\n${given}`, 40, 10)).toBe(
    [
      'word word word word word word word word',
      'word word',
      code,
      '  given     header "a: b", header "c:',
      '            d", body ""',
    ].join('\n'),
  );
});

test('says how many lines do not fit', () => {
  expect(fitted('a\nb\nc\nd', 80, 2)).toBe('a\nb\n… 2 more lines');
});

test('keeps the caret below the character that differs in a line that is too long', () => {
  const token = 'x'.repeat(300);
  const text = fitted(message(`${token}Q${token}`, `${token}R${token}`, 300), 80, 10);
  const [, expected = '', actual = '', caret = ''] = text.split('\n');
  const column = caret.indexOf('^');
  expect([expected[column], actual[column]]).toEqual(['Q', 'R']);
  expect([expected, actual, caret].every((line) => line.length <= 80)).toBe(true);
  expect(expected).toMatch(/^ {2}expected {2}…x+Qx+…$/);
});

test('cuts only at the right what differs at the left', () => {
  const text = fitted(message(`a=1${'x'.repeat(100)}`, 'a=2', 2), 40, 10);
  const [, expected = '', actual, caret] = text.split('\n');
  expect(expected).toBe(`  expected  a=1${'x'.repeat(24)}…`);
  expect(actual).toBe('  actual    a=2');
  expect(caret).toBe('              ^');
});

test('keeps a caret that points behind a line that is cut short', () => {
  const text = fitted(message('x'.repeat(200), 'x'.repeat(199), 199), 60, 10);
  const [, expected = '', actual = '', caret = ''] = text.split('\n');
  expect(caret.indexOf('^')).toBe(actual.length);
  expect(expected.length).toBe(actual.length + 1);
});
