import { allVectors, MODES } from '../../scripts/sigv4/vectors';
import { deriveSigningKey, signature, signingKey } from './signing-key';

const vectors = allVectors();
const cases = vectors.flatMap((vector) =>
  MODES.map((mode) => ({ name: vector.name, vector, mode })),
);

/** The example that AWS publishes with its description of the signing key. */
const published = {
  context: {
    credentials: {
      accessKeyId: 'AKIDEXAMPLE',
      secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
    },
    timestamp: '20150830T123600Z',
    region: 'us-east-1',
    service: 'iam',
  },
  key: 'c4afb1cc5771d871763a393e44b703571b55cc28424d1a5e86da6ed3c154a4b9',
  stringToSign: [
    'AWS4-HMAC-SHA256',
    '20150830T123600Z',
    '20150830/us-east-1/iam/aws4_request',
    'f536975d06c0309214f805bb90ccff089219ecd68b2577efef23edd43b7e1a59',
  ].join('\n'),
  signature: '5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7',
};

describe('deriveSigningKey', () => {
  it('returns 32 bytes, not their hex', () => {
    const key = deriveSigningKey(published.context);
    expect(key).toBeInstanceOf(Uint8Array);
    expect(key).toHaveLength(32);
  });

  it('derives the key that AWS publishes as an example', () => {
    const key = deriveSigningKey(published.context);
    expect(Buffer.from(key).toString('hex')).toBe(published.key);
  });
});

describe('signature', () => {
  it('signs the string to sign that AWS publishes as an example', () => {
    const key = Buffer.from(published.key, 'hex');
    expect(signature(key, published.stringToSign)).toBe(published.signature);
  });

  it.each(cases)('$name, $mode form', ({ vector, mode }) => {
    const key = deriveSigningKey(vector.context);
    const hex = signature(key, vector.figures[mode].stringToSign);
    expect(hex).toMatchVector(vector, mode, 'signature');
  });
});

describe('signingKey', () => {
  it('derives a key once and then remembers it', () => {
    expect(signingKey(published.context)).toBe(signingKey({ ...published.context }));
  });

  it.each(vectors.filter(({ group }) => group === 'key-cache'))(
    'does not take another key for this one: $name',
    (vector) => {
      const hex = signature(signingKey(vector.context), vector.figures.header.stringToSign);
      expect(hex).toMatchVector(vector, 'header', 'signature');
    },
  );
});
