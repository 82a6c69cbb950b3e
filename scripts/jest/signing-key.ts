import { createHmac } from 'node:crypto';

interface KeyContext {
  credentials: { secretAccessKey: string };
  timestamp: string;
  region: string;
  service: string;
}

type TextForm = 'hex' | 'base64';

/** The HMACs whose results key the next one. */
const LINKS = ['date', 'region', 'service'] as const;
type Link = (typeof LINKS)[number];

/** All that may go on as text together. */
const SELECTIONS: Link[][] = [
  ['date'],
  ['region'],
  ['service'],
  ['date', 'region'],
  ['date', 'service'],
  ['region', 'service'],
  ['date', 'region', 'service'],
];

/**
 * What is wrong with a signing key of 32 bytes, where text went on in place of bytes: nothing of it
 * can be seen in the bytes at the end.
 *
 * @returns a sentence; none if it is right, or wrong in another way
 */
export function inspectSigningKey(key: Uint8Array, context: KeyContext): string[] {
  for (const form of ['hex', 'base64'] as const) {
    const links = SELECTIONS.find((some) => derived(context, some, form).equals(key));
    if (!links) continue;
    return [
      `The HMAC of the ${links.join(' and that of the ')} goes on as ${form} text. Each HMAC is keyed ` +
        'with the 32 bytes of the one before: digest() without an argument returns them.',
    ];
  }
  return [];
}

/** The key of a chain in which some results go on as text. */
function derived(
  { credentials, timestamp, region, service }: KeyContext,
  asText: Link[],
  form: TextForm,
) {
  const texts = { date: timestamp.slice(0, 8), region, service };
  let key: string | Buffer = `AWS4${credentials.secretAccessKey}`;
  for (const link of LINKS) {
    const result: Buffer = hmac(key, texts[link]);
    key = asText.includes(link) ? result.toString(form) : result;
  }
  return hmac(key, 'aws4_request');
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
