import { createHmac } from 'node:crypto';
import { unless } from '../../scripts/jest/findings';
import { generatedVectors } from '../../scripts/jest/generated-vectors';
import { allVectors, MODES, type Vector } from '../../scripts/sigv4/vectors';
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

/** The first vector for each day, region, service and secret. */
const keys = vectors.filter(
  (vector, index) => vectors.findIndex((other) => keyName(other) === keyName(vector)) === index,
);

function keyName({ context }: Vector): string {
  const { credentials, timestamp, region, service } = context;
  return [credentials.secretAccessKey, timestamp.slice(0, 8), region, service].join();
}

const MADE_ANEW =
  'has made the key anew: it must return the very object that the first one made. Is it put into ' +
  'the cache, and looked for under the same name: secret, day, region and service?';

/** More than any cache of this step holds. */
const MANY_KEYS = 1000;

describe('deriveSigningKey', () => {
  test('returns 32 bytes, not their hex', () => {
    expect(deriveSigningKey(published.context)).toBeBytes(32);
  });

  // Nobody publishes keys, but a right key leads from each string to sign to its signature.
  test.each(keys)('leads to the signature of $name', (vector) => {
    const key = deriveSigningKey(vector.context);
    const { stringToSign } = vector.figures.header;
    const hex = createHmac('sha256', key).update(stringToSign).digest('hex');
    expect(hex).toMatchVector(vector, 'header', 'signature');
  });

  test('derives the key that AWS publishes as an example', () => {
    expect(Buffer.from(deriveSigningKey(published.context)).toString('hex')).toBeText(
      published.key,
    );
  });
});

describe('signature', () => {
  test.each(cases)('$name, $mode form', ({ vector, mode }) => {
    const key = deriveSigningKey(vector.context);
    const hex = signature(key, vector.figures[mode].stringToSign);
    expect(hex).toMatchVector(vector, mode, 'signature');
  });

  test('signs the string to sign that AWS publishes as an example', () => {
    const key = Buffer.from(published.key, 'hex');
    expect(signature(key, published.stringToSign)).toBeText(published.signature);
  });
});

describe('signingKey', () => {
  test('derives a key once and then remembers it', () => {
    const key = signingKey(published.context);
    const again = signingKey({ ...published.context });
    expect(unless(again === key, `The second call ${MADE_ANEW}`)).toHaveNoFindings();
  });

  test('remembers it all day', () => {
    const key = signingKey(published.context);
    const later = signingKey({ ...published.context, timestamp: '20150830T235959Z' });
    const finding = `A call later on the same day ${MADE_ANEW}`;
    expect(unless(later === key, finding)).toHaveNoFindings();
  });

  test('does not remember every key for ever', () => {
    const { credentials } = published.context;
    const contextOf = (secretAccessKey: string) => ({
      ...published.context,
      credentials: { ...credentials, secretAccessKey },
    });
    const key = signingKey(contextOf('first'));
    for (let other = 0; other < MANY_KEYS; other++) signingKey(contextOf(`other ${other}`));
    const remembered =
      `After ${MANY_KEYS} other keys the first one is still remembered: a process that lives long ` +
      'would grow without end. When the cache holds CACHE_SIZE keys, empty it.';
    expect(unless(signingKey(contextOf('first')) !== key, remembered)).toHaveNoFindings();
  });

  test.each(vectors.filter(({ group }) => group === 'key-cache'))(
    'does not take another key for this one: $name',
    (vector) => {
      const hex = signature(signingKey(vector.context), vector.figures.header.stringToSign);
      expect(hex).toMatchVector(vector, 'header', 'signature');
    },
  );
});

describe('signingKey of requests made for this run', () => {
  test.each(generatedVectors())('$name', (vector) => {
    const hex = signature(signingKey(vector.context), vector.figures.header.stringToSign);
    expect(hex).toMatchVector(vector, 'header', 'signature');
  });
});
