import aws4 from 'aws4';
import { bodyOf, joinedHeaders, keysToSign, targetOf, urlOf } from './adapter.mjs';

/** aws4 (npm). */
export function sign(input) {
  const { mode, request, region, service, timestamp, expiresIn, options, profile } = input;
  if (!options.normalizePath && service !== 's3')
    return { skip: 'normalizes the path of every service but s3' };
  const isQuery = mode === 'query';
  // In query form it takes the date and the expiry from the parameters.
  const added = isQuery ? [`X-Amz-Date=${timestamp}`, `X-Amz-Expires=${expiresIn}`] : [];
  const { path, query } = targetOf(urlOf(request, ...added));
  const headers = joinedHeaders(request.headers);
  const isUnsigned = profile === 's3' && !options.signBody && !isQuery;
  if (isUnsigned) headers['x-amz-content-sha256'] = 'UNSIGNED-PAYLOAD';
  const signed = aws4.sign(
    {
      method: request.method,
      path: query === '' ? path : `${path}?${query}`,
      headers: isQuery ? headers : { ...headers, 'x-amz-date': timestamp },
      body: bodyOf(request),
      region,
      service,
      signQuery: isQuery,
    },
    keysToSign(input),
  );
  const url = `https://${headers.host}${signed.path}`;
  return {
    authorization: signed.headers.Authorization,
    url: isQuery ? url : undefined,
    sent: {
      ...targetOf(url),
      headers: Object.entries(signed.headers).map(([name, value]) => [name, String(value)]),
    },
  };
}
