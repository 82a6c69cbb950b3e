import { isRecord } from '../../files/json';
import type { Header, VectorRequest } from '../../sigv4/vectors';
import type { SignerInput } from './signer-input';

/** In characters: API Gateway takes no more of headers. A search signs it thousands of times. */
const MAX_SENT = 10_240;

/** A request as it is sent: a member that is left out is that of the case. */
export type SentMembers = Partial<SignerInput['request']>;

/**
 * Reads the member `sent` of an answer. A member of it that is null counts as left out.
 *
 * @returns undefined if the answer says nothing of it
 * @throws TypeError if it is not a request, or is too long for one; the message says what is wrong with it
 */
export function readSent(sent: unknown): Partial<VectorRequest> | undefined {
  if (sent === undefined || sent === null) return undefined;
  if (!isRecord(sent)) throw new TypeError(`sent is ${typeName(sent)}, not an object`);
  const bodyBase64 = textIn(sent, 'bodyBase64');
  const request = {
    method: textIn(sent, 'method'),
    path: textIn(sent, 'path'),
    query: textIn(sent, 'query'),
    headers: headersIn(sent),
    body: bodyBase64 === undefined ? textIn(sent, 'body') : Buffer.from(bodyBase64, 'base64'),
  };
  if (lengthOf(request) > MAX_SENT) {
    throw new TypeError(`sent is longer than ${MAX_SENT.toLocaleString('en')} characters`);
  }
  return request;
}

function lengthOf({ headers = [], ...texts }: Partial<VectorRequest>): number {
  return [...Object.values(texts), ...headers.flat()].reduce(
    (sum, text) => sum + (text?.length ?? 0),
    0,
  );
}

/** How a value of JSON that should be another one is called in a sentence. */
export function typeName(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

function textIn(sent: Record<string, unknown>, name: keyof SentMembers): string | undefined {
  const value = sent[name] ?? undefined;
  if (value === undefined || typeof value === 'string') return value;
  throw new TypeError(`sent.${name} is ${typeName(value)}, not text`);
}

function headersIn({ headers }: Record<string, unknown>): Header[] | undefined {
  if (headers === undefined || headers === null) return undefined;
  const isList = Array.isArray(headers) && headers.every(isHeader);
  if (!isList) throw new TypeError('sent.headers is not a list of pairs: [["Host","…"]]');
  return headers;
}

function isHeader(value: unknown): value is Header {
  return (
    Array.isArray(value) && value.length === 2 && value.every((text) => typeof text === 'string')
  );
}
