import type { Cloud } from '../account/cloud';
import type { AuthenticationEvidence } from '../admission/authentication/evidence';
import { findKey } from '../identity/keys';
import type { RequestRecord, SignatureDiagnosis } from './record';

/** A request that does not bear the signature that it should. */
export interface SignatureMismatch {
  /** Of its record. */
  id: string;
  request: RequestRecord['request'];
  /** As the caller has sent them: lower-case names of headers, and a signature in hex. */
  signedHeaders: string[];
  signature: string;
  /** What local AWS has computed from the request as it arrived. */
  verified: NonNullable<AuthenticationEvidence['verified']>;
  /** The caller's own. */
  secretAccessKey: string;
}

/** Names the mistake behind a wrong signature, where it can. */
export type DiagnoseSignature = (mismatch: SignatureMismatch) => SignatureDiagnosis | undefined;

/** What a diagnosis needs of a request that was refused for its signature; undefined for any other. */
export function signatureMismatch(
  { id, request, authentication }: RequestRecord,
  cloud: Cloud,
): SignatureMismatch | undefined {
  const { refusal, received, verified } = authentication ?? {};
  if (refusal !== 'signature-mismatch' || !verified || !received?.signature) return undefined;
  const key = findKey(cloud, received.accessKeyId ?? '');
  if (!key) return undefined;
  const { signature, signedHeaders = [] } = received;
  return { id, request, signedHeaders, signature, verified, secretAccessKey: key.secretAccessKey };
}
