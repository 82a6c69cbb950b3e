import { allVectors, MODES, s3Vectors } from '../vectors';
import { addedQuery, authorizationHeader, STAGES, sign } from './staged-signer';

const vectors = [...allVectors(), ...s3Vectors()];
const cases = vectors.flatMap((vector) => MODES.map((mode) => ({ vector, mode })));

test.each(cases)('computes every figure of $vector.name in $mode form', ({ vector, mode }) => {
  const { canonicalRequest, stringToSign, signature } = sign(STAGES, { ...vector, mode });
  expect({ canonicalRequest, stringToSign, signature }).toEqual(vector.figures[mode]);
});

test('writes the Authorization header of every vector', () => {
  for (const vector of vectors) {
    const signed = sign(STAGES, { ...vector, mode: 'header' });
    expect(vector.added.header.at(-1)).toEqual(['Authorization', authorizationHeader(signed)]);
  }
});

test('writes what signing adds to the query string of every vector', () => {
  for (const vector of vectors) {
    const signed = sign(STAGES, { ...vector, mode: 'query' });
    expect(addedQuery(STAGES, vector.context, signed)).toBe(vector.added.query);
  }
});

test('uses the key of its own context, whatever was signed before', () => {
  const [first, ...rest] = allVectors();
  const earlier = rest.map(({ context }) => context);
  const signed = sign(STAGES, { ...first!, mode: 'header', earlier });
  expect(signed.signature).toBe(first!.figures.header.signature);
});
