import { createHmac } from 'node:crypto';
import { unless } from '../../scripts/inspect/findings';
import { deepFreeze, vectorsToCheck } from '../../scripts/jest/check-vectors';
import { generatedVectors } from '../../scripts/jest/generated-vectors';
import { guardCredentials } from '../../scripts/jest/secrets';
import { inspectSigningKey } from '../../scripts/jest/signing-key';
import { MODES, type Vector } from '../../scripts/sigv4/vectors';
import type { SigningContext } from '../04-canonical-request/signing-input';
import { deriveSigningKey, signature, signingKey } from './signing-key';

const vectors = vectorsToCheck();
const cases = vectors.flatMap((vector) =>
  MODES.map((mode) => ({ name: vector.name, vector, mode })),
);

/** The example that AWS publishes with its description of the signing key. */
const published = {
  context: deepFreeze<SigningContext>({
    credentials: {
      accessKeyId: 'AKIDEXAMPLE',
      secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
    },
    timestamp: '20150830T123600Z',
    region: 'us-east-1',
    service: 'iam',
  }),
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
  'has derived the key again: it must return the very object that the first one made. Is it put into ' +
  'the cache, and looked for under the same name: secret, day, region and service?';

/** As many as the cache of this step may hold. */
const MANY_KEYS = 100;

const LONG_SECRET = 'first-characters-that-many-keys-share/one';

/** Contexts of two keys each, by what alone tells them apart. */
const PAIRS: [what: string, one: Partial<SigningContext>, other: Partial<SigningContext>][] = [
  ['secret access key', secret(LONG_SECRET), secret('another-secret-of-the-same-access-key-id')],
  ['end of the secret access key', secret(LONG_SECRET), secret(LONG_SECRET.replace('one', 'two'))],
  ['last character of the secret access key', secret(LONG_SECRET), secret(`${LONG_SECRET}=`)],
  ['beginning of the secret access key', secret(LONG_SECRET), secret(`x${LONG_SECRET.slice(1)}`)],
  ['day', { timestamp: '20260101T000000Z' }, { timestamp: '20260102T000000Z' }],
  ['month', { timestamp: '20260201T000000Z' }, { timestamp: '20260301T000000Z' }],
  ['year', { timestamp: '20260401T000000Z' }, { timestamp: '20270401T000000Z' }],
  ['region', { region: 'eu-north-1' }, { region: 'eu-south-1' }],
  ['service', { service: 'one' }, { service: 'two' }],
  [
    'border between region and service',
    { region: 'eu-west-1', service: '2' },
    { region: 'eu-west-', service: '12' },
  ],
  [
    'hyphen between region and service',
    { region: 'eu-west', service: '1-one' },
    { region: 'eu-west-1', service: 'one' },
  ],
];

function secret(secretAccessKey: string): Partial<SigningContext> {
  const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey };
  guardCredentials(credentials);
  return { credentials };
}

guardCredentials(published.context.credentials);

describe('deriveSigningKey', () => {
  test('returns 32 bytes, not their hex', () => {
    expect(() => deriveSigningKey(published.context)).toBeBytes(32);
  });

  test('chains bytes, not their hex', () => {
    const key = deriveSigningKey(published.context);
    expect(inspectSigningKey(key, published.context)).toHaveNoFindings();
  });

  test.each(PAIRS)('takes in all of the %s', (what, one, other) => {
    const keys = [one, other].map((difference) =>
      deriveSigningKey({ ...published.context, ...difference }).toString('hex'),
    );
    const finding =
      `Two contexts that differ in the ${what} alone have the same key: the chain must take in the ` +
      'secret, the day, the region and the service of the context, each whole.';
    expect(unless(keys[0] !== keys[1], finding)).toHaveNoFindings();
  });

  // Nobody publishes keys, but a right key leads from each string to sign to its signature.
  test.each(keys)('leads to the signature of $name', (vector) => {
    const { stringToSign } = vector.figures.header;
    const hex = () =>
      createHmac('sha256', deriveSigningKey(vector.context)).update(stringToSign).digest('hex');
    expect(hex).toMatchVector(vector, 'header', 'signature');
  });

  test('derives the key that AWS publishes as an example', () => {
    const hex = () => Buffer.from(deriveSigningKey(published.context)).toString('hex');
    expect(hex).toBeText(published.key);
  });
});

