import {
  canonicalRequest,
  headersToSign,
  payloadHash,
  signedHeaders,
} from '../04-canonical-request/canonical-request';
import {
  assertSigningInput,
  DEFAULT_OPTIONS,
  type Header,
  type HttpRequest,
  type SigningContext,
} from '../04-canonical-request/signing-input';
import { ALGORITHM, credentialScope, stringToSign } from '../05-string-to-sign/string-to-sign';
import { signature, signingKey } from '../06-signing-key/signing-key';

/** The headers that signing adds. If a request is signed again, the old ones must go first. */
const ADDED_HEADERS = new Set([
  'authorization',
  'x-amz-content-sha256',
  'x-amz-date',
  'x-amz-security-token',
]);

/**
 * Signs a request with Signature Version 4. The signature goes into a header.
 *
 * @returns a copy of the request with `X-Amz-Security-Token` (for temporary credentials),
 *   `X-Amz-Date`, `x-amz-content-sha256` (where the body is signed) and `Authorization` added
 * @throws TypeError for input that cannot be signed
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 * @exercise check the input, add the headers, sign, add Authorization
 */
export function signRequest(request: HttpRequest, context: SigningContext): HttpRequest {
  assertSigningInput(request, context);
  const options = { ...DEFAULT_OPTIONS, ...context.options };
  const { sessionToken } = context.credentials;

  const token: Header[] = sessionToken ? [['X-Amz-Security-Token', sessionToken]] : [];
  const date: Header = ['X-Amz-Date', context.timestamp];
  const contentHash: Header[] = options.signBody
    ? [['x-amz-content-sha256', payloadHash(request.body)]]
    : [];

  const ownHeaders = request.headers.filter(([name]) => !ADDED_HEADERS.has(name.toLowerCase()));
  const signedToken = options.signSessionToken ? token : [];
  const toSign = { ...request, headers: [...ownHeaders, ...signedToken, date, ...contentHash] };
  const authorization: Header = [
    'Authorization',
    authorizationHeader(
      context,
      signedHeaders(headersToSign(toSign.headers)),
      signature(signingKey(context), stringToSign(canonicalRequest(toSign, options), context)),
    ),
  ];
  return { ...request, headers: [...ownHeaders, ...token, date, ...contentHash, authorization] };
}

/**
 * The value of the Authorization header: who signed, for which scope, which headers are signed, and
 * the signature.
 *
 * @param signedHeaderNames joined with semicolons, as in the canonical request
 * @param signatureHex 64 hexadecimal digits in lower case
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html#add-signature-to-request
 * @exercise write algorithm, Credential, SignedHeaders and Signature
 */
export function authorizationHeader(
  context: SigningContext,
  signedHeaderNames: string,
  signatureHex: string,
): string {
  const credential = `${context.credentials.accessKeyId}/${credentialScope(context)}`;
  return `${ALGORITHM} Credential=${credential}, SignedHeaders=${signedHeaderNames}, Signature=${signatureHex}`;
}
