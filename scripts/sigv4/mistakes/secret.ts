import type { Stages } from '../staged-signer/staged-signer';
import { percentDecode } from '../staged-signer/uri-encode';
import { AWS_ANSWERS } from './aws-answers';
import type { Mistake, Variant } from './mistake';
import { SPECIFICATION } from './specification';

const common = {
  specification: SPECIFICATION.signingKey,
  awsAnswers: AWS_ANSWERS.mismatch,
} as const;

/** The secret key as another text. */
const rewritten = (rewrites: Record<string, (secret: string) => string>): Variant[] =>
  Object.entries(rewrites).map(([name, rewrite]) => ({
    name,
    replace: (stages: Stages) => ({
      secretKey: (secret: string) => stages.secretKey(rewrite(secret)),
    }),
  }));

/** Mistakes in how the secret key is read. */
export const SECRET_MISTAKES: Mistake[] = [
  {
    ...common,
    id: 'secret-not-clean',
    title: 'The secret key begins or ends with a stray character',
    why: 'A newline or a space from a file, a paste or a quoted variable becomes part of the key.',
    fix: 'Trim the secret key when you read it.',
    frequency: 3,
    hints: [
      'How many characters does your secret key have? Usually 40.',
      'The secret key is used as it was issued ("Derive a signing key").',
      'secretAccessKey = trim(read("AWS_SECRET_ACCESS_KEY"))',
    ],
    variants: rewritten({
      'a newline behind it': (secret) => `${secret}\n`,
      'a space behind it': (secret) => `${secret} `,
      'a carriage return behind it': (secret) => `${secret}\r`,
      'a carriage return and a newline behind it': (secret) => `${secret}\r\n`,
      'a space before it': (secret) => ` ${secret}`,
      'quotation marks around it': (secret) => `"${secret}"`,
    }),
  },
  {
    ...common,
    id: 'secret-mangled',
    title: 'Characters of the secret key have been changed',
    why: 'Secret keys may contain + and /. A form, a URL, a JSON writer or a shell may change them, and then the key is another one.',
    fix: 'Read the secret key from a place where nothing decodes or escapes it. Compare its length: usually 40 characters.',
    frequency: 3,
    hints: [
      'Does your secret key contain a plus sign or a slash? Does a key without them work?',
      'The secret key is used as it was issued, neither encoded nor decoded ("Derive a signing key").',
      'kDate = hmac("AWS4" + secretAccessKey, date), with secretAccessKey as AWS issued it',
    ],
    variants: rewritten({
      'percent-encoded': encodeURIComponent,
      'percent-encoded, except slashes': (secret) =>
        encodeURIComponent(secret).replaceAll('%2F', '/'),
      '+ read as a space': (secret) => secret.replaceAll('+', ' '),
      'slashes escaped as \\/': (secret) => secret.replaceAll('/', '\\/'),
      'slashes left out': (secret) => secret.replaceAll('/', ''),
      'slashes written as %2F': (secret) => secret.replaceAll('/', '%2F'),
      'plus signs left out': (secret) => secret.replaceAll('+', ''),
      'plus signs and slashes left out': (secret) => secret.replace(/[+/]/g, ''),
      'cut at the first slash': (secret) => secret.replace(/\/.*$/, ''),
      '+ as - and / as _, as in base64url': (secret) =>
        secret.replaceAll('+', '-').replaceAll('/', '_'),
      'decoded from base64': (secret) => Buffer.from(secret, 'base64').toString('latin1'),
      'encoded in base64': (secret) => Buffer.from(secret).toString('base64'),
      'percent-decoded': percentDecode,
      'in lower case': (secret) => secret.toLowerCase(),
    }),
  },
];
