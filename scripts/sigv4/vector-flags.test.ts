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

test('each vector carries a flag', () => {
  expect(allVectors().filter((vector) => flagsOf(vector).length === 0)).toEqual([]);
});

test('a signer that is right for S3, which encodes no escape again, fails no vector of S3', () => {
  const forS3 = allVectors().filter((vector) => flagsOf(vector).includes('s3-only'));
  expect(forS3.length).toBeGreaterThan(3);
  // Where no escape is in the path, encoding once and twice are the same.
  expect(forS3.filter(({ request }) => request.path.includes('%'))).toEqual([]);
});
