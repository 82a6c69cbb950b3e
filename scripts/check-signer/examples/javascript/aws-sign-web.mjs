import awsSignWeb from 'aws-sign-web';
import { bodyOf, dateOf, joinedHeaders, keysToSign, urlOf } from './adapter.mjs';

// It lets the browser take a URL apart.
globalThis.document = { createElement: () => new URL('https://example.amazonaws.com') };

/** aws-sign-web (npm). */
export function sign(input) {
  const { mode, request, region, service, timestamp, options } = input;
  if (mode === 'query') return { skip: 'signs headers only' };
  if (!options.normalizePath) return { skip: 'has no option for the path of s3' };
  if (request.bodyBase64 !== undefined) return { skip: 'takes a body as text' };
  const signer = new awsSignWeb.AwsSigner({
    ...keysToSign(input),
    region,
    service,
    defaultAcceptType: '',
    defaultContentType: '',
  });
  const { host, ...headers } = joinedHeaders(request.headers);
  const signed = signer.sign(
    { method: request.method, url: urlOf(request), headers, body: bodyOf(request) },
    dateOf(timestamp),
  );
  const added = { host, ...headers, ...signed };
  return {
    authorization: signed.Authorization,
    sent: { headers: Object.entries(added).filter(([, value]) => value !== undefined) },
  };
}
