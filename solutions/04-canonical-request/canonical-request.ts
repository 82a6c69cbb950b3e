import { hash } from 'node:crypto';
import type { Header, HttpRequest, SigningOptions } from './signing-input';

/**
 * Headers that a proxy or the HTTP client may change on the way, or that are added later: a
 * signature over them would not survive.
 */
const NOT_SIGNED = new Set([
  'authorization',
  'connection',
  'expect',
  'user-agent',
  'x-amzn-trace-id',
]);

/**
 * The canonical request: the one way to write this request down that both sides agree on.
 *
 * @param request as it will be sent, with every header and parameter that is to be signed
 * @returns six parts, a line each (the headers take several), without a newline at the end
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html#create-canonical-request
 * @exercise join the six parts by newlines
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
 * The canonical URI: the path, percent-encoded once more than it is sent. A path that is sent as
 * `/a%20b` is therefore signed as `/a%2520b`.
 *
 * @param path as in the request line
 * @param normalize whether `.`, `..` and empty segments are resolved first
 * @exercise normalize the path if asked to, then encode all of it but the slashes
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
 * repeated header joined by commas in the order they came, all of it sorted by name.
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
 * The canonical headers: `name:value` and a newline for each.
 *
 * @param headers the headers to sign, in their canonical order
 * @returns text that ends with a newline, which leaves a blank line below it in the canonical request
 * @exercise write name:value and a newline for each header
 */
export function canonicalHeaders(headers: Header[]): string {
  return headers.map(([name, value]) => `${name}:${value}\n`).join('');
}

/**
 * The signed headers: the names alone, joined by semicolons.
 *
 * @param headers the headers to sign, in their canonical order
 * @exercise join the names by semicolons
 */
export function signedHeaders(headers: Header[]): string {
  return headers.map(([name]) => name).join(';');
}

/**
 * The hash of the payload: SHA-256 of the body's bytes, in lower-case hex. An empty body has a hash
 * too.
 *
 * @exercise hash the body with SHA-256, as lower-case hex
 */
export function payloadHash(body: string | Uint8Array): string {
  return hash('sha256', body, 'hex');
}

/**
 * The specification's UriEncode: every byte of the UTF-8 text as `%XX` in capitals, except the
 * unreserved characters `A–Z a–z 0–9 - . _ ~`.
 *
 * @exercise encode all but the unreserved characters; encodeURIComponent nearly does
 */
export function uriEncode(text: string): string {
  // encodeURIComponent leaves these five alone.
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
  // Decoded first, so that what the client has encoded already is not encoded twice.
  return [uriEncode(queryDecode(name)), uriEncode(queryDecode(value))];
}

/** API Gateway reads a `+` in a query as a space; an encoded one, `%2B`, is a plus sign. */
function queryDecode(text: string): string {
  return decodeURIComponent(text.replaceAll('+', ' '));
}

function byNameThenValue([nameA, valueA]: string[], [nameB, valueB]: string[]): number {
  return compare(nameA, nameB) || compare(valueA, valueB);
}

/** By code point, as the specification asks; localeCompare would sort by language. */
function compare(a = '', b = ''): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function singleSpaced(value: string): string {
  return value.replace(/[ \t\r\n]+/g, ' ').replace(/^ | $/g, '');
}
