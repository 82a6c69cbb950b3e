import type { Mode, VectorContext, VectorRequest } from '../vectors';
import { sha256Hex } from './payload-stages';

/** What the credential scope and the signing key are made of. */
export interface ScopeValues {
  /** The first eight digits of the timestamp: `20150830`. */
  date: string;
  /** As it is sent: `20150830T123600Z`. */
  timestamp: string;
  region: string;
  service: string;
}

export interface CanonicalRequestParts {
  method: string;
  canonicalUri: string;
  canonicalQuery: string;
  /** With a newline behind each. */
  canonicalHeaders: string;
  signedHeaders: string;
  payloadHash: string;
}

export interface StringToSignParts {
  algorithm: string;
  timestamp: string;
  scope: string;
  canonicalRequestHash: string;
}

/** What a signature is valid for, and the two texts that say it. */
export interface ScopeStages {
  algorithm(): string;
  method(request: VectorRequest, mode: Mode): string;
  /**
   * The time that is signed: the one that is given, whatever the clock shows, and whenever the
   * requests before were signed.
   */
  signingTime(given: string, clock: string, earlier: readonly VectorContext[]): string;
  /** The timestamp as it is sent and signed. */
  timestamp(timestamp: string): string;
  /** The date of the scope and of the signing key. */
  scopeDate(timestamp: string, clock: string): string;
  region(context: VectorContext, request: VectorRequest): string;
  service(context: VectorContext, request: VectorRequest): string;
  /** The parts of the scope, which slashes join. */
  scope(values: ScopeValues): string[];
  expiresIn(context: VectorContext): number;
  /** The token that is signed, if there is one. */
  tokenToSign(context: VectorContext, mode: Mode): string | undefined;
  canonicalRequest(parts: CanonicalRequestParts): string;
  hashCanonicalRequest(canonicalRequest: string): string;
  stringToSign(parts: StringToSignParts): string;
}

/** The last part of every credential scope: it names the version of the scheme. */
export const TERMINATOR = 'aws4_request';

export const SCOPE_STAGES: ScopeStages = {
  algorithm: () => 'AWS4-HMAC-SHA256',
  method: ({ method }) => method,
  signingTime: (given) => given,
  timestamp: (timestamp) => timestamp,
  scopeDate: (timestamp) => timestamp.slice(0, 8),
  region: ({ region }) => region,
  service: ({ service }) => service,
  scope: ({ date, region, service }) => [date, region, service, TERMINATOR],
  expiresIn: ({ expiresIn }) => expiresIn,
  tokenToSign: ({ credentials, options }) =>
    options.signSessionToken ? credentials.sessionToken : undefined,
  canonicalRequest: (parts) =>
    [
      parts.method,
      parts.canonicalUri,
      parts.canonicalQuery,
      parts.canonicalHeaders,
      parts.signedHeaders,
      parts.payloadHash,
    ].join('\n'),
  hashCanonicalRequest: sha256Hex,
  stringToSign: (parts) =>
    [parts.algorithm, parts.timestamp, parts.scope, parts.canonicalRequestHash].join('\n'),
};
