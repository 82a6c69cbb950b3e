import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import { bodyOf, dateOf, joinedHeaders, keysToSign } from './adapter.mjs';

/** @smithy/signature-v4 (npm), the signer of the AWS SDK for JavaScript. */
export async function sign(input) {
  const { mode, request, region, service, timestamp, expiresIn, options } = input;
  const signer = new SignatureV4({
    credentials: keysToSign(input),
    region,
    service,
    sha256: Sha256,
    // The library's switch for S3: the path is neither normalized nor encoded.
    uriEscapePath: options.normalizePath,
  });
  const headers = joinedHeaders(request.headers);
  const isForS3 = input.profile === 's3';
  const isQuery = mode === 'query';
  const asked = {
    method: request.method,
    protocol: 'https:',
    hostname: headers.host,
    path: options.normalizePath || isForS3 ? request.path : encodedPath(request.path),
    query: decodedQuery(request.query),
    headers,
    // Of what is neither text nor bytes, such as a stream, it does not sign the contents.
    body: isForS3 && (isQuery || !options.signBody) ? {} : bodyOf(request),
  };
  const signingDate = dateOf(timestamp);
  const signed = isQuery
    ? await signer.presign(asked, { signingDate, expiresIn })
    : await signer.sign(asked, { signingDate });
  const query = encodedQuery(signed.query);
  return {
    authorization: signed.headers.authorization,
    url: isQuery ? `https://${headers.host}${signed.path}?${query}` : undefined,
    sent: { query, headers: Object.entries(signed.headers) },
  };
}

function encodedPath(path) {
  return path.split('/').map(encoded).join('/') || '/';
}

/** The library takes the query decoded: values by name, lists for a repeated one. */
function decodedQuery(query) {
  const values = Object.create(null);
  for (const [name, value] of new URLSearchParams(query)) {
    values[name] = name in values ? [values[name], value].flat() : value;
  }
  return values;
}

/** As the SDK's HTTP client writes it. */
function encodedQuery(query = {}) {
  return Object.entries(query)
    .flatMap(([name, values]) => [values].flat().map((value) => [name, value]))
    .map((pair) => pair.map(encoded).join('='))
    .join('&');
}

function encoded(text) {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
