/**
 * Why a signature was refused. The facts only: each service puts them into its own words.
 */
export type SignatureRefusal =
  /** Neither an Authorization header nor an X-Amz-Signature parameter was sent. */
  | { rule: 'missing-authorization' }
  /** The Authorization header holds something without an equal-sign. */
  | { rule: 'not-key-value'; authorization: string }
  /** The scheme is not AWS4-HMAC-SHA256, but looks like a member of its family. */
  | { rule: 'unsupported-algorithm'; algorithm: string }
  | { rule: 'missing-parts'; missing: AuthorizationPart[]; authorization: string }
  /** The Authorization header names a part twice, or one that no signature has. */
  | { rule: 'unexpected-part'; part: string }
  /** Query form: these parameters are absent. */
  | { rule: 'missing-parameters'; missing: string[] }
  /** Query form: X-Amz-Expires is no number between 0 and 604800. */
  | { rule: 'malformed-expires'; expires: string }
  /** The credential has not five parts. */
  | { rule: 'malformed-credential'; credential: string }
  | { rule: 'malformed-date'; date: string }
  | { rule: 'host-not-signed' }
  /** The access key is on no file, or a temporary one came without its session token or with another. */
  | { rule: 'unknown-key' }
  | { rule: 'expired-token' }
  | { rule: 'inactive-key' }
  | { rule: 'wrong-terminator'; terminator: string }
  | { rule: 'wrong-service'; expected: string; received: string }
  | { rule: 'wrong-region'; expected: string; received: string }
  /** The scope's date is not that of X-Amz-Date. */
  | { rule: 'scope-date-mismatch'; scopeDate: string; dateOfRequest: string; requestDate: string }
  /** All three in ISO 8601 basic form; the limit is the earliest date that would do. */
  | { rule: 'signature-expired'; requestDate: string; limit: string; serverDate: string }
  /** The limit is the latest date that would do. */
  | { rule: 'not-yet-current'; requestDate: string; limit: string; serverDate: string }
  | { rule: 'signature-mismatch'; canonicalRequest: string; stringToSign: string };

export type AuthorizationPart = 'Credential' | 'Signature' | 'SignedHeaders' | 'Date';
