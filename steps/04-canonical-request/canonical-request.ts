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
 */
export function canonicalRequest(request: HttpRequest, options: SigningOptions): string {
  throw new Error('TODO canonicalRequest: join the six parts with newlines');
}

/**
 * The canonical URI: the path as it is sent, percent-encoded once more. A path that is sent as
 * `/a%20b` is signed as `/a%2520b`.
 *
 * @param path as in the request line
 * @param normalize whether `.`, `..` and empty segments are resolved first
 */
export function canonicalUri(path: string, normalize: boolean): string {
  throw new Error(
    'TODO canonicalUri: normalize the path if asked to, then encode everything except the slashes',
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
 * repeated header joined with commas in their order, and the headers sorted by name.
 */
export function headersToSign(headers: Header[]): Header[] {
  throw new Error(
    'TODO headersToSign: lower-case the names, tidy and join the values, sort by name',
  );
}

/**
 * The canonical headers: `name:value` and a newline for each header.
 *
 * @param headers the headers to sign, in their canonical order
 * @returns text that ends with a newline; in the canonical request, this gives a blank line
 */
export function canonicalHeaders(headers: Header[]): string {
  throw new Error('TODO canonicalHeaders: write name:value and a newline for each header');
}

/**
 * The signed headers: only the names, joined with semicolons.
 *
 * @param headers the headers to sign, in their canonical order
 */
export function signedHeaders(headers: Header[]): string {
  throw new Error('TODO signedHeaders: join the names with semicolons');
}

/**
 * The hash of the payload: SHA-256 of the body's bytes, in lower-case hex. An empty body also has
 * a hash.
 */
export function payloadHash(body: string | Uint8Array): string {
  throw new Error('TODO payloadHash: hash the body with SHA-256, as lower-case hex');
}

/**
 * The specification's UriEncode: writes every byte of the UTF-8 text as `%XX` with capital letters,
 * except the unreserved characters `A–Z a–z 0–9 - . _ ~`.
 */
export function uriEncode(text: string): string {
  throw new Error(
    'TODO uriEncode: encode all except the unreserved characters; encodeURIComponent misses five',
  );
}
