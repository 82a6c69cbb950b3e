import type { CacheNamePart, Key, KeyStages } from '../staged-signer/key-stages';
import { hmac } from '../staged-signer/key-stages';
import { TERMINATOR } from '../staged-signer/scope-stages';
import type { Stages } from '../staged-signer/staged-signer';
import { AWS_ANSWERS } from './aws-answers';
import type { Mistake, Variant } from './mistake';
import { SPECIFICATION } from './specification';

const common = {
  specification: SPECIFICATION.signingKey,
  awsAnswers: AWS_ANSWERS.mismatch,
} as const;

const hexLink = (key: Key, text: string) => hmac(key, text).toString('hex');
const base64Link = (key: Key, text: string) => hmac(key, text).toString('base64');

const RULE_CACHE =
  'A signing key is valid for one secret key, date, region and service; a cache must file it under all four ("Derive a signing key").';
const CODE_CACHE = 'cache[join([secret, date, region, service], "\\n")] ??= deriveKey(…)';

function cacheIgnoring(...parts: CacheNamePart[]): Variant[] {
  const ignore = (stages: Stages) => ({ cacheIgnores: [...stages.cacheIgnores, ...parts] });
  return [
    { name: `${parts.join(' and ')} left out`, replace: ignore },
    {
      name: `${parts.join(' and ')} left out, a single key remembered`,
      replace: (stages) => ({ ...ignore(stages), cachedContext: lastKeyOnly }),
    },
  ];
}

/** A cache that holds one key, the latest that was derived. */
const lastKeyOnly: KeyStages['cachedContext'] = (context, earlier, same) =>
  [...earlier, context].reduce((held, next) => (same(held, next) ? held : next));

