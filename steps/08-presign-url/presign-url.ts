import {
  canonicalRequest,
  headersToSign,
  signedHeaders,
  uriEncode,
} from '../04-canonical-request/canonical-request';
import {
  assertSigningInput,
  DEFAULT_OPTIONS,
  type HttpRequest,
  type SigningContext,
} from '../04-canonical-request/signing-input';
import { ALGORITHM, credentialScope, stringToSign } from '../05-string-to-sign/string-to-sign';
import { signature, signingKey } from '../06-signing-key/signing-key';

/** An hour, in seconds: how long a URL is valid by default. */
const DEFAULT_EXPIRES_IN = 3600;

/**
 * A URL that contains its own signature: until it expires, anyone who has it can make this request.
 *
 * @param protocol `https` for AWS itself
 * @throws TypeError for input that cannot be signed
 */
export function presignUrl(
  request: HttpRequest,
  context: SigningContext,
  protocol: 'https' | 'http' = 'https',
): string {
  throw new Error('TODO presignUrl: put protocol, host, path and signed query together');
}

/**
 * Signs a request with Signature Version 4. The signature goes into the query string.
 *
 * @returns the whole query string, without the `?`: the request's own parameters, then those that
 *   signing adds, with `X-Amz-Signature` last
 * @throws TypeError for input that cannot be signed
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-authentication-methods.html
 */
export function presignQuery(request: HttpRequest, context: SigningContext): string {
  throw new Error(
    'TODO presignQuery: check the input, add the parameters, sign, add X-Amz-Signature',
  );
}
