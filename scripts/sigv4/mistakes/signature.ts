import { createHash } from 'node:crypto';
import { hmac, type Key } from '../staged-signer/key-stages';
import { AWS_ANSWERS } from './aws-answers';
import type { Mistake } from './mistake';
import { SPECIFICATION } from './specification';

const common = {
  specification: SPECIFICATION.signature,
  awsAnswers: AWS_ANSWERS.mismatch,
} as const;

const sha256 = (...pieces: Key[]) => {
  const hash = createHash('sha256');
  for (const piece of pieces) hash.update(piece);
  return hash.digest();
};

const swapped = (key: Key, text: Key) => hmac(text, key);
const hexOf = (key: Key) => (typeof key === 'string' ? key : key.toString('hex'));

/** Mistakes in the last step, from key and string to sign to the signature. */
export const SIGNATURE_MISTAKES: Mistake[] = [
  {
    ...common,
    id: 'signature-base64',
    title: 'The signature is written in base64',
    why: 'Version 2 wrote signatures in base64; Signature Version 4 writes 64 hex digits.',
    fix: 'Write the digest in lower-case hex.',
    frequency: 3,
    hints: [
      'How long is your signature, and which characters does it have?',
      'The signature is converted to lower-case hexadecimal ("Calculate the signature").',
      'signature = hex(hmac(signingKey, stringToSign))',
    ],
    variants: [
      { name: 'base64', replace: () => ({ writeSignature: (bytes) => bytes.toString('base64') }) },
      {
        name: 'base64url',
        replace: () => ({ writeSignature: (bytes) => bytes.toString('base64url') }),
      },
      {
        name: 'base64 of the hex digits',
        replace: (stages) => ({
          writeSignature: (bytes) => Buffer.from(stages.writeSignature(bytes)).toString('base64'),
        }),
      },
    ],
  },
  {
    ...common,
    id: 'signature-uppercase',
    title: 'The signature is written in capital letters',
    why: 'Signatures are compared as text, in lower-case hex.',
    fix: 'Write the digest in lower-case hex.',
    frequency: 2,
    hints: [
      'Compare the two signatures without regard to case.',
      'The signature is converted to lower-case hexadecimal ("Calculate the signature").',
      'signature = lowerCase(hex(hmac(signingKey, stringToSign)))',
    ],
    variants: [
      {
        name: 'upper-case hex',
        replace: (stages) => ({
          writeSignature: (bytes) => stages.writeSignature(bytes).toUpperCase(),
        }),
      },
    ],
  },
  {
    ...common,
    id: 'hmac-arguments-swapped',
    title: 'Key and text of the HMAC are swapped',
    why: 'HMAC(key, text) is not HMAC(text, key), and libraries differ in which comes first.',
    fix: 'Look up the order of the arguments in your library: the key is the secret part.',
    frequency: 3,
    hints: [
      'Which argument of your HMAC function is the key?',
      'HMAC(key, data): kDate = HMAC("AWS4" + secret, date), and so on ("Derive a signing key", "Calculate the signature").',
      'signature = hex(hmac(key: signingKey, data: stringToSign))',
    ],
    variants: [
      { name: 'in every HMAC', replace: () => ({ keyLink: swapped, signature: swapped }) },
      { name: 'in the signature', replace: () => ({ signature: swapped }) },
      { name: 'in the key', replace: () => ({ keyLink: swapped }) },
    ],
  },
  {
    ...common,
    id: 'signature-not-keyed',
    title: 'The signature is a plain hash, not an HMAC',
    why: 'A hash of the text, or of key and text, is not the HMAC that RFC 2104 defines.',
    fix: 'Use the HMAC function of your crypto library, keyed with the signing key.',
    frequency: 2,
    hints: [
      'Which function computes your signature: a hash, or a message authentication code?',
      'signature = HMAC(signing key, string to sign) ("Calculate the signature").',
      'signature = hex(hmac(signingKey, stringToSign))',
    ],
    variants: [
      { name: 'SHA-256 of the text', replace: () => ({ signature: (_, text) => sha256(text) }) },
      {
        name: 'SHA-256 of key and text',
        replace: () => ({ signature: (key, text) => sha256(key, text) }),
      },
      {
        name: 'SHA-256 of the key’s hex digits and the text',
        replace: () => ({ signature: (key, text) => sha256(hexOf(key), text) }),
      },
      {
        name: 'SHA-256 of text and key',
        replace: () => ({ signature: (key, text) => sha256(text, key) }),
      },
      {
        name: 'SHA-256 in every step of the key, and of key and text',
        replace: () => ({ keyLink: sha256, signature: (key, text) => sha256(key, text) }),
      },
      { name: 'SHA-256 in every step of the key', replace: () => ({ keyLink: sha256 }) },
    ],
  },
];
