import { visible } from '../sigv4/first-difference';
import { messageOf, type ServerFigures, serverFigures } from '../sigv4/refusal/server-figures';
import { sha256Hex } from '../sigv4/staged-signer/payload-stages';
import { PART_OF_LINE, type Stage, TITLES } from '../sigv4/stages';
import { aligned } from '../terminal/table';
import { wrapped } from '../terminal/wrap';
import { type ApiRefusal, REFUSALS } from './refusals';

const COLUMNS = 96;

/**
 * Explains the body of a refusal of API Gateway: why, what to do, and on a wrong signature what AWS
 * computed itself, line by line with the name of each part, and what to compare it with.
 *
 * @param text a body as it came, with or without the headers before it, or its message alone
 * @returns lines of text for people; for any text, also one that is no refusal
 */
export function explain(text: string): string {
  const message = messageOf(text).trim();
  const refusals = REFUSALS.filter(({ words }) => message.includes(words));
  const server = serverFigures(text);
  const paragraphs = [
    refusals.length > 0 ? refusals.flatMap(describeRefusal) : notKnown(message),
    ...(server ? describeServer(server) : []),
  ];
  return paragraphs.map((lines) => lines.join('\n')).join('\n\n');
}

function describeRefusal({ status, words, cause, remedy }: ApiRefusal): string[] {
  return [
    `${status} ${words}`,
    ...wrapped(`The cause: ${cause}.`, COLUMNS - 2).map(indent),
    ...wrapped(`The remedy: ${remedy}.`, COLUMNS - 2).map(indent),
  ];
}

function notKnown(message: string): string[] {
  const shown = visible(message.slice(0, 200));
  return [
    shown === ''
      ? 'There is no text to explain.'
      : `No refusal of API Gateway is known that says: ${shown}`,
    'Give the whole body of its answer, as it came.',
  ];
}

function describeServer(server: ServerFigures): string[][] {
  const { canonicalRequest, stringToSign } = server;
  return [
    ['What AWS computed of the request as it arrived:'],
    describeStage('canonical-request', canonicalRequest),
    describeStage('string-to-sign', stringToSign),
    ...remarksOn(server),
    whatToCompare(),
  ];
}

function describeStage(stage: Stage, text: string): string[] {
  const lines = text.split('\n');
  const parts = lines.map((_, index) => TITLES[PART_OF_LINE[stage](lines, index)] ?? '');
  const rows = parts.map((part, index) => [
    part === parts[index - 1] ? '' : part,
    lines[index] ? withoutToken(visible(lines[index])) : '(an empty line)',
  ]);
  return [`The ${TITLES[stage]}`, ...aligned(rows).map(indent)];
}

/** A session token is a secret: its length shows whether it is the right one. */
function withoutToken(line: string): string {
  return line.replace(
    /(x-amz-security-token[:=])([^&]*)/i,
    (_, name: string, token: string) => `${name}(a token of ${token.length} characters)`,
  );
}

/** What can be seen in AWS's texts alone. */
function remarksOn({ canonicalRequest, stringToSign }: ServerFigures): string[][] {
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
  return remarks
    .filter(({ applies }) => applies)
    .map(({ text }) => wrapped(`Note: ${text}`, COLUMNS));
}

function whatToCompare(): string[] {
  return [
    'What to compare',
    '  1. Print the canonical request that your signer makes of this very request. The first line that',
    '     differs from the one above names the part that is wrong.',
    '  2. If all lines are equal, so is its hash. Compare the string to sign: timestamp, then scope.',
    '  3. If that is equal too, the key or the signature is wrong: AWS4 before the secret key, bytes',
    '     (not hex) between the HMACs, the order date, region, service, aws4_request; or it is another',
    '     secret key than that of the access key id.',
  ];
}

function indent(line: string): string {
  return `  ${line}`;
}
