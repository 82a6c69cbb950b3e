import { presignUrl, signRequest } from '@aws-amplify/core/internals/aws-client-utils';
import { bodyOf, dateOf, joinedHeaders, keysToSign, targetOf, urlOf } from './adapter.mjs';

/** @aws-amplify/core (npm), the signer of Amplify for JavaScript. */
export function sign(input) {
  const { mode, request, region, service, timestamp, expiresIn, options, profile } = input;
  if (profile === 's3') return { skip: 'leaves x-amz-content-sha256 to its caller' };
  if (!options.normalizePath) return { skip: 'takes a URL, which normalizes the path' };
  const headers = joinedHeaders(request.headers);
  const isQuery = mode === 'query';
  if (isQuery && Object.keys(headers).length > 1) return { skip: 'signs Host alone in query form' };
  const asked = {
    method: request.method,
    url: new URL(urlOf(request)),
    headers,
    body: bodyOf(request),
  };
  const how = {
    credentials: keysToSign(input),
    signingDate: dateOf(timestamp),
    signingRegion: region,
    signingService: service,
    uriEscapePath: service !== 's3',
  };
  if (isQuery) {
    const url = String(presignUrl(asked, { ...how, expiration: expiresIn }));
    return { url, sent: { ...targetOf(url), headers: [['host', asked.url.host]] } };
  }
  const signed = signRequest(asked, how);
  return {
    authorization: signed.headers.authorization ?? signed.headers.Authorization,
    sent: { ...targetOf(signed.url), headers: Object.entries(signed.headers) },
  };
}
