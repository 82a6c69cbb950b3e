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
 */
export function canonicalRequest(request: HttpRequest, options: SigningOptions): string {
  throw new Error('TODO canonicalRequest: join the six parts by newlines');
}

/**
 * The canonical URI: the path, percent-encoded once more than it is sent. A path that is sent as
 * `/a%20b` is therefore signed as `/a%2520b`.
 *
 * @param path as in the request line
 * @param normalize whether `.`, `..` and empty segments are resolved first
 */
export function canonicalUri(path: string, normalize: boolean): string {
  throw new Error(
    'TODO canonicalUri: normalize the path if asked to, then encode all of it but the slashes',
  );
}

/**
 * The canonical query string: each parameter as `name=value`, encoded exactly once, sorted by name
 * and then by value.
 *
 * @param query as in the request line, without the `?`
 */
export function canonicalQuery(query: string): string {
  throw new Error(
    'TODO canonicalQuery: split, decode, encode, sort by name and then by value, join',
  );
}

/**
 * The headers to sign: names in lower case, values trimmed and with single spaces, the values of a
 * repeated header joined by commas in the order they came, all of it sorted by name.
 */
export function headersToSign(headers: Header[]): Header[] {
  throw new Error(
    'TODO headersToSign: lower-case the names, tidy and join the values, sort by name',
  );
}

/**
 * The canonical headers: `name:value` and a newline for each.
 *
 * @param headers the headers to sign, in their canonical order
 * @returns text that ends with a newline, which leaves a blank line below it in the canonical request
 */
export function canonicalHeaders(headers: Header[]): string {
  throw new Error('TODO canonicalHeaders: write name:value and a newline for each header');
}

/**
 * The signed headers: the names alone, joined by semicolons.
 *
 * @param headers the headers to sign, in their canonical order
 */
export function signedHeaders(headers: Header[]): string {
  throw new Error('TODO signedHeaders: join the names by semicolons');
}

/**
 * The hash of the payload: SHA-256 of the body's bytes, in lower-case hex. An empty body has a hash
 * too.
 */
export function payloadHash(body: string | Uint8Array): string {
  throw new Error('TODO payloadHash: hash the body with SHA-256, as lower-case hex');
}

/**
 * The specification's UriEncode: every byte of the UTF-8 text as `%XX` in capitals, except the
 * unreserved characters `A–Z a–z 0–9 - . _ ~`.
 */
export function uriEncode(text: string): string {
  throw new Error(
    'TODO uriEncode: encode all but the unreserved characters; encodeURIComponent nearly does',
  );
}
