import { createSignedFetcher } from 'aws-sigv4-fetch';
import { bodyOf, keysToSign, stopClock, targetOf, urlOf } from './adapter.mjs';

/** aws-sigv4-fetch (npm): it reads the clock, and tells what it sends to the fetch that it is given. */
export async function sign(input) {
  const { mode, request, region, service, timestamp, options } = input;
  if (mode === 'query') return { skip: 'signs headers only' };
  if (!options.normalizePath) return { skip: 'normalizes every path' };
  const body = bodyOf(request);
  if (body && ['GET', 'HEAD'].includes(request.method))
    return { skip: 'fetch sends no body with GET' };
  stopClock(timestamp);
  let sent;
  const signedFetch = createSignedFetcher({
    credentials: keysToSign(input),
    region,
    service,
    fetch: async (signed) => {
      sent = signed;
    },
  });
  try {
    await signedFetch(urlOf(request), { method: request.method, headers: request.headers, body });
  } catch (error) {
    // A newline in a header's value, or a character beyond Latin-1.
    if (error instanceof TypeError) return { skip: `fetch refuses it: ${error.message}` };
    throw error;
  }
  return {
    authorization: sent.headers.get('authorization'),
    sent: {
      method: sent.method,
      ...targetOf(sent.url),
      headers: [['host', new URL(sent.url).host], ...withoutHost(sent.headers)],
    },
  };
}

function withoutHost(headers) {
  return [...headers].filter(([name]) => name !== 'host');
}
