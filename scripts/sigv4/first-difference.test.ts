import fc from 'fast-check';
import { describeDifference, firstDifference, visible } from './first-difference';
import { officialVectors } from './vectors';

const expected = 'GET\n/\n\nhost:a\nx-amz-date:b\n\nhost;x-amz-date\nabc';

/** The expected canonical request with one line replaced, or left out. */
function withLine(number: number, line: string | null): string {
  const lines = expected.split('\n');
  lines.splice(number - 1, 1, ...(line === null ? [] : [line]));
  return lines.join('\n');
}

describe('firstDifference', () => {
  test('is undefined for equal texts', () => {
    expect(firstDifference('canonical-request', expected, expected)).toBeUndefined();
  });

  test.each([
    [1, 'get', 'method'],
    [2, '/%2F', 'canonical-uri'],
    [3, 'a=b', 'canonical-query'],
    [4, 'host:b', 'canonical-headers'],
    [5, 'x-amz-date: b', 'canonical-headers'],
    [6, null, 'blank-line'],
    [7, 'host', 'signed-headers'],
    [8, 'ABC', 'payload-hash'],
    [8, 'abc\n', 'end'],
  ])('names line %i of a canonical request that reads %j: %s', (line, text, part) => {
    const found = firstDifference('canonical-request', expected, withLine(line, text));
    expect(found).toMatchObject({ part, line: text === 'abc\n' ? 9 : line });
  });

  test('counts characters, not code units', () => {
    expect(firstDifference('signature', '/😀a', '/😀b')).toMatchObject({ column: 3 });
  });

  test('finds a difference in every official text with one character changed', () => {
    const texts = officialVectors().map(({ figures }) => figures.header.canonicalRequest);
    fc.assert(
      fc.property(fc.constantFrom(...texts), fc.nat(), (text, at) => {
        const index = at % text.length;
        const changed = `${text.slice(0, index)}\u0001${text.slice(index + 1)}`;
        const line = text.slice(0, index).split('\n').length;
        expect(firstDifference('canonical-request', text, changed)).toMatchObject({ line });
      }),
    );
  });
});

describe('describeDifference', () => {
  const describeLine = (line: number, text: string | null) => {
    const difference = firstDifference('canonical-request', expected, withLine(line, text));
    if (!difference) throw new Error('the texts are equal');
    return describeDifference(difference);
  };

  test('puts a caret below the first character that differs', () => {
    expect(describeLine(5, 'x-amz-date:c')).toBe(
      [
        'canonical request, line 5: canonical headers',
        '  expected  x-amz-date:b',
        '  actual    x-amz-date:c',
        '                       ^',
      ].join('\n'),
    );
  });

  test('says how long both are where the lengths differ', () => {
    expect(describeLine(2, '/a')).toContain('(1 character expected, 2 found)');
  });

  test('says where a line is missing', () => {
    expect(describeDifference(firstDifference('string-to-sign', 'a\nb', 'a')!)).toContain(
      'actual    (no line)',
    );
  });
});

describe('visible', () => {
  test.each([
    ['a b', 'a b'],
    [' a', '·a'],
    ['a ', 'a·'],
    ['a  b', 'a··b'],
    ['a\tb', 'a\\tb'],
    ['a\u00a0b', 'a\\u{00a0}b'],
    ['a\u200bb', 'a\\u{200b}b'],
    ['\ud800', '\\u{d800}'],
    ['ሴ', 'ሴ'],
  ])('writes %j as %s', (text, shown) => expect(visible(text)).toBe(shown));
});
