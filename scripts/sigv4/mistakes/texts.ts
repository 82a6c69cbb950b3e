import { hmac, type Key } from '../staged-signer/key-stages';
import type { Stages } from '../staged-signer/staged-signer';
import { AWS_ANSWERS } from './aws-answers';
import type { Mistake, Variant } from './mistake';
import { SPECIFICATION } from './specification';

const common = {
  specification: SPECIFICATION.canonicalRequest,
  awsAnswers: AWS_ANSWERS.mismatch,
} as const;

/** The newlines of a text written as the two characters \ and n. */
const withLiteralNewlines = (text: string) => text.replaceAll('\n', '\\n');

const onBothTexts = (stages: Stages, rewrite: (text: string) => string): Partial<Stages> => ({
  canonicalRequest: (parts) => rewrite(stages.canonicalRequest(parts)),
  stringToSign: (parts) => rewrite(stages.stringToSign(parts)),
});

/** What command-line tools print around a digest. */
const DIGEST_LABELS: Record<string, (digest: string) => string> = {
  '(stdin)= before it': (digest) => `(stdin)= ${digest}`,
  'SHA2-256(stdin)= before it': (digest) => `SHA2-256(stdin)= ${digest}`,
  'a hyphen behind it, as sha256sum writes it': (digest) => `${digest}  -`,
};

const labelled = (label: (digest: string) => string) => ({
  link: (key: Key, text: string) => label(hmac(key, text).toString('hex')),
  payload: (stages: Stages): Partial<Stages> => ({
    payloadHash: (...given) => label(stages.payloadHash(...given)),
  }),
  request: (stages: Stages): Partial<Stages> => ({
    hashCanonicalRequest: (text) => label(stages.hashCanonicalRequest(text)),
  }),
});

/** The label kept in one place of those where a digest is used, or in several. */
const labelVariants = Object.entries(DIGEST_LABELS).flatMap(([name, label]): Variant[] => {
  const { link, payload, request } = labelled(label);
  return [
    { name: `${name}, in the string to sign`, replace: request },
    { name: `${name}, in the payload hash`, replace: payload },
    {
      name: `${name}, in both hashes`,
      replace: (stages) => ({ ...payload(stages), ...request(stages) }),
    },
    { name: `${name}, in each step of the key`, replace: () => ({ keyLink: link }) },
  ];
});

