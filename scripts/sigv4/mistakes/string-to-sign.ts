import { hash } from 'node:crypto';
import type { StringToSignParts } from '../staged-signer/scope-stages';
import { TERMINATOR } from '../staged-signer/scope-stages';
import type { Stages } from '../staged-signer/staged-signer';
import { extendedTimestamp } from '../timestamps';
import { AWS_ANSWERS } from './aws-answers';
import type { Mistake } from './mistake';
import { SPECIFICATION } from './specification';

const common = {
  specification: SPECIFICATION.stringToSign,
  awsAnswers: AWS_ANSWERS.mismatch,
} as const;

/** Another text for a line of the string to sign; what is sent stays right. */
const onLine = (
  stages: Stages,
  line: keyof StringToSignParts,
  rewrite: (text: string) => string,
): Partial<Stages> => ({
  stringToSign: (parts) => stages.stringToSign({ ...parts, [line]: rewrite(parts[line]) }),
});

const onTimestamp = (stages: Stages, rewrite: (text: string) => string): Partial<Stages> => ({
  timestamp: (timestamp) => rewrite(stages.timestamp(timestamp)),
  // The date is taken from the time itself, not cut out of its text.
  scopeDate: (timestamp, clock) => stages.scopeDate(timestamp.replace(/[-:.]/g, ''), clock),
});

const cutting = (rewrite: (text: string) => string) => (stages: Stages) => ({
  timestamp: (timestamp: string) => rewrite(stages.timestamp(timestamp)),
});

const withMillis = (digits: string) => (timestamp: string) => timestamp.replace(/Z$/, `${digits}Z`);

const ALGORITHMS = [
  'HMAC-SHA256',
  'AWS4-HMAC-SHA-256',
  'AWS4-SHA256',
  'AWS4-HMAC-SHA1',
  'aws4-hmac-sha256',
  'AWS4_HMAC_SHA256',
  'AWS4HMAC-SHA256',
  'AWS-HMAC-SHA256',
];

