import type { SheetStage } from './figures';

/** A line of a stage's text, and the part of the stage that it belongs to. */
export interface PartLine {
  part: string;
  text: string;
}

const STRING_TO_SIGN = ['algorithm', 'timestamp', 'credential-scope', 'canonical-request-hash'];

/**
 * Takes the text of a stage apart, be it right or wrong: each line with the part that it stands for.
 * The texts of a right and a wrong signer can so be laid beside each other, part by part.
 */
export function linesOf(stage: SheetStage, text: string): PartLine[] {
  if (stage === 'canonical-request') return canonicalRequestLines(text.split('\n'));
  if (stage === 'string-to-sign') return stringToSignLines(text.split('\n'));
  if (stage === 'sent') return text.split('\n').flatMap(sentLines);
  return text.split('\n').map((line) => ({ part: stage, text: line }));
}

/**
 * Headers take as many lines as there are; the other parts are counted from both ends. An empty line
 * at the end is one too many.
 */
function canonicalRequestLines(lines: string[]): PartLine[] {
  if (lines.length > 5 && lines.at(-1) === '') {
    return [...canonicalRequestLines(lines.slice(0, -1)), { part: 'end', text: '' }];
  }
  const [method, uri, query, ...rest] = lines;
  const [signedHeaders, payloadHash] = rest.splice(-2);
  const hasBlankLine = rest.at(-1) === '';
  const headers = hasBlankLine ? rest.slice(0, -1) : rest;
  return [
    partLine('method', method),
    partLine('canonical-uri', uri),
    partLine('canonical-query', query),
    ...headers.map((line) => partLine('canonical-headers', line)),
    partLine('blank-line', hasBlankLine ? '' : undefined),
    partLine('signed-headers', signedHeaders),
    partLine('payload-hash', payloadHash),
  ].filter((one) => one !== undefined);
}

function stringToSignLines(lines: string[]): PartLine[] {
  return lines.map((text, index) => ({ part: STRING_TO_SIGN[index] ?? 'end', text }));
}

/** Authorization is shown in its four parts, anything else as a name and its value. */
function sentLines(line: string): PartLine[] {
  const [, algorithm, fields = ''] = /^Authorization: (\S+) (.*)$/.exec(line) ?? [];
  if (algorithm === undefined) return [{ part: nameOf(line), text: line }];
  return [
    { part: 'algorithm', text: `Authorization: ${algorithm}` },
    ...fields.split(', ').map((field) => ({ part: nameOf(field), text: field })),
  ];
}

function nameOf(line: string): string {
  return line.split(/[:=]/)[0]!.toLowerCase();
}

function partLine(part: string, text: string | undefined): PartLine | undefined {
  return text === undefined ? undefined : { part, text };
}

/** The parts as the specification calls them, short enough to be beside a line. */
const TITLES: Record<string, string> = {
  method: 'HTTP method',
  'canonical-uri': 'Canonical URI',
  'canonical-query': 'Canonical query string',
  'canonical-headers': 'Canonical headers',
  'blank-line': 'Blank line',
  'signed-headers': 'Signed headers',
  'payload-hash': 'Hashed payload',
  algorithm: 'Algorithm',
  timestamp: 'Request date and time',
  'credential-scope': 'Credential scope',
  'canonical-request-hash': 'Hashed canonical request',
  'signing-key': 'Signing key, in hex',
  signature: 'Signature, in hex',
  credential: 'Credential',
  signedheaders: 'Signed headers',
  end: 'After the last line',
};

/** How a part is called on the page; a header or a parameter by its own name. */
export function titleOfPart(part: string): string {
  return TITLES[part] ?? part.replace(/(^|-)([a-z])/g, (letter) => letter.toUpperCase());
}