/** Mistakes in how the parts become the texts that are hashed and signed. */
export const TEXT_MISTAKES: Mistake[] = [
  {
    ...common,
    id: 'trailing-newline',
    title: 'A text that is hashed or signed ends with a newline',
    why: 'Neither the canonical request nor the string to sign ends with a newline; print functions and here-documents add one.',
    fix: 'Join the lines by newlines; add none after the last one. In a shell, use printf instead of echo.',
    frequency: 4,
    hints: [
      'What is the very last character of the text that you hash?',
      'The parts are joined by newlines, with none at the end ("Create a canonical request").',
      'canonicalRequest = join(parts, "\\n"), not each part + "\\n"',
    ],
    variants: [
      {
        name: 'of the canonical request',
        replace: (stages) => ({
          canonicalRequest: (parts) => `${stages.canonicalRequest(parts)}\n`,
        }),
      },
      {
        name: 'of the string to sign',
        replace: (stages) => ({ stringToSign: (parts) => `${stages.stringToSign(parts)}\n` }),
      },
      {
        name: 'of both',
        replace: (stages) => ({
          canonicalRequest: (parts) => `${stages.canonicalRequest(parts)}\n`,
          stringToSign: (parts) => `${stages.stringToSign(parts)}\n`,
        }),
      },
    ],
  },
  {
    ...common,
    id: 'carriage-returns',
    title: 'The lines are joined by carriage return and newline',
    why: 'Lines of the canonical request and of the string to sign are joined by \\n only, on every system.',
    fix: 'Join by "\\n", not by the line separator of the platform.',
    frequency: 2,
    hints: [
      'Does it work on one system and fail on another? How do they end a line?',
      'The parts are joined by the newline character, one byte ("Create a canonical request").',
      'join(parts, "\\n")',
    ],
    variants: [
      {
        name: 'in both texts',
        replace: (stages) => ({
          canonicalRequest: (parts) => stages.canonicalRequest(parts).replaceAll('\n', '\r\n'),
          stringToSign: (parts) => stages.stringToSign(parts).replaceAll('\n', '\r\n'),
        }),
      },
    ],
  },
  {
    ...common,
    id: 'newlines-literal',
    title: 'Newlines are written as a backslash and an n',
    why: "In single quotes, as in PHP, Perl, Ruby and shells, '\\n' is two characters, not a newline.",
    fix: 'Write the newline in double quotes, "\\n", or as the language wants it.',
    frequency: 3,
    hints: [
      'Print the text that you hash. Is it all on one line?',
      'The parts are joined by the newline character, one byte ("Create a canonical request").',
      'join(parts, "\\n") with a real newline: its length is 1',
    ],
    variants: [
      {
        name: 'in both texts',
        replace: (stages) => onBothTexts(stages, withLiteralNewlines),
      },
      {
        name: 'in the canonical request',
        replace: (stages) => ({
          canonicalRequest: (parts) => withLiteralNewlines(stages.canonicalRequest(parts)),
        }),
      },
      {
        name: 'in the string to sign',
        replace: (stages) => ({
          stringToSign: (parts) => withLiteralNewlines(stages.stringToSign(parts)),
        }),
      },
      {
        name: 'in both texts, the newlines behind the headers apart',
        replace: (stages) => onBothTexts(stages, (text) => text.replace(/\n(?!\n)/g, '\\n')),
      },
    ],
  },
  {
    ...common,
    id: 'digest-labelled',
    title: 'Text that a command prints around a digest is used as part of it',
    why: 'openssl dgst prints "(stdin)= " before the digest, and sha256sum adds a hyphen after it.',
    fix: 'Take only the digest from the output, or print only the digest: openssl dgst -r, then the first field.',
    frequency: 2,
    hints: [
      'Print each hash between two bars. Is there anything beside its 64 digits?',
      'A hash is written as 64 hexadecimal digits and nothing else ("Create a string to sign", HashedCanonicalRequest).',
      'digest = firstField(openssl dgst -sha256 -r)',
    ],
    variants: labelVariants,
  },
  {
    ...common,
    id: 'method-fixed',
    title: 'The same HTTP method is signed for every request',
    why: 'The method is the first line of the canonical request: a fixed GET fails for every POST.',
    fix: 'Use the method of the request.',
    frequency: 3,
    hints: [
      'Do only requests with a method other than GET fail?',
      'HTTPMethod is the method of the request ("Create a canonical request", HTTPMethod).',
      'canonicalRequest = request.method + "\\n" + …',
    ],
    variants: [
      { name: 'GET', replace: () => ({ method: () => 'GET' }) },
      {
        name: 'GET in query form',
        replace: (stages) => ({
          method: (request, mode) => (mode === 'query' ? 'GET' : stages.method(request, mode)),
        }),
      },
      { name: 'POST', replace: () => ({ method: () => 'POST' }) },
      {
        name: 'POST in header form',
        replace: (stages) => ({
          method: (request, mode) => (mode === 'header' ? 'POST' : stages.method(request, mode)),
        }),
      },
    ],
  },
  {
    ...common,
    id: 'method-lowercased',
    title: 'The HTTP method is not in capitals',
    why: 'The method is signed as it is sent: clients send it in capital letters.',
    fix: 'Upper-case the method before you sign.',
    frequency: 1,
    hints: [
      'Look at the first line of your canonical request.',
      'HTTPMethod is the method of the request, such as GET or PUT ("Create a canonical request", HTTPMethod).',
      'canonicalRequest = upperCase(method) + "\\n" + …',
    ],
    variants: [
      {
        name: 'in lower case',
        replace: (stages) => ({
          method: (request, mode) => stages.method(request, mode).toLowerCase(),
        }),
      },
    ],
  },
];
