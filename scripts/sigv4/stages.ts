/** What a signer computes, in the order of the specification, and sends; `text` is any other text. */
export type Stage =
  | 'canonical-request'
  | 'string-to-sign'
  | 'signing-key'
  | 'signature'
  | SentStage
  | 'signed-headers-added'
  | 'signed-query'
  | 'text';

/** What is beside the signature in what is sent. */
export type SentStage = 'timestamp' | 'credential' | 'signed-headers';

/** A part of a stage, by the specification's name for it. */
export type Part = string;

/** How the stages and their parts are called in a sentence. */
export const TITLES: Record<string, string> = {
  'canonical-request': 'canonical request',
  'string-to-sign': 'string to sign',
  'signing-key': 'signing key',
  signature: 'signature',
  'signed-headers-added': 'headers that signing adds',
  'signed-query': 'query parameters that signing adds',
  method: 'HTTP method',
  'canonical-uri': 'canonical URI',
  'canonical-query': 'canonical query string',
  'canonical-headers': 'canonical headers',
  'blank-line': 'blank line after the canonical headers',
  'signed-headers': 'signed headers',
  'payload-hash': 'payload hash',
  'uri-encode': 'URI encoding',
  'headers-to-sign': 'headers to sign',
  algorithm: 'algorithm',
  timestamp: 'timestamp',
  credential: 'credential: access key id and scope',
  'credential-scope': 'credential scope',
  'canonical-request-hash': 'hash of the canonical request',
  end: 'end',
};

/** The part of a stage that a line of its correct text belongs to. */
export type PartOfLine = (lines: string[], index: number) => Part;

const STRING_TO_SIGN_PARTS = [
  'algorithm',
  'timestamp',
  'credential-scope',
  'canonical-request-hash',
];

/** For each stage, which part a line of it belongs to; `lines` is the correct text. */
export const PART_OF_LINE: Record<Stage, PartOfLine> = {
  'canonical-request': partOfCanonicalRequest,
  'string-to-sign': (_, index) => STRING_TO_SIGN_PARTS[index] ?? 'end',
  'signing-key': () => 'signing-key',
  signature: () => 'signature',
  timestamp: () => 'timestamp',
  credential: () => 'credential',
  'signed-headers': () => 'signed-headers',
  'signed-headers-added': nameOnLine,
  'signed-query': nameOnLine,
  text: () => 'text',
};

function partOfCanonicalRequest(lines: string[], index: number): Part {
  const fixed = ['method', 'canonical-uri', 'canonical-query'][index];
  if (fixed) return fixed;
  // Headers take as many lines as there are; the signed headers and the hash come last.
  const fromEnd = lines.length - 1 - index;
  return (
    ['payload-hash', 'signed-headers', 'blank-line'][fromEnd] ??
    (fromEnd < 0 ? 'end' : 'canonical-headers')
  );
}

function nameOnLine(lines: string[], index: number): Part {
  return lines[index]?.split(/[:=]/)[0]?.toLowerCase() ?? 'end';
}

/** The parts of a canonical request that a signer computes, in their order. */
export const CANONICAL_REQUEST_PARTS = [
  'method',
  'canonical-uri',
  'canonical-query',
  'canonical-headers',
  'signed-headers',
  'payload-hash',
] as const;

export type CanonicalRequestPart = (typeof CANONICAL_REQUEST_PARTS)[number];

/**
 * Takes a correct canonical request apart.
 *
 * @param text without a newline at the end
 * @returns each part as the text that stands for it; the headers with the newline behind each
 */
export function canonicalRequestParts(text: string): Record<CanonicalRequestPart, string> {
  const lines = text.split('\n');
  const [method = '', uri = '', query = ''] = lines;
  const [signedHeaders = '', payloadHash = ''] = lines.slice(-2);
  const headers = lines.slice(3, -3);
  return {
    method,
    'canonical-uri': uri,
    'canonical-query': query,
    'canonical-headers': headers.map((line) => `${line}\n`).join(''),
    'signed-headers': signedHeaders,
    'payload-hash': payloadHash,
  };
}

/** A correct canonical request with one of its parts replaced. */
export function withPart(text: string, part: CanonicalRequestPart, replacement: string): string {
  const parts = { ...canonicalRequestParts(text), [part]: replacement };
  return CANONICAL_REQUEST_PARTS.map((name) => parts[name]).join('\n');
}
