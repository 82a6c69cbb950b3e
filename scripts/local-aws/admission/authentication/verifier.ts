import { createHmac, hash } from 'node:crypto';
import { escapeUri } from '@smithy/core/protocols';
import {
  ALGORITHM_IDENTIFIER,
  createScope,
  getCanonicalHeaders,
  getSigningKey,
  SignatureV4Base,
} from '@smithy/signature-v4';
import { headerOf, queryParameters, type ReceivedRequest } from '../../wire/http';
import type { ReceivedSignature } from './parse';
import { Sha256 } from './sha256';

const KEPT_SIGNING_KEYS = 100;
const REMEMBERED_SIGNATURES = 100;
const HASH_OF_NOTHING = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

export interface ComputedSignature {
  canonicalRequest: string;
  stringToSign: string;
  /** The names of the signed headers in the form and order in which they must be sent. */
  signedHeaders: string;
  /** Lower-case hex. */
  signature: string;
}

/**
 * Computes the signature that a received request should bear. Each stage is the library's own; what
 * is done here is to feed them exactly what was received: the headers that the caller has named,
 * and the hash of the body that arrived, whatever an x-amz-content-sha256 header says. The query
 * alone is made canonical here, since the library passes over some parameters.
 */
class Verifier extends SignatureV4Base {
  readonly #signingKeys = new Map<string, Uint8Array>();

  constructor() {
    const unused = { accessKeyId: '', secretAccessKey: '' };
    super({ service: '', region: '', credentials: unused, sha256: Sha256, uriEscapePath: true });
  }

  async compute(
    request: ReceivedRequest,
    { form, scope, signedHeaders, date }: ReceivedSignature,
    credentials: { accessKeyId: string; secretAccessKey: string },
  ): Promise<ComputedSignature> {
    const headers = canonicalHeaders(request, signedHeaders);
    const { method, path, body } = request;
    const canonicalRequest = withQuery(
      this.createCanonicalRequest(
        { method, path, query: {}, headers: {}, protocol: 'http:', hostname: '' },
        headers,
        body.length === 0 ? HASH_OF_NOTHING : hash('sha256', body),
      ),
      canonicalQuery(queryParameters(request.query), form),
    );
    const stringToSign = await this.createStringToSign(
      date,
      createScope(scope.date, scope.region, scope.service),
      canonicalRequest,
      ALGORITHM_IDENTIFIER,
    );
    const key = await this.#signingKey(credentials, scope);
    const signature = createHmac('sha256', key).update(stringToSign).digest('hex');
    const names = this.getCanonicalHeaderList(headers);
    return { canonicalRequest, stringToSign, signature, signedHeaders: names };
  }

  /** The library has a cache of its own, but it takes an HMAC just to look into that. */
  async #signingKey(
    credentials: { accessKeyId: string; secretAccessKey: string },
    { date, region, service }: ReceivedSignature['scope'],
  ): Promise<Uint8Array> {
    const id = `${credentials.secretAccessKey}/${createScope(date, region, service)}`;
    const known = this.#signingKeys.get(id);
    if (known) return known;
    const key = await getSigningKey(Sha256, credentials, date, region, service);
    if (this.#signingKeys.size >= KEPT_SIGNING_KEYS) this.#signingKeys.clear();
    this.#signingKeys.set(id, key);
    return key;
  }
}

const verifier = new Verifier();
const remembered = new Map<string, ComputedSignature>();

/**
 * Computes the canonical request, the string to sign and the signature of a request as received.
 * Dates are signed to the second, so that a caller's like requests within one are the same to the
 * byte; the signature of such a request, as long as it has no body, is not computed again.
 * @param credentials what is on file for the caller's access key
 */
export async function computeSignature(
  request: ReceivedRequest,
  received: ReceivedSignature,
  credentials: { accessKeyId: string; secretAccessKey: string },
): Promise<ComputedSignature> {
  if (request.body.length > 0) return verifier.compute(request, received, credentials);
  const bytes = `${credentials.secretAccessKey}\n${headText(request)}`;
  const known = remembered.get(bytes);
  if (known) return known;
  const computed = await verifier.compute(request, received, credentials);
  if (remembered.size >= REMEMBERED_SIGNATURES) remembered.clear();
  remembered.set(bytes, computed);
  return computed;
}

/** The request line and the headers as received; no part of them can hold a line break. */
function headText({ method, path, query, headers }: ReceivedRequest): string {
  let text = `${method} ${path}?${query}`;
  for (const [name, value] of headers) text += `\n${name}:${value}`;
  return text;
}

/** A header that is named but was not sent counts as empty, so that it cannot match by accident. */
function canonicalHeaders(request: ReceivedRequest, names: string[]): Record<string, string> {
  const headers: Record<string, string> = Object.create(null);
  for (const name of names) headers[name] = headerOf(request, name) ?? '';
  return getCanonicalHeaders(
    { headers, method: '', path: '', protocol: '', hostname: '' },
    undefined,
    new Set(names),
  );
}

/**
 * All parameters of a request in canonical form. In query form the signature itself is left out:
 * one parameter of that very name; any other is signed, whatever it is called.
 */
function canonicalQuery(parameters: [string, string][], form: ReceivedSignature['form']): string {
  const own = parameters.findIndex(([name]) => form === 'query' && name === 'X-Amz-Signature');
  return parameters
    .filter((_, index) => index !== own)
    .map(([name, value]) => [escapeUri(name), escapeUri(value)] as const)
    .sort(([a, x], [b, y]) => compareText(a, b) || compareText(x, y))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Puts a canonical query into the third line of a canonical request, which has none yet. */
function withQuery(canonicalRequest: string, query: string): string {
  const lines = canonicalRequest.split('\n');
  lines[2] = query;
  return lines.join('\n');
}