describe('signature', () => {
  test.each(cases)('$name, $mode form', ({ vector, mode }) => {
    const key = deriveSigningKey(vector.context);
    const hex = () => signature(key, vector.figures[mode].stringToSign);
    expect(hex).toMatchVector(vector, mode, 'signature');
  });

  test('signs every character as it is', () => {
    const key = Buffer.from(published.key, 'hex');
    const text = ' \u00e9\n';
    const hex = createHmac('sha256', key).update(text).digest('hex');
    expect(() => signature(key, text)).toBeText(
      hex,
      'a text with blanks at its ends and an accent',
    );
  });

  test('signs the string to sign that AWS publishes as an example', () => {
    const key = Buffer.from(published.key, 'hex');
    expect(() => signature(key, published.stringToSign)).toBeText(published.signature);
  });
});

describe('signingKey', () => {
  test('derives a key once and then remembers it', () => {
    const key = signingKey(published.context);
    const again = signingKey({ ...published.context });
    expect(unless(again === key, `The second call ${MADE_ANEW}`)).toHaveNoFindings();
  });

  test('remembers more than one key', () => {
    const key = signingKey(published.context);
    signingKey({ ...published.context, region: 'eu-central-1' });
    const again = signingKey(published.context);
    const finding = `A call after one for another region ${MADE_ANEW}`;
    expect(unless(again === key, finding)).toHaveNoFindings();
  });

  test('remembers many keys', () => {
    const contextOf = (region: string) => ({ ...published.context, region });
    // In one round of three, a full cache may just be emptied.
    const isKept = ['one', 'two', 'three'].some((round) => {
      const key = signingKey(contextOf(round));
      for (let other = 0; other < MANY_KEYS / 2; other++)
        signingKey(contextOf(`${round}-${other}`));
      return signingKey(contextOf(round)) === key;
    });
    const finding = `A call after ${MANY_KEYS / 2} for other regions ${MADE_ANEW}`;
    expect(unless(isKept, finding)).toHaveNoFindings();
  });

  test('remembers it all day', () => {
    const key = signingKey(published.context);
    const later = signingKey({ ...published.context, timestamp: '20150830T235959Z' });
    const finding = `A call later on the same day ${MADE_ANEW}`;
    expect(unless(later === key, finding)).toHaveNoFindings();
  });

  test.each(PAIRS)('remembers a key for each %s', (what, one, other) => {
    const contextOf = (difference: Partial<SigningContext>) => ({
      ...published.context,
      ...difference,
    });
    signingKey(contextOf(one));
    const key = signingKey(contextOf(other));
    const isTaken = Buffer.compare(key, deriveSigningKey(contextOf(other))) !== 0;
    const finding =
      `Of two contexts that differ in the ${what} alone, the second is given the key of the first. ` +
      'The name that a key is remembered under must tell them apart: secret, day, region and ' +
      "service, each whole, with a separator between them that is in none of them, such as '\\n'.";
    expect(unless(!isTaken, finding)).toHaveNoFindings();
  });

  test.each(vectors.filter(({ group }) => group === 'key-cache'))(
    'does not take another key for this one: $name',
    (vector) => {
      const hex = () => signature(signingKey(vector.context), vector.figures.header.stringToSign);
      expect(hex).toMatchVector(vector, 'header', 'signature');
    },
  );

  test('requests made for this run', () => {
    for (const vector of generatedVectors()) {
      const hex = () => signature(signingKey(vector.context), vector.figures.header.stringToSign);
      expect(hex).toMatchVector(vector, 'header', 'signature');
    }
  });

  test('does not remember every key for ever', () => {
    const { credentials } = published.context;
    const contextOf = (secretAccessKey: string) => ({
      ...published.context,
      credentials: { ...credentials, secretAccessKey },
    });
    const remembered =
      `After ${MANY_KEYS} other keys the first one is still remembered: a process that lives long ` +
      'would grow without end. When the cache holds CACHE_SIZE keys, 100, empty it.';
    // A larger cache may happen to be emptied in one round, and not in the next.
    for (const round of ['one', 'two', 'three']) {
      const key = signingKey(contextOf(round));
      for (let other = 0; other < MANY_KEYS; other++) signingKey(contextOf(`${round} ${other}`));
      expect(unless(signingKey(contextOf(round)) !== key, remembered)).toHaveNoFindings();
    }
  });
});
