import fc from 'fast-check';
import {
  literalPattern,
  matchesPattern,
  patternText,
  splitPattern,
  wildcardPattern,
} from './pattern';

/** The same language by way of a regular expression. */
function asRegExp(pattern: string): RegExp {
  const escaped = pattern.replace(/[.+^${}()|[\]\\/-]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('*', '[^]*').replaceAll('?', '[^]')}$`);
}

const fewLetters = (extra: string) =>
  fc.string({ unit: fc.constantFrom(...`ab:/.${extra}`), maxLength: 12 });

test('wildcards match what the regular expression of the same meaning matches', () => {
  fc.assert(
    fc.property(fewLetters('*?'), fewLetters(''), (pattern, value) => {
      expect(matchesPattern(wildcardPattern(pattern), value)).toBe(asRegExp(pattern).test(value));
    }),
    { numRuns: 2000 },
  );
});

test('a literal pattern matches its own text and no other', () => {
  fc.assert(
    fc.property(fewLetters('*?'), fewLetters('*?'), (pattern, value) => {
      expect(matchesPattern(literalPattern(pattern), value)).toBe(pattern === value);
    }),
  );
});

test('a pattern reads as it was written', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(patternText(wildcardPattern(text))).toBe(text);
    }),
  );
});

test('the parts of a split pattern make up the whole again', () => {
  fc.assert(
    fc.property(fewLetters('*?'), fc.integer({ min: 1, max: 6 }), (text, limit) => {
      const parts = splitPattern(wildcardPattern(text), ':', limit).map(patternText);
      expect(parts.join(':')).toBe(text);
      expect(parts.length).toBe(Math.min(limit, text.split(':').length));
    }),
  );
});

test('many wildcards are matched without trying every split', () => {
  const hostile = wildcardPattern('a*'.repeat(1000) + 'b');
  const started = process.cpuUsage();
  expect(matchesPattern(hostile, 'a'.repeat(5000))).toBe(false);
  expect(process.cpuUsage(started).user).toBeLessThan(2_000_000);
});
