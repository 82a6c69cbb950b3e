import type { Stages } from '../staged-signer/staged-signer';
import type { Header } from '../vectors';
import { AWS_ANSWERS } from './aws-answers';
import type { Mistake, Variant } from './mistake';
import { SPECIFICATION } from './specification';

const common = { specification: SPECIFICATION.canonicalRequest } as const;

/** Headers that HTTP clients and their wrappers add of their own accord. */
const ADDED_BY_CLIENTS: Header[] = [
  ['Accept', 'application/json'],
  ['Accept', '*/*'],
  ['Accept', 'application/json, text/plain, */*'],
  ['Accept-Encoding', 'gzip'],
  ['Accept-Encoding', 'identity'],
  ['Accept-Encoding', 'gzip, deflate'],
  ['Accept-Encoding', 'gzip, deflate, br'],
  ['Accept-Encoding', 'zstd, br, gzip'],
  ['Content-Type', 'application/json'],
  ['Content-Type', 'application/x-www-form-urlencoded; charset=utf-8'],
  ['Content-Type', 'application/x-amz-json-1.1'],
  ['Content-Length', '0'],
  ['X-Forwarded-For', '127.0.0.1'],
  ['X-Forwarded-Proto', 'https'],
  ['X-Forwarded-Port', '443'],
  ['Cache-Control', 'no-cache'],
];

/** Signs headers where the request does not have them. */
export function addsHeaders(name: string, headers: Header[]): Variant {
  return {
    name,
    replace: (stages) => ({
      combineHeaders: (own, added) => {
        const all = stages.combineHeaders(own, added);
        const names = all.map(([present]) => present.toLowerCase());
        return [...all, ...headers.filter(([header]) => !names.includes(header.toLowerCase()))];
      },
    }),
  };
}

const onContentType = (name: string, rewrite: (value: string) => string): Variant => ({
  name,
  replace: (stages: Stages) => ({
    combineHeaders: (own, added) =>
      stages
        .combineHeaders(own, added)
        .map(([header, value]) =>
          header.toLowerCase() === 'content-type'
            ? [header, rewrite(value.trim())]
            : [header, value],
        ),
  }),
});

const CONTENT_TYPES = [
  'application/json',
  'application/x-www-form-urlencoded',
  'application/x-www-form-urlencoded; charset=utf-8',
  'application/octet-stream',
  'application/x-amz-json-1.0',
  'application/x-amz-json-1.1',
  'text/plain;charset=UTF-8',
];

/** Mistakes in which headers there are, before any is signed. */
export const ADDED_HEADER_MISTAKES: Mistake[] = [
  {
    ...common,
    id: 'headers-added',
    title: 'The signature includes a header that the request does not have',
    why: 'A signer may add a header and sign it, but then the same header must be sent. If other code sends the request, the header is missing or has another value.',
    fix: 'Send the headers exactly as they are signed, or sign only those that the caller passes.',
    awsAnswers:
      'Accepted if the header is sent as it is signed; if not, 403 InvalidSignatureException.',
    frequency: 3,
    hints: [
      'Which name in your SignedHeaders did you not pass to the signer?',
      'The canonical headers are headers of the request that is sent ("Create a canonical request", CanonicalHeaders).',
      'signedHeaders = names(request.headers) + those that signing adds; nothing else',
    ],
    variants: ADDED_BY_CLIENTS.map(([name, value]) =>
      addsHeaders(`${name}: ${value}`, [[name, value]]),
    ),
  },
  {
    ...common,
    id: 'content-type-changed',
    title: 'Content-Type is sent with another value than was signed',
    why: 'HTTP clients and serializers replace Content-Type or append a character set, before or after signing. Then the two sides sign different values.',
    fix: 'Set Content-Type once, before signing, and send it unchanged.',
    awsAnswers: AWS_ANSWERS.mismatch,
    frequency: 3,
    hints: [
      'Compare the Content-Type that is sent with the one in your canonical request, to the last character.',
      'The value of a signed header is the one that is sent, its capitals and parameters included ("Create a canonical request", CanonicalHeaders).',
      'headers["Content-Type"] = contentType; sign(headers); send(headers)',
    ],
    variants: [
      ...CONTENT_TYPES.map((type) => onContentType(`replaced by ${type}`, () => type)),
      ...['; charset=UTF-8', '; charset=utf-8', ';charset=UTF-8', ';charset=utf-8'].map((end) =>
        onContentType(`${end} appended`, (value) =>
          /charset=/i.test(value) ? value : value + end,
        ),
      ),
      onContentType('in lower case', (value) => value.toLowerCase()),
      onContentType('its parameters cut off', (value) => value.replace(/;.*$/s, '')),
    ],
  },
];