/** Mistakes in the string to sign. */
export const STRING_TO_SIGN_MISTAKES: Mistake[] = [
  {
    ...common,
    id: 'timestamp-extended',
    title: 'The timestamp has dashes and colons',
    why: 'Signature Version 4 uses the basic format of ISO 8601, 20150830T123600Z; functions such as toISOString() write the extended format.',
    fix: 'Remove dashes, colons and the fraction from the timestamp before you sign or send it.',
    awsAnswers: AWS_ANSWERS.unreadableDate,
    frequency: 4,
    hints: [
      'Compare the shape of your timestamp with 20150830T123600Z.',
      'RequestDateTime is ISO 8601 basic: YYYYMMDD, T, HHMMSS, Z ("Create a string to sign", RequestDateTime).',
      'timestamp = replaceAll(toISOString(date), /[-:]|\\.\\d{3}/, "")',
    ],
    variants: [
      { name: '2015-08-30T12:36:00Z', replace: (stages) => onTimestamp(stages, extendedTimestamp) },
      {
        name: '2015-08-30T12:36:00.000Z',
        replace: (stages) =>
          onTimestamp(stages, (text) => extendedTimestamp(withMillis('.000')(text))),
      },
      {
        name: '2015-08-30T12:36:00Z, the scope’s date cut out of it',
        replace: cutting(extendedTimestamp),
      },
      {
        name: '2015-08-30T12:36:00Z in the string to sign only',
        replace: (stages) => onLine(stages, 'timestamp', extendedTimestamp),
      },
    ],
  },
  {
    ...common,
    id: 'timestamp-millis',
    title: 'The timestamp has milliseconds',
    why: 'Signature Version 4 counts in whole seconds: 20150830T123600Z, without a fraction.',
    fix: 'Remove the fraction of the second from the timestamp.',
    awsAnswers: AWS_ANSWERS.unreadableDate,
    frequency: 4,
    hints: [
      'How many characters does your timestamp have? It must have 16.',
      'RequestDateTime is YYYYMMDD, T, HHMMSS, Z, and does not contain milliseconds ("Create a string to sign", RequestDateTime).',
      'timestamp = replace(basicIso(date), /\\.?\\d{3}Z$/, "Z")',
    ],
    variants: [
      {
        name: '20150830T123600.000Z',
        replace: (stages) => onTimestamp(stages, withMillis('.000')),
      },
      { name: '20150830T123600000Z', replace: (stages) => onTimestamp(stages, withMillis('000')) },
      {
        name: '20150830T123600.000Z in the string to sign only',
        replace: (stages) => onLine(stages, 'timestamp', withMillis('.000')),
      },
      {
        name: '20150830T123600000Z in the string to sign only',
        replace: (stages) => onLine(stages, 'timestamp', withMillis('000')),
      },
    ],
  },
  {
    ...common,
    id: 'timestamp-incomplete',
    title: 'The timestamp lacks its Z or its time',
    why: 'The second line of the string to sign is the whole timestamp, 20150830T123600Z, the same text as in X-Amz-Date.',
    fix: 'Use the text of X-Amz-Date in the string to sign.',
    frequency: 2,
    hints: [
      'Compare the second line of your string to sign with X-Amz-Date.',
      'RequestDateTime is the value of X-Amz-Date: YYYYMMDDTHHMMSSZ ("Create a string to sign", RequestDateTime).',
      'stringToSign = algorithm + "\\n" + amzDate + "\\n" + scope + "\\n" + hash',
    ],
    variants: [
      {
        name: 'the date alone, in the string to sign',
        replace: (stages) => onLine(stages, 'timestamp', (text) => text.slice(0, 8)),
      },
      {
        name: 'without Z',
        replace: (stages) => onTimestamp(stages, (text) => text.replace(/Z$/, '')),
      },
      {
        name: 'without Z, in the string to sign only',
        replace: (stages) => onLine(stages, 'timestamp', (text) => text.replace(/Z$/, '')),
      },
    ],
  },
  {
    ...common,
    id: 'scope-timestamp-not-date',
    title: 'The scope begins with the whole timestamp',
    why: 'A scope is valid for a day: its first part is the date alone, 20150830.',
    fix: 'Take the first eight digits of the timestamp for the scope.',
    awsAnswers: AWS_ANSWERS.scopeDate,
    frequency: 3,
    hints: [
      'Count the characters of the first part of your credential scope.',
      'CredentialScope begins with the date as YYYYMMDD ("Create a string to sign", CredentialScope).',
      'scope = join([slice(timestamp, 0, 8), region, service, "aws4_request"], "/")',
    ],
    variants: [
      {
        name: 'in the scope',
        replace: (stages) => ({
          scope: (values) => stages.scope({ ...values, date: values.timestamp }),
        }),
      },
      {
        name: 'in the scope and in the signing key',
        replace: () => ({ scopeDate: (timestamp) => timestamp }),
      },
      {
        name: 'in the string to sign only',
        replace: (stages) => ({
          stringToSign: (parts) =>
            stages.stringToSign({
              ...parts,
              scope: parts.scope.replace(/^[^/]+/, parts.timestamp),
            }),
        }),
      },
    ],
  },
  {
    ...common,
    id: 'scope-terminator-missing',
    title: 'The scope does not end with aws4_request',
    why: 'The last part of every scope names the version of the scheme: aws4_request.',
    fix: 'End the scope with /aws4_request.',
    awsAnswers: AWS_ANSWERS.scopeParts,
    frequency: 3,
    hints: [
      'How many parts does your credential scope have? It must have four.',
      'CredentialScope is date, region, service and the text aws4_request, joined by slashes ("Create a string to sign", CredentialScope).',
      'scope = join([date, region, service, "aws4_request"], "/")',
    ],
    variants: [
      {
        name: 'missing',
        replace: (stages) => ({
          scope: (values) => stages.scope(values).filter((part) => part !== TERMINATOR),
        }),
      },
      {
        name: 'missing in the string to sign only',
        replace: (stages) =>
          onLine(stages, 'scope', (scope) => scope.replace(`/${TERMINATOR}`, '')),
      },
      {
        name: 'written aws4-request',
        replace: (stages) => ({
          scope: (values) =>
            stages.scope(values).map((part) => (part === TERMINATOR ? 'aws4-request' : part)),
        }),
      },
    ],
  },
  {
    ...common,
    id: 'scope-region-service-swapped',
    title: 'Region and service are swapped in the scope',
    why: 'The order of the scope is date, region, service.',
    fix: 'Put the region before the service in the scope.',
    awsAnswers: AWS_ANSWERS.wrongRegion,
    frequency: 3,
    hints: [
      'Read your credential scope aloud, part by part.',
      'CredentialScope is date, region, service, aws4_request, in this order ("Create a string to sign", CredentialScope).',
      'scope = join([date, region, service, "aws4_request"], "/")',
    ],
    variants: [
      {
        name: 'in all places',
        replace: (stages) => ({
          scope: (values) =>
            stages.scope({ ...values, region: values.service, service: values.region }),
        }),
      },
      {
        name: 'in the string to sign only',
        replace: (stages) =>
          onLine(stages, 'scope', (scope) => {
            const [date, region, service, ...rest] = scope.split('/');
            return [date, service, region, ...rest].join('/');
          }),
      },
    ],
  },
  {
    ...common,
    id: 'algorithm-wrong',
    title: 'The name of the algorithm is wrong',
    why: 'The first line of the string to sign is AWS4-HMAC-SHA256, to the letter.',
    fix: 'Write AWS4-HMAC-SHA256.',
    frequency: 3,
    hints: [
      'Compare the first line of your string to sign with the specification, letter by letter.',
      'Algorithm is AWS4-HMAC-SHA256 ("Create a string to sign", Algorithm).',
      'stringToSign = "AWS4-HMAC-SHA256" + "\\n" + …',
    ],
    variants: ALGORITHMS.flatMap((name) => [
      { name, replace: () => ({ algorithm: () => name }) },
      {
        name: `${name}, in the string to sign only`,
        replace: (stages: Stages) => onLine(stages, 'algorithm', () => name),
      },
    ]),
  },
  {
    ...common,
    id: 'canonical-request-not-hashed',
    title: 'The canonical request is not hashed',
    why: 'The last line of the string to sign is the hash of the canonical request, not the request itself.',
    fix: 'Put the SHA-256 of the canonical request, in lower-case hex, on the last line.',
    frequency: 3,
    hints: [
      'How many lines does your string to sign have? It must have four.',
      'The last line is the hash of the canonical request ("Create a string to sign", HashedCanonicalRequest).',
      'stringToSign = … + "\\n" + hex(sha256(canonicalRequest))',
    ],
    variants: [{ name: 'unchanged', replace: () => ({ hashCanonicalRequest: (text) => text }) }],
  },
  {
    ...common,
    id: 'canonical-request-hash-not-hex',
    title: 'The hash of the canonical request is not in lower-case hex',
    why: 'The hash is used as text, and base64 or capital letters are another text.',
    fix: 'Write the hash as 64 hex digits in lower case.',
    frequency: 2,
    hints: [
      'Compare the shape of the last line of your string to sign with e3b0c44298fc….',
      'The hashed canonical request is lower-case base16 ("Create a string to sign", HashedCanonicalRequest).',
      'hash = lowerCase(hex(sha256(canonicalRequest)))',
    ],
    variants: [
      {
        name: 'in capitals',
        replace: (stages) => onLine(stages, 'canonicalRequestHash', (text) => text.toUpperCase()),
      },
      {
        name: 'in base64',
        replace: () => ({ hashCanonicalRequest: (text) => hash('sha256', text, 'base64') }),
      },
    ],
  },
];
