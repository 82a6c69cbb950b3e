import type { Header, VectorRequest } from '../vectors';
import { remembered } from './memory';
import { byCodePoint } from './query-stages';

/** What the headers that signing adds are made of. */
export interface AddedHeaderValues {
  timestamp: string;
  /** The token, where it is signed. */
  token: string | undefined;
  /** The payload's hash, where a header is to carry it. */
  contentSha256: string | undefined;
}

/** From the headers to the canonical headers and the signed headers. */
export interface HeaderStages {
  /** What signing adds in header form, except Authorization. */
  addedHeaders(values: AddedHeaderValues): Header[];
  combineHeaders(own: Header[], added: Header[]): Header[];
  /** The headers that take part in the signature. */
  headersToSign(headers: Header[]): Header[];
  headerName(name: string): string;
  collapseSpaces(value: string): string;
  trimValue(value: string): string;
  /** Repeated headers as one; the order of the first ones is kept. */
  joinDuplicates(headers: Header[], joinValues: (values: string[]) => string): Header[];
  joinValues(values: string[]): string;
  sortHeaders(headers: Header[]): Header[];
  writeHeader(header: Header): string;
  /** The names to list, from the headers in canonical order and in order of arrival. */
  signedHeaderNames(sorted: Header[], arrived: Header[]): string[];
  joinSignedHeaders(names: string[]): string;
}

/**
 * Headers that a proxy or the HTTP client may change on the way, or that are added later: a
 * signature over them would not survive.
 */
export const UNSIGNABLE_HEADERS: readonly string[] = [
  'authorization',
  'connection',
  'expect',
  'user-agent',
  'x-amzn-trace-id',
];

export const HEADER_STAGES: HeaderStages = {
  addedHeaders,
  combineHeaders: (own, added) => [...own, ...added],
  headersToSign: (headers) => withoutHeaders(headers, UNSIGNABLE_HEADERS),
  headerName: (name) => name.toLowerCase(),
  collapseSpaces: (value) => value.replace(/[ \t\r\n]+/g, ' '),
  // The white space of HTTP alone: trim() would take a non-breaking space away. The look behind keeps
  // the time for a long run of it linear.
  trimValue: (value) => value.replace(/^[ \t\r\n]+|(?<![ \t\r\n])[ \t\r\n]+$/g, ''),
  joinDuplicates,
  joinValues: (values) => values.join(','),
  sortHeaders: (headers) => headers.toSorted(([a], [b]) => byCodePoint(a, b)),
  writeHeader: ([name, value]) => `${name}:${value}\n`,
  signedHeaderNames: (sorted) => sorted.map(([name]) => name),
  joinSignedHeaders: (names) => names.join(';'),
};

function addedHeaders({ timestamp, token, contentSha256 }: AddedHeaderValues): Header[] {
  const headers: [name: string, value: string | undefined][] = [
    ['X-Amz-Security-Token', token],
    ['X-Amz-Date', timestamp],
    ['x-amz-content-sha256', contentSha256],
  ];
  return headers.filter((header): header is Header => header[1] !== undefined);
}

/** The headers without those of the names, which are in lower case. */
export function withoutHeaders(headers: Header[], names: readonly string[]): Header[] {
  return headers.filter(([name]) => !names.includes(name.toLowerCase()));
}

function joinDuplicates(headers: Header[], joinValues: (values: string[]) => string): Header[] {
  const values = new Map<string, string[]>();
  for (const [name, value] of headers) {
    const earlier = values.get(name);
    if (earlier) earlier.push(value);
    else values.set(name, [value]);
  }
  return Array.from(values, ([name, all]) => [name, joinValues(all)]);
}

/** The canonical headers, a line each, and the names of those that are signed. */
export interface CanonicalHeaders {
  canonicalHeaders: string;
  signedHeaders: string;
}

/** The canonical headers and the signed headers of a request, and of what signing adds to it. */
export const canonicalHeaders = remembered(HEADER_STAGES, computeHeaders);

function computeHeaders(
  stages: HeaderStages,
  request: VectorRequest,
  added: Header[],
): CanonicalHeaders {
  const tidied = stages
    .headersToSign(stages.combineHeaders(request.headers, added))
    .map(
      ([name, value]): Header => [
        stages.headerName(name),
        stages.trimValue(stages.collapseSpaces(value)),
      ],
    );
  const arrived = stages.joinDuplicates(tidied, stages.joinValues);
  const sorted = stages.sortHeaders(arrived);
  return {
    canonicalHeaders: sorted.map(stages.writeHeader).join(''),
    signedHeaders: stages.joinSignedHeaders(stages.signedHeaderNames(sorted, arrived)),
  };
}
