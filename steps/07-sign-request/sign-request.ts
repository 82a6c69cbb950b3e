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
 */
export function signRequest(request: HttpRequest, context: SigningContext): HttpRequest {
  throw new Error('TODO signRequest: check the input, add the headers, sign, add Authorization');
}

/**
 * The value of the Authorization header: who signed, for which scope, which headers are signed, and
 * the signature.
 *
 * @param signedHeaderNames joined with semicolons, as in the canonical request
 * @param signatureHex 64 hexadecimal digits in lower case
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html#add-signature-to-request
 */
export function authorizationHeader(
  context: SigningContext,
  signedHeaderNames: string,
  signatureHex: string,
): string {
  throw new Error(
    'TODO authorizationHeader: write algorithm, Credential, SignedHeaders and Signature',
  );
}
