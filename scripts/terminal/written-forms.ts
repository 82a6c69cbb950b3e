/** A shorter text would be found, encoded, where it does not occur. */
const ENCODED_FROM = 8;

/**
 * The ways in which a secret may be in a text: as it is, escaped in JSON, percent-encoded once and
 * twice, in hex, as Node.js shows bytes, and in base64, also as a part of a longer text.
 *
 * @returns texts that differ, the longest first
 */
export function writtenForms(secret: string): string[] {
  const forms = secret.length < ENCODED_FROM ? inUrls(secret) : allForms(secret);
  return [...new Set(forms)].sort((a, b) => b.length - a.length);
}

function allForms(secret: string): string[] {
  const hex = Buffer.from(secret).toString('hex');
  const base64 = [0, 1, 2].map((offset) => base64At(offset, secret));
  return [
    ...inUrls(secret),
    secret.replaceAll('/', '\\/'),
    hex,
    hex.toUpperCase(),
    shownBytes(hex),
    ...base64,
    ...base64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_')),
  ];
}

/** A token in a query string is encoded; in a canonical path or by mistake, twice. */
function inUrls(secret: string): string[] {
  const once = encodeURIComponent(secret);
  const inSmallLetters = once.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());
  return [secret, once, inSmallLetters, encodeURIComponent(once)];
}

/** Of a Buffer, Node.js shows the first 50 bytes. */
function shownBytes(hex: string): string {
  return (hex.match(/../g) ?? []).slice(0, 50).join(' ');
}

/**
 * What base64 makes of a text behind so many bytes of another: the characters that the text alone
 * decides.
 */
function base64At(offset: number, text: string): string {
  const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(text)]);
  const ofOthers = Math.ceil((offset * 8) / 6);
  const whole = Math.floor((bytes.length * 8) / 6);
  return bytes.toString('base64').slice(ofOthers, whole);
}
