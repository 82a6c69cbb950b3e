import signature from 'aws-signature-v4';
import { bodyOf, dateOf, joinedHeaders, keysToSign, targetOf } from './adapter.mjs';

/** aws-signature-v4 (npm): a function for each stage in header form, one for a presigned URL. */
export function sign(input) {
  const { mode, request, region, service, timestamp, expiresIn, options } = input;
  if (!options.normalizePath) return { skip: 'normalizes every path' };
  const keys = keysToSign(input);
  const time = dateOf(timestamp).getTime();
  const headers = joinedHeaders(request.headers);
  const { method, query } = request;
  const path = request.path || '/';
  if (mode === 'query') {
    const { host, ...others } = headers;
    const url = signature.createPresignedURL(method, host, path, service, bodyOf(request) ?? '', {
      key: keys.accessKeyId,
      secret: keys.secretAccessKey,
      sessionToken: keys.sessionToken,
      signSessionToken: true,
      timestamp: time,
      region,
      expires: expiresIn,
      query,
      headers: others,
    });
    return { url, sent: targetOf(url) };
  }
  const all = { ...headers, 'x-amz-date': timestamp };
  if (keys.sessionToken) all['x-amz-security-token'] = keys.sessionToken;
  const canonicalRequest = signature.createCanonicalRequest(
    method,
    path,
    query,
    all,
    bodyOf(request),
    true,
  );
  const stringToSign = signature.createStringToSign(time, region, service, canonicalRequest);
  const signed = signature.createSignature(
    keys.secretAccessKey,
    time,
    region,
    service,
    stringToSign,
  );
  const scope = signature.createCredentialScope(time, region, service);
  return {
    canonicalRequest,
    stringToSign,
    authorization: signature.createAuthorizationHeader(
      keys.accessKeyId,
      scope,
      signature.createSignedHeaders(all),
      signed,
    ),
    sent: { path, headers: Object.entries(all) },
  };
}