/** Mistakes on the way from the secret key to the signing key. */
export const KEY_MISTAKES: Mistake[] = [
  {
    ...common,
    id: 'key-prefix-missing',
    title: 'The secret key is not prefixed with AWS4',
    why: 'The first HMAC is keyed with AWS4 and the secret key behind it, in one text.',
    fix: 'Key the first HMAC with "AWS4" + secret key.',
    frequency: 5,
    hints: [
      'AWS’s canonical request and string to sign equal yours, and it still fails? Then it is the key.',
      'kDate = HMAC("AWS4" + kSecret, date) ("Derive a signing key").',
      'kDate = hmac("AWS4" + secretAccessKey, date)',
    ],
    variants: [
      { name: 'no prefix', replace: () => ({ secretKey: (secret) => secret }) },
      { name: 'aws4 in lower case', replace: () => ({ secretKey: (secret) => `aws4${secret}` }) },
      { name: 'AWS in place of AWS4', replace: () => ({ secretKey: (secret) => `AWS${secret}` }) },
    ],
  },
  {
    ...common,
    id: 'secret-not-clean',
    title: 'A stray character stands at an end of the secret key',
    why: 'A newline or a space from a file, a paste or a quoted variable becomes part of the key.',
    fix: 'Trim the secret key when you read it.',
    frequency: 3,
    hints: [
      'How many characters does your secret key have? 40 are usual.',
      'The secret key is taken as it was issued ("Derive a signing key").',
      'secretAccessKey = trim(read("AWS_SECRET_ACCESS_KEY"))',
    ],
    variants: [
      ['a newline behind it', (secret: string) => `${secret}\n`] as const,
      ['a space behind it', (secret: string) => `${secret} `] as const,
      ['a carriage return behind it', (secret: string) => `${secret}\r`] as const,
      ['a carriage return and a newline behind it', (secret: string) => `${secret}\r\n`] as const,
      ['a space before it', (secret: string) => ` ${secret}`] as const,
      ['quotation marks around it', (secret: string) => `"${secret}"`] as const,
    ].map(([name, rewrite]) => ({
      name,
      replace: (stages: Stages) => ({
        secretKey: (secret: string) => stages.secretKey(rewrite(secret)),
      }),
    })),
  },
  {
    ...common,
    id: 'key-hex-chained',
    title: 'The HMACs of the key are chained as text, not as bytes',
    why: 'Each HMAC is keyed with the 32 bytes of the one before; its 64 hex digits are another key.',
    fix: 'Take the raw digest of each HMAC; write hex only at the very end, for the signature.',
    frequency: 5,
    hints: [
      'What type does each step of your key derivation return: bytes or text?',
      'The result of each HMAC is used as bytes, as key of the next ("Derive a signing key").',
      'kRegion = hmac(kDate, region), with kDate the raw bytes',
    ],
    variants: [
      { name: 'hex in each step', replace: () => ({ keyLink: hexLink }) },
      {
        name: 'hex of the finished key',
        replace: (stages) => ({
          signature: (key, text) =>
            stages.signature(typeof key === 'string' ? key : key.toString('hex'), text),
        }),
      },
      { name: 'base64 in each step', replace: () => ({ keyLink: base64Link }) },
    ],
  },
  {
    ...common,
    id: 'key-region-service-swapped',
    title: 'Region and service have changed places in the key',
    why: 'The chain goes date, region, service, aws4_request; another order is another key.',
    fix: 'Chain the region before the service.',
    frequency: 3,
    hints: [
      'In which order does your key take in its four texts?',
      'kDate, then kRegion, then kService, then kSigning ("Derive a signing key").',
      'hmac(hmac(hmac(hmac("AWS4" + secret, date), region), service), "aws4_request")',
    ],
    variants: [
      {
        name: 'swapped',
        replace: (stages) => ({
          keyTexts: (values) =>
            stages.keyTexts({ ...values, region: values.service, service: values.region }),
        }),
      },
    ],
  },
  {
    ...common,
    id: 'key-full-timestamp',
    title: 'The key takes in the whole timestamp',
    why: 'A signing key is valid for a day: the first text of the chain is the date alone.',
    fix: 'Take the first eight digits of the timestamp for the key.',
    frequency: 4,
    hints: [
      'What exactly is the text of your first HMAC?',
      'kDate = HMAC("AWS4" + kSecret, date), the date as YYYYMMDD ("Derive a signing key").',
      'kDate = hmac("AWS4" + secret, slice(timestamp, 0, 8))',
    ],
    variants: [
      {
        name: 'the timestamp',
        replace: (stages) => ({
          keyTexts: (values) => stages.keyTexts({ ...values, date: values.timestamp }),
        }),
      },
      {
        name: 'the date with dashes',
        replace: (stages) => ({
          keyTexts: (values) =>
            stages.keyTexts({
              ...values,
              date: values.date.replace(/^(\d{4})(\d\d)/, '$1-$2-'),
            }),
        }),
      },
    ],
  },
  {
    ...common,
    id: 'key-terminator-missing',
    title: 'The last HMAC of the key, over aws4_request, is missing',
    why: 'The chain has four links; the last one takes in the text aws4_request.',
    fix: 'Add the fourth HMAC.',
    frequency: 3,
    hints: [
      'Count the HMACs of your key derivation. Four are wanted.',
      'kSigning = HMAC(kService, "aws4_request") ("Derive a signing key").',
      'kSigning = hmac(kService, "aws4_request")',
    ],
    variants: [
      {
        name: 'missing',
        replace: (stages) => ({
          keyTexts: (values) => stages.keyTexts(values).filter((text) => text !== TERMINATOR),
        }),
      },
      {
        name: 'aws4-request in its place',
        replace: (stages) => ({
          keyTexts: (values) =>
            stages.keyTexts(values).map((text) => (text === TERMINATOR ? 'aws4-request' : text)),
        }),
      },
    ],
  },
  {
    ...common,
    id: 'key-not-derived',
    title: 'The secret key itself signs',
    why: 'The signature is keyed with a key derived from the secret key, never with the secret key itself.',
    fix: 'Derive the signing key by the chain of four HMACs, and sign with that.',
    frequency: 2,
    hints: [
      'Which key does your last HMAC use?',
      'The signature is HMAC(signing key, string to sign) ("Calculate the signature").',
      'signature = hex(hmac(deriveKey(secret, date, region, service), stringToSign))',
    ],
    variants: [
      { name: 'with AWS4 before it', replace: () => ({ keyTexts: () => [] }) },
      {
        name: 'as it is',
        replace: () => ({ secretKey: (secret) => secret, keyTexts: () => [] }),
      },
    ],
  },
  {
    ...common,
    id: 'key-cache-ignores-date',
    title: 'A cached signing key outlives its day',
    why: 'The key of yesterday signs nothing today: a long-lived process starts failing at midnight UTC.',
    fix: 'File cached keys under the date as well.',
    frequency: 2,
    hints: [
      'Does a request fail only if another one was signed before it?',
      RULE_CACHE,
      CODE_CACHE,
    ],
    variants: cacheIgnoring('date'),
  },
  {
    ...common,
    id: 'key-cache-ignores-scope',
    title: 'A cached signing key is used for another region or service',
    why: 'A key is valid for one region and one service; a signer used for two mixes them up.',
    fix: 'File cached keys under region and service as well.',
    frequency: 2,
    hints: [
      'Does a request to a second region or service fail after one to the first?',
      RULE_CACHE,
      CODE_CACHE,
    ],
    variants: [
      ...cacheIgnoring('region', 'service'),
      ...cacheIgnoring('region'),
      ...cacheIgnoring('service'),
    ],
  },
  {
    ...common,
    id: 'key-cache-ignores-secret',
    title: 'A cached signing key outlives its secret key',
    why: 'Temporary credentials are renewed; the key of the old secret goes on signing.',
    fix: 'File cached keys under the secret key, or the access key id, as well.',
    frequency: 2,
    hints: ['Does it fail once the credentials have changed?', RULE_CACHE, CODE_CACHE],
    variants: cacheIgnoring('secret'),
  },
  {
    ...common,
    id: 'key-cache-ignores-all',
    title: 'The signing key is derived once, for all requests',
    why: 'A key is valid for one secret key, date, region and service; whatever changes, this one stays.',
    fix: 'Derive the key for each request, or file cached keys under all that they are made of.',
    frequency: 2,
    hints: ['Does the first request always pass, whichever it is?', RULE_CACHE, CODE_CACHE],
    variants: [
      {
        name: 'one key for ever',
        replace: () => ({ cacheIgnores: ['secret', 'date', 'region', 'service'] }),
      },
      {
        name: 'one key for each secret key',
        replace: () => ({ cacheIgnores: ['date', 'region', 'service'] }),
      },
    ],
  },
];
