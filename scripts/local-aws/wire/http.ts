/** An HTTP request as it was received, nothing decoded. */
export interface ReceivedRequest {
  method: string;
  /**
   * Still percent-encoded, without dot segments and empty segments: `/dev/a%20b`. A signature covers
   * this path, so that it is also the one that is routed, authorized and handed on.
   */
  path: string;
  /** As in the request line, where that differs: `/dev//./a%20b`. */
  sentPath?: string;
  /** As in the request line, without its `?`; empty when there is none. */
  query: string;
  /** In the order received, names as they were sent, duplicates kept. */
  headers: [name: string, value: string][];
  body: Buffer;
  sourceIp: string;
}

/** An HTTP response to be sent. */
export interface HttpAnswer {
  status: number;
  /** A list for a header that is sent several times, such as Set-Cookie. */
  headers: Record<string, string | string[]>;
  body: string | Uint8Array;
}

/**
 * The value of a request header.
 * @param name in lower case
 * @returns the values of duplicates joined by a comma, or undefined when the header was not sent
 */
export function headerOf({ headers }: ReceivedRequest, name: string): string | undefined {
  let joined: string | undefined;
  for (const [sent, value] of headers) {
    // Asked many times a request; most names differ in their length already.
    if (sent.length !== name.length || sent.toLowerCase() !== name) continue;
    joined = joined === undefined ? value : `${joined},${value}`;
  }
  return joined;
}

/**
 * A path as Signature Version 4 normalizes it: dot segments resolved, empty segments dropped; a slash
 * at its end stays.
 * @param path percent-encoded
 */
export function normalizedPath(path: string): string {
  // Nearly all paths are in this form already.
  if (!path.startsWith('/') || !/\/[./]/.test(path)) return path;
  const segments: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '' && segment !== '.') segments.push(segment);
  }
  const end = segments.length > 0 && path.endsWith('/') ? '/' : '';
  return `/${segments.join('/')}${end}`;
}

/**
 * The parameters of a query string in order, decoded: as to API Gateway, a raw `+` is a space.
 * @param query without its `?`
 * @returns names and values; a parameter without `=` has the empty value, and a malformed
 *   percent-escape stands for itself
 */
export function queryParameters(query: string): [name: string, value: string][] {
  return query
    .split('&')
    .filter((part) => part !== '')
    .map((part) => {
      const equals = part.indexOf('=');
      return equals === -1
        ? [queryDecode(part), '']
        : [queryDecode(part.slice(0, equals)), queryDecode(part.slice(equals + 1))];
    });
}

function queryDecode(text: string): string {
  return percentDecode(text.replaceAll('+', ' '));
}

/** Decodes percent-escapes; text that holds a malformed one is returned as it is. */
export function percentDecode(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Gathers pairs of name and value, such as headers, by name; the values keep their order. */
export function valuesByName(pairs: [name: string, value: string][]): Record<string, string[]> {
  const values = new Map<string, string[]>();
  for (const [name, value] of pairs) values.set(name, [...(values.get(name) ?? []), value]);
  return Object.fromEntries(values);
}
