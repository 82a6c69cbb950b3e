import { diagnose, LIMITS } from '../../sigv4/diagnosis/diagnose';
import { rebuiltRequest, type SignedRequest } from '../../sigv4/refusal/rebuilt-request';
import type { ServerFigures } from '../../sigv4/refusal/server-figures';
import { STAGES, sign } from '../../sigv4/staged-signer/staged-signer';
import type { Cloud } from '../account/cloud';
import { findKey } from '../identity/keys';
import type { RequestRecord } from './record';

/** What signing has added to the request. */
const ADDED_HEADERS = ['x-amz-content-sha256', 'x-amz-date', 'x-amz-security-token'];
const ADDED_PARAMETER =
  /^X-Amz-(Algorithm|Credential|Date|SignedHeaders|Expires|Security-Token|Signature)=/;

/**
 * Names the mistake behind a signature that does not match, if a signer that makes it would have given
 * that very signature with the caller's own key.
 *
 * @returns the likeliest; undefined if there is none
 */
export function diagnosisOf(record: RequestRecord, cloud: Cloud): RequestRecord['diagnosis'] {
  const { refusal, received, verified } = record.authentication ?? {};
  if (refusal !== 'signature-mismatch' || !verified || !received?.signature) return undefined;
  const key = findKey(cloud, received.accessKeyId ?? '');
  if (!key) return undefined;

  const signed = signedRequest(record, received.signedHeaders ?? [], verified, key.secretAccessKey);
  // A body that is signed in another way than a header of its own says cannot be expressed.
  if (sign(STAGES, signed).signature !== verified.signature) return undefined;
  const { mode, ...vector } = signed;
  const { signature } = received;
  const answered = { vector: { name: record.id, ...vector }, mode, answer: { signature } };
  const [explanation] = diagnose([answered], LIMITS.record).explanations;
  if (!explanation) return undefined;
  const { mistakes, title, why, fix, alternatives } = explanation;
  return { mistakes, title, why, fix, alternatives };
}

/** The request as it was before signing added to it, and what it was signed for. */
function signedRequest(
  { request }: RequestRecord,
  signedHeaders: string[],
  verified: ServerFigures,
  secretAccessKey: string,
): SignedRequest {
  const { context, mode } = rebuiltRequest(verified);
  const isOwn = (name: string) => mode === 'query' || !ADDED_HEADERS.includes(name);
  const parameters = request.query.split('&');
  return {
    mode,
    request: {
      ...request,
      headers: request.headers.filter(([name]) => {
        const key = name.toLowerCase();
        return signedHeaders.includes(key) && isOwn(key);
      }),
      query:
        mode === 'query'
          ? parameters.filter((text) => !ADDED_PARAMETER.test(text)).join('&')
          : request.query,
    },
    context: {
      ...context,
      credentials: { ...context.credentials, secretAccessKey },
      options: { ...context.options, signBody: signedHeaders.includes('x-amz-content-sha256') },
    },
  };
}
