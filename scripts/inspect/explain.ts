import { visible } from '../sigv4/first-difference';
import { messageOf, type ServerFigures, serverFigures } from '../sigv4/refusal/server-figures';
import { sha256Hex } from '../sigv4/staged-signer/payload-stages';
import { PART_OF_LINE, type Stage, TITLES } from '../sigv4/stages';
import type { NamedMistake, ReportBlock, ScreenReport } from '../terminal/report/report';
import { type Pasted, readPasted } from './pasted/read-pasted';
import { remarksOn } from './pasted/remarks';
import { type PastedRequest, type SignedParts, signedPartsOf } from './pasted/signed-parts';
import { type ApiRefusal, REFUSALS } from './refusals';

/**
 * Explains what somebody pasted. Of the body of a refusal: why, what to do, and on a wrong signature
 * what AWS computed itself, line by line with the name of each part. Of a request (a curl line, a
 * presigned URL, an Authorization header): what is wrong with how it is signed.
 *
 * @param text as it came, with or without the headers before it; a body's message alone will do
 * @param now when the request was, or is to be, received
 * @returns a report for any text, also one that is neither
 */
export function explain(text: string, now = new Date()): ScreenReport {
  const pasted = readPasted(text);
  return pasted.kind === 'answer' ? explainAnswerText(text) : explainRequest(pasted, now);
}

function explainRequest(
  { kind, request }: Exclude<Pasted, { kind: 'answer' }>,
  now: Date,
): ScreenReport {
  const parts = signedPartsOf(request);
  if (!parts) return unsigned(kind);
  const [first, ...others] = remarksOn(request, parts, now);
  const body: ReportBlock[] = [
    ...others.map(
      ({ cause, remedy }): ReportBlock => ({
        kind: 'claim',
        outcome: 'failed',
        text: cause,
        evidence: [{ kind: 'prose', text: remedy }],
      }),
    ),
    { kind: 'facts', rows: factsOf(request, parts) },
  ];
  if (first) {
    return {
      outcome: 'failed',
      verdict: `This ${kind} would be refused.`,
      mistake: { name: first.cause, fix: first.remedy },
      summary: first.cause.replace(/\.$/, ''),
      body,
    };
  }
  return {
    outcome: 'unknown',
    verdict: `Nothing wrong can be seen in this ${kind}.`,
    body: [...body, { kind: 'prose', text: WITHOUT_KEY }],
  };
}

const WITHOUT_KEY =
  'Whether its signature is right cannot be seen without the secret key. If it is refused, give the ' +
  'body of the answer.';

function unsigned(kind: string): ScreenReport {
  return {
    outcome: 'failed',
    verdict: `This ${kind} is not signed.`,
    mistake: {
      name: 'API Gateway answers 403 Missing Authentication Token to a call without a signature',
      fix: 'sign it; curl does so itself with --aws-sigv4 and --user, and then shows no signature here',
    },
    body: [],
  };
}

/** A session token is a secret: only whether there is one is said. */
function factsOf(
  { method, host, path }: PastedRequest,
  { form, credential, signedHeaders, date, expires, hasToken }: SignedParts,
): [name: string, value: string][] {
  const [accessKey = '(none)', ...scope] = credential?.split('/') ?? [];
  return [
    ...(method === undefined ? [] : [['request', `${method} ${host ?? ''}${path ?? ''}`] as const]),
    ['signature', form === 'header' ? 'in the Authorization header' : 'in the query string'],
    ['access key', accessKey],
    ['scope', scope.join('/') || '(none)'],
    ['signed headers', signedHeaders || '(none)'],
    ['date', date ?? '(none)'],
    ...(expires === undefined ? [] : [['valid for', `${expires} s`] as const]),
    ['session token', hasToken ? 'sent' : 'not sent'],
  ].map(([name = '', value = '']) => [name, value]);
}

