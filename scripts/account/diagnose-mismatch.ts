import type { DiagnoseSignature, SignatureMismatch } from '../local-aws';
import { rebuiltRequest, type SignedRequest } from '../sigv4/refusal/rebuilt-request';
import { STAGES, sign } from '../sigv4/staged-signer/staged-signer';

type DiagnosisModule = typeof import('../sigv4/diagnosis/diagnose');

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
export const diagnoseMismatch: DiagnoseSignature = (mismatch) => {
  const signed = signedRequest(mismatch);
  // A body that is signed in another way than a header of its own says cannot be expressed.
  if (sign(STAGES, signed).signature !== mismatch.verified.signature) return undefined;
  const { mode, ...vector } = signed;
  const { id, signature } = mismatch;
  const answered = { vector: { name: id, ...vector }, mode, answer: { signature } };
  // Loaded here, so that nobody whose signatures are right waits for the catalogue.
  const { diagnose, LIMITS } = require('../sigv4/diagnosis/diagnose') as DiagnosisModule;
  const [explanation] = diagnose([answered], LIMITS.record).explanations;
  if (!explanation) return undefined;
  const { mistakes, title, why, fix, alternatives } = explanation;
  return { mistakes, title, why, fix, alternatives };
};

/** The request as it was before signing added to it, and what it was signed for. */
function signedRequest({
  request,
  signedHeaders,
  verified,
  secretAccessKey,
}: SignatureMismatch): SignedRequest {
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
