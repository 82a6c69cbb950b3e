import {
  ALGORITHM_IDENTIFIER,
  createScope,
  getCanonicalHeaders,
  getSigningKey,
  SignatureV4Base,
} from '@smithy/signature-v4';
import { queryParameters, type ReceivedRequest } from '../http';
import type { ReceivedSignature } from './parse';
import { Sha256 } from './sha256';

export interface ComputedSignature {
  canonicalRequest: string;
  stringToSign: string;
  /** Lower-case hex. */
  signature: string;
}

/**
 * Computes the signature that a received request should bear. Each stage is the library's own; what
 * is done here is to feed them exactly what was received: the headers that the caller has named,
 * and the hash of the body that arrived, whatever an x-amz-content-sha256 header says.
 */
class Verifier extends SignatureV4Base {
  constructor() {
    const unused = { accessKeyId: '', secretAccessKey: '' };
    super({ service: '', region: '', credentials: unused, sha256: Sha256, uriEscapePath: true });
  }

  async compute(
    request: ReceivedRequest,
    { scope, signedHeaders, date }: ReceivedSignature,
    credentials: { accessKeyId: string; secretAccessKey: string },
  ): Promise<ComputedSignature> {
    const canonicalRequest = this.createCanonicalRequest(
      {
        method: request.method,
        path: request.path,
        query: queryRecord(request.query),
        headers: {},
        protocol: 'http:',
        hostname: '',
      },
      canonicalHeaders(request, signedHeaders),
      await sha256Hex(request.body),
    );
    const stringToSign = await this.createStringToSign(
      date,
      createScope(scope.date, scope.region, scope.service),
      canonicalRequest,
      ALGORITHM_IDENTIFIER,
    );
    const key = await getSigningKey(Sha256, credentials, scope.date, scope.region, scope.service);
    const hmac = new Sha256(key);
    hmac.update(Buffer.from(stringToSign));
    return { canonicalRequest, stringToSign, signature: hex(await hmac.digest()) };
  }
}

const verifier = new Verifier();

/**
 * Computes the canonical request, the string to sign and the signature of a request as received.
 * @param credentials what is on file for the caller's access key
 */
export function computeSignature(
  request: ReceivedRequest,
  received: ReceivedSignature,
  credentials: { accessKeyId: string; secretAccessKey: string },
): Promise<ComputedSignature> {
  return verifier.compute(request, received, credentials);
}

/** A header that is named but was not sent counts as empty, so that it cannot match by accident. */
function canonicalHeaders(request: ReceivedRequest, names: string[]): Record<string, string> {
  const sent = request.headers.map(([name, value]) => [name.toLowerCase(), value] as const);
  const headers: Record<string, string> = Object.create(null);
  for (const name of names) {
    const values = sent.filter(([sentName]) => sentName === name).map(([, value]) => value);
    headers[name] = values.join(',');
  }
  return getCanonicalHeaders(
    { headers, method: '', path: '', protocol: '', hostname: '' },
    undefined,
    new Set(names),
  );
}

function queryRecord(query: string): Record<string, string | string[]> {
  const record: Record<string, string | string[]> = Object.create(null);
  for (const [name, value] of queryParameters(query)) {
    const before = record[name];
    record[name] = before === undefined ? value : [before, value].flat();
  }
  return record;
}

async function sha256Hex(body: Buffer): Promise<string> {
  const hash = new Sha256();
  hash.update(body);
  return hex(await hash.digest());
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex');
}
