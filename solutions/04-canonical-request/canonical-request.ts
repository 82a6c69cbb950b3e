import { hash } from 'node:crypto';
import type { Header, HttpRequest, SigningOptions } from './signing-input';

/**
 * Headers that are not signed, because the HTTP client or a proxy may change or add them after
 * signing: the signature would no longer match.
 */
const NOT_SIGNED = new Set([
  'authorization',
  'connection',
  'expect',
  'user-agent',
  'x-amzn-trace-id',
]);

/**
 * The canonical request: the one form of a request that client and server both compute.
 *
 * @param request as it will be sent, with every header and parameter to sign
 * @returns six parts, each on its own line (the headers take several), without a newline at the end
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html#create-canonical-request
 * @exercise join the six parts with newlines
 */
export function canonicalRequest(request: HttpRequest, options: SigningOptions): string {
  const headers = headersToSign(request.headers);
  return [
    request.method,
    canonicalUri(request.path, options.normalizePath),
    canonicalQuery(request.query),
    canonicalHeaders(headers),
    signedHeaders(headers),
    payloadHash(options.signBody ? request.body : ''),
  ].join('\n');
}

/**
 * The canonical URI: the path as it is sent, percent-encoded once more. A path that is sent as
 * `/a%20b` is signed as `/a%2520b`.
 *
 * @param path as in the request line
 * @param normalize whether `.`, `..` and empty segments are resolved first
 * @exercise normalize the path if asked to, then encode everything except the slashes
 */
export function canonicalUri(path: string, normalize: boolean): string {
  const absolutePath = normalize ? normalizePath(path) : path || '/';
  return uriEncode(absolutePath).replaceAll('%2F', '/');
}

/**
 * The canonical query string: each parameter as `name=value`, encoded exactly once, sorted by name
 * and then by value.
 *
 * @param query as in the request line, without the `?`
 * @exercise split, decode, encode, sort by name and then by value, join
 */
export function canonicalQuery(query: string): string {
  return query
    .split('&')
    .filter((parameter) => parameter !== '')
    .map(encodeParameter)
    .sort(byNameThenValue)
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

/**
 * The headers to sign: names in lower case, values trimmed and with single spaces, the values of a
 * repeated header joined with commas in their order, and the headers sorted by name.
 *
 * @exercise lower-case the names, tidy and join the values, sort by name
 */
export function headersToSign(headers: Header[]): Header[] {
  const values = new Map<string, string>();
  for (const [name, value] of headers) {
    const key = name.toLowerCase();
    if (NOT_SIGNED.has(key)) continue;
    const earlier = values.get(key);
    const text = singleSpaced(value);
    values.set(key, earlier === undefined ? text : `${earlier},${text}`);
  }
  return [...values].sort(([a], [b]) => (a < b ? -1 : 1));
}

/**
 * The canonical headers: `name:value` and a newline for each header.
 *
 * @param headers the headers to sign, in their canonical order
 * @returns text that ends with a newline; in the canonical request, this gives a blank line
 * @exercise write name:value and a newline for each header
 */
export function canonicalHeaders(headers: Header[]): string {
  return headers.map(([name, value]) => `${name}:${value}\n`).join('');
}

/**
 * The signed headers: only the names, joined with semicolons.
 *
 * @param headers the headers to sign, in their canonical order
 * @exercise join the names with semicolons
 */
export function signedHeaders(headers: Header[]): string {
  return headers.map(([name]) => name).join(';');
}

/**
 * The hash of the payload: SHA-256 of the body's bytes, in lower-case hex. An empty body also has
 * a hash.
 *
 * @exercise hash the body with SHA-256, as lower-case hex
 */
export function payloadHash(body: string | Uint8Array): string {
  return hash('sha256', body, 'hex');
}

/**
 * The specification's UriEncode: writes every byte of the UTF-8 text as `%XX` with capital letters,
 * except the unreserved characters `A–Z a–z 0–9 - . _ ~`.
 *
 * @exercise encode all except the unreserved characters; encodeURIComponent misses five
 */
export function uriEncode(text: string): string {
  // encodeURIComponent does not encode these five.
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function normalizePath(path: string): string {
  const segments: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '' && segment !== '.') segments.push(segment);
  }
  const end = path.endsWith('/') && segments.length > 0 ? '/' : '';
  return `/${segments.join('/')}${end}`;
}

function encodeParameter(parameter: string): [name: string, value: string] {
  const equals = parameter.indexOf('=');
  const name = equals < 0 ? parameter : parameter.slice(0, equals);
  const value = equals < 0 ? '' : parameter.slice(equals + 1);
  // Decode first: what is already encoded must not be encoded twice.
  return [uriEncode(queryDecode(name)), uriEncode(queryDecode(value))];
}

/** API Gateway reads a `+` in a query as a space; an encoded one, `%2B`, is a plus sign. */
function queryDecode(text: string): string {
  return decodeURIComponent(text.replaceAll('+', ' '));
}

function byNameThenValue([nameA, valueA]: string[], [nameB, valueB]: string[]): number {
  return compare(nameA, nameB) || compare(valueA, valueB);
}

/** Compares by code point, as the specification requires; localeCompare depends on the language. */
function compare(a = '', b = ''): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function singleSpaced(value: string): string {
  return value.replace(/[ \t\r\n]+/g, ' ').replace(/^ | $/g, '');
}
