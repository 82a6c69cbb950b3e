import { AwsV4Signer } from 'aws4fetch';
import { bodyOf, keysToSign, targetOf, urlOf } from './adapter.mjs';

/** aws4fetch (npm). */
export async function sign(input) {
  const { mode, request, region, service, timestamp, expiresIn, options } = input;
  if (!options.normalizePath && service !== 's3')
    return { skip: 'joins the slashes of every path but that of s3' };
  const isQuery = mode === 'query';
  const headers = fetchHeaders(request.headers);
  if (!headers) return { skip: 'fetch refuses one of the headers' };
  const signer = new AwsV4Signer({
    method: request.method,
    url: urlOf(request, ...(isQuery ? [`X-Amz-Expires=${expiresIn}`] : [])),
    headers,
    body: bodyOf(request),
    ...keysToSign(input),
    region,
    service,
    datetime: timestamp,
    signQuery: isQuery,
  });
  const signed = await signer.sign();
  return {
    authorization: signed.headers.get('authorization') ?? undefined,
    url: isQuery ? String(signed.url) : undefined,
    sent: { ...targetOf(signed.url), headers: [['host', signed.url.host], ...signed.headers] },
  };
}

/** undefined for what fetch would never send: a newline in a value, or characters beyond Latin-1 */
function fetchHeaders(headers) {
  try {
    return new Headers(headers);
  } catch {
    return undefined;
  }
}