function explainAnswerText(text: string): ScreenReport {
  const message = messageOf(text).trim();
  const refusals = REFUSALS.filter(({ words }) => message.includes(words));
  const server = serverFigures(text);
  const [refusal, ...others] = refusals;
  if (!refusal) return notKnown(message);
  return {
    outcome: 'failed',
    verdict: `${refusal.status} ${refusal.words}`,
    mistake: mistakeBehind(refusal),
    body: [...others.map(alternative), ...(server ? describeServer(server) : [])],
  };
}

function mistakeBehind({ cause, remedy }: ApiRefusal): NamedMistake {
  return { name: cause.charAt(0).toUpperCase() + cause.slice(1), fix: remedy };
}

/** Another status has the same words. */
function alternative({ status, words, cause, remedy }: ApiRefusal): ReportBlock {
  return {
    kind: 'claim',
    outcome: 'unknown',
    text: `With status ${status}, ${words} has another cause: ${cause}`,
    evidence: [{ kind: 'prose', text: `Then ${remedy}.` }],
  };
}

function notKnown(message: string): ScreenReport {
  const shown = visible(message.slice(0, 200));
  return {
    outcome: 'unknown',
    verdict:
      shown === ''
        ? 'There is no text to explain.'
        : `No known error of API Gateway says: ${shown}`,
    body: [
      {
        kind: 'prose',
        text:
          'Pass the whole body of the answer, unchanged; or the request: a curl line, a presigned ' +
          'URL, or the Authorization header with the other headers below it.',
      },
    ],
  };
}

function describeServer(server: ServerFigures): ReportBlock[] {
  const { canonicalRequest, stringToSign } = server;
  return [
    ...remarksOnTexts(server).map(
      (text): ReportBlock => ({ kind: 'prose', text: `Note: ${text}` }),
    ),
    ...describeStage('canonical-request', canonicalRequest),
    ...describeStage('string-to-sign', stringToSign),
    { kind: 'heading', text: 'What to compare' },
    { kind: 'facts', rows: WHAT_TO_COMPARE.map((text, index) => [`${index + 1}.`, text]) },
  ];
}

function describeStage(stage: Stage, text: string): ReportBlock[] {
  const lines = text.split('\n');
  const parts = lines.map((_, index) => TITLES[PART_OF_LINE[stage](lines, index)] ?? '');
  const rows = parts.map((part, index): [string, string] => [
    part === parts[index - 1] ? '' : part,
    lines[index] ? withoutToken(visible(lines[index])) : '(an empty line)',
  ]);
  return [
    {
      kind: 'heading',
      text: `The ${TITLES[stage]} that AWS computed from the request as it arrived`,
    },
    { kind: 'facts', rows },
  ];
}

/** A session token is a secret: its length shows whether it is the right one. */
function withoutToken(line: string): string {
  return line.replace(
    /(x-amz-security-token[:=])([^&]*)/i,
    (_, name: string, token: string) => `${name}(a token of ${token.length} characters)`,
  );
}

/** What can be seen in AWS's texts alone. */
function remarksOnTexts({ canonicalRequest, stringToSign }: ServerFigures): string[] {
  const lines = canonicalRequest.split('\n');
  const remarks = [
    {
      applies: !stringToSign.endsWith(sha256Hex(canonicalRequest)),
      text:
        'The hash in this string to sign is not that of this canonical request: spaces or lines were ' +
        'lost when it was copied. Give the body as it came, from a file.',
    },
    {
      applies: lines[1]?.includes('%25') === true,
      text:
        'The path was sent with percent escapes, and each of them is encoded once more: %20 is ' +
        'signed as %2520.',
    },
    {
      applies: lines.at(-1) === sha256Hex(''),
      text: 'The payload hash is that of an empty body: AWS received none.',
    },
  ];
  return remarks.filter(({ applies }) => applies).map(({ text }) => text);
}

const WHAT_TO_COMPARE = [
  'Print the canonical request that your signer makes of this request. The first line that ' +
    'differs from the one above names the part that is wrong.',
  'If all lines are equal, so is its hash. Compare the string to sign: timestamp, then scope.',
  'If that is equal too, the key or the signature is wrong: AWS4 before the secret key, bytes (not ' +
    'hex) between the HMACs, the order date, region, service, aws4_request; or the secret key does ' +
    'not belong to the access key id.',
];
