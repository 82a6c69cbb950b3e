import { flagsOf, VECTOR_FLAGS } from './vector-flags';
import { allVectors, vectorNamed } from './vectors';

test('each flag is carried by a vector', () => {
  const carried = new Set(allVectors().flatMap(flagsOf));
  expect(VECTOR_FLAGS.filter((flag) => !carried.has(flag))).toEqual([]);
});

test.each([
  ['get-vanilla', ['plain']],
  ['get-header-key-duplicate', ['header-order', 'duplicate-header']],
  ['get-space-unnormalized', ['path-encoding', 's3-only']],
  ['payload-not-signed', ['header-order', 'body', 'unsigned-body']],
  ['query-repeated-pair', ['query-order', 'duplicate-parameter']],
  ['expiry-one-day', ['lifetime']],
  ['scope-region', ['scope']],
  ['key-long-secret', ['secret-key']],
])('%s carries %j', (name, flags) => expect(flagsOf(vectorNamed(name))).toEqual(flags));

test('a folded header is legacy', () => {
  expect(flagsOf(vectorNamed('get-header-value-multiline'))).toContain('legacy');
});
