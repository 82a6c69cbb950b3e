import type * as CanonicalRequest from '../../../solutions/04-canonical-request/canonical-request';
import {
  DEFAULT_OPTIONS,
  type HttpRequest,
  type SigningContext,
} from '../../../solutions/04-canonical-request/signing-input';
import type * as StringToSign from '../../../solutions/05-string-to-sign/string-to-sign';
import type { SignedRequest } from '../../sigv4/refusal/rebuilt-request';
import type { Mode } from '../../sigv4/vectors';
import type { Code } from '../code';
import type { OwnFigures } from '../refusal/explain-mismatch';

/**
 * What the learner's own stages make of a request.
 *
 * @param request with all that was signed, and nothing that was added after
 */
export function figuresOf(code: Code, request: HttpRequest, context: SigningContext): OwnFigures {
  const { canonicalRequest } = code.load<typeof CanonicalRequest>(
    '04-canonical-request/canonical-request',
    'canonicalRequest',
  );
  const { stringToSign } = code.load<typeof StringToSign>(
    '05-string-to-sign/string-to-sign',
    'stringToSign',
  );
  const canonical = canonicalRequest(request, DEFAULT_OPTIONS);
  return { canonicalRequest: canonical, stringToSign: stringToSign(canonical, context) };
}

/** A signed request without its signature: what was signed. */
export function withoutAuthorization(request: HttpRequest): HttpRequest {
  const headers = request.headers.filter(([name]) => name.toLowerCase() !== 'authorization');
  return { ...request, headers };
}

/** A request before it is signed, with all that it is signed with, as the diagnosis takes it. */
export function signedRequest(
  request: HttpRequest,
  context: SigningContext,
  mode: Mode,
): SignedRequest {
  return {
    request,
    context: { expiresIn: 3600, ...context, options: DEFAULT_OPTIONS },
    mode,
  };
}

/** The signature in an Authorization header or a presigned URL; empty where there is none. */
export function signatureIn(text: string): string {
  return /Signature=([^&,\s]*)/.exec(text)?.[1] ?? '';
}
