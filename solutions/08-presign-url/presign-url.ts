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
 * @exercise put protocol, host, path and signed query together
 */
export function presignUrl(
  request: HttpRequest,
  context: SigningContext,
  protocol: 'https' | 'http' = 'https',
): string {
  const query = presignQuery(request, context);
  const host = request.headers.find(([name]) => name.toLowerCase() === 'host')?.[1].trim();
  return `${protocol}://${host}${request.path}?${query}`;
}

/**
 * Signs a request with Signature Version 4. The signature goes into the query string.
 *
 * @returns the whole query string, without the `?`: the request's own parameters, then those that
 *   signing adds, with `X-Amz-Signature` last
 * @throws TypeError for input that cannot be signed
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-authentication-methods.html
 * @exercise check the input, add the parameters, sign, add X-Amz-Signature
 */
export function presignQuery(request: HttpRequest, context: SigningContext): string {
  assertSigningInput(request, context);
  const options = { ...DEFAULT_OPTIONS, ...context.options };
  const { accessKeyId, sessionToken } = context.credentials;

  const parameters = parametersOf({
    'X-Amz-Algorithm': ALGORITHM,
    'X-Amz-Credential': `${accessKeyId}/${credentialScope(context)}`,
    'X-Amz-Date': context.timestamp,
    'X-Amz-SignedHeaders': signedHeaders(headersToSign(request.headers)),
    'X-Amz-Expires': String(context.expiresIn ?? DEFAULT_EXPIRES_IN),
  });
  const token = sessionToken ? parametersOf({ 'X-Amz-Security-Token': sessionToken }) : [];
  const own = request.query === '' ? [] : [request.query];

  const signedToken = options.signSessionToken ? token : [];
  const toSign = { ...request, query: [...own, ...parameters, ...signedToken].join('&') };
  const proof = parametersOf({
    'X-Amz-Signature': signature(
      signingKey(context),
      stringToSign(canonicalRequest(toSign, options), context),
    ),
  });
  return [...own, ...parameters, ...token, ...proof].join('&');
}

function parametersOf(values: Record<string, string>): string[] {
  return Object.entries(values).map(([name, value]) => `${name}=${uriEncode(value)}`);
}
