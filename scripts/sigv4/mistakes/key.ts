import type { Key } from '../staged-signer/key-stages';
import { hmac } from '../staged-signer/key-stages';
import { TERMINATOR } from '../staged-signer/scope-stages';
import type { Stages } from '../staged-signer/staged-signer';
import { AWS_ANSWERS } from './aws-answers';
import type { Mistake } from './mistake';
import { SPECIFICATION } from './specification';

const common = {
  specification: SPECIFICATION.signingKey,
  awsAnswers: AWS_ANSWERS.mismatch,
} as const;

const hexLink = (key: Key, text: string) => hmac(key, text).toString('hex');
const base64Link = (key: Key, text: string) => hmac(key, text).toString('base64');

const onKeyTexts = (
  stages: Stages,
  rewrite: (text: string, index: number) => string,
): Partial<Stages> => ({ keyTexts: (values) => stages.keyTexts(values).map(rewrite) });

/** Mistakes on the way from the secret key to the signing key. */
export const KEY_MISTAKES: Mistake[] = [
  {
    ...common,
    id: 'key-prefix-missing',
    title: 'The secret key is not prefixed with AWS4',
    why: 'The key of the first HMAC is one text: AWS4 followed by the secret key.',
    fix: 'Use "AWS4" + secret key as the key of the first HMAC.',
    frequency: 5,
    hints: [
      'AWS’s canonical request and string to sign equal yours, but it still fails? Then the key is wrong.',
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
    id: 'key-hex-chained',
    title: 'The HMACs of the key are chained as text, not as bytes',
    why: 'The key of each HMAC is the 32 bytes of the previous one; its 64 hex digits would be another key.',
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
      {
        name: 'hex in the first three steps',
        replace: (stages) => ({
          keyLink: (key, text) =>
            text === TERMINATOR ? stages.keyLink(key, text) : hexLink(key, text),
        }),
      },
    ],
  },
  {
    ...common,
    id: 'key-text-newline',
    title: 'A newline follows a text in the key derivation',
    why: 'echo and print add a newline to their text, and the HMAC then includes it.',
    fix: 'Write the texts of the key without a newline: printf %s in a shell, not echo.',
    frequency: 3,
    hints: [
      'What is the last byte of the text of each HMAC in your key derivation?',
      'The texts are the date, the region, the service and aws4_request, with nothing after them ("Derive a signing key").',
      'kDate = hmac("AWS4" + secret, "20150830"), not hmac(…, "20150830\\n")',
    ],
    variants: [
      {
        name: 'behind all four texts',
        replace: (stages) => onKeyTexts(stages, (text) => `${text}\n`),
      },
      {
        name: 'behind the date',
        replace: (stages) =>
          onKeyTexts(stages, (text, index) => (index === 0 ? `${text}\n` : text)),
      },
      {
        name: 'behind all four texts, and a carriage return before it',
        replace: (stages) => onKeyTexts(stages, (text) => `${text}\r\n`),
      },
    ],
  },
  {
    ...common,
    id: 'hmac-long-key',
    title: 'A key of more than 64 bytes is not hashed before the HMAC uses it',
    why: 'HMAC hashes a key that is longer than a block of its hash function, 64 bytes for SHA-256. Hand-written HMACs often forget that, and most secret keys are too short to show it.',
    fix: 'Use the HMAC of a crypto library, or hash a key of more than 64 bytes first.',
    frequency: 1,
    hints: [
      'Did you write the HMAC yourself, and does it fail only with long secret keys?',
      'HMAC is that of RFC 2104: keys longer than a block are hashed first ("Derive a signing key").',
      'key = length(key) > 64 ? sha256(key) : key',
    ],
    variants: [
      {
        name: 'cut to 64 bytes',
        replace: (stages) => ({
          keyLink: (key, text) => stages.keyLink(Buffer.from(key as string).subarray(0, 64), text),
        }),
      },
    ],
  },
  {
    ...common,
    id: 'key-region-service-swapped',
    title: 'Region and service are swapped in the key',
    why: 'The order of the chain is date, region, service, aws4_request; another order gives another key.',
    fix: 'Chain the region before the service.',
    frequency: 3,
    hints: [
      'In which order does your key derivation use its four texts?',
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
    title: 'The key is derived from the whole timestamp',
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
    why: 'The chain has four links; the last one is over the text aws4_request.',
    fix: 'Add the fourth HMAC.',
    frequency: 3,
    hints: [
      'Count the HMACs of your key derivation. There must be four.',
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
        name: 'aws4-request instead',
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
    title: 'The secret key itself is used to sign',
    why: 'The key of the signature is derived from the secret key; it is never the secret key itself.',
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
];
