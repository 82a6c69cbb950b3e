const UNRESERVED = /^[A-Za-z0-9\-._~]*$/;

/**
 * The specification's UriEncode: every byte of the UTF-8 text as `%XX`, except the unreserved
 * characters `A–Z a–z 0–9 - . _ ~`.
 */
export function uriEncode(text: string): string {
  if (UNRESERVED.test(text)) return text;
  return encodeURIComponent(text).replace(/[!'()*]/g, percentByte);
}

/** One character below U+0100 as `%XX`. */
export function percentByte(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}

/** Every byte outside the unreserved characters as `%XX`, whatever the bytes stand for. */
export function encodeBytes(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte))
    .map((character) => (UNRESERVED.test(character) ? character : percentByte(character)))
    .join('');
}

/** A name or value of a query string, decoded: to API Gateway a raw `+` is a space. */
export function queryDecode(text: string): string {
  return percentDecode(text.replaceAll('+', ' '));
}

/** Percent-decoded; a text with escapes that are not UTF-8 stays as it is. */
export function percentDecode(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return text;
    throw error;
  }
}
