import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4, type SignatureV4CryptoInit } from '@smithy/signature-v4';
import { version } from '@smithy/signature-v4/package.json';
import type { Figures, Mode, VectorContext, VectorRequest } from '../vectors';
import { joinedHeaders } from './joined-headers';
import type { ReferenceSigner } from './reference-signer';

type Sha256Constructor = SignatureV4CryptoInit['sha256'];

/** The signer of the AWS SDK for JavaScript. */
export const smithySigner = smithySignerWith(Sha256);

/** The same signer on another SHA-256, such as a faster one. */
export function smithySignerWith(sha256: Sha256Constructor): ReferenceSigner {
  return {
    name: `@smithy/signature-v4 ${version}`,
    sign: (request, context, mode) => sign(request, context, mode, sha256),
  };
}

async function sign(
  request: VectorRequest,
  context: VectorContext,
  mode: Mode,
  sha256: Sha256Constructor,
): Promise<Figures> {
  const { options, timestamp, profile } = context;
  const isForS3 = profile === 's3';
  const signer = new RecordingSigner({
    credentials: signedCredentials(context),
    region: context.region,
    service: context.service,
    sha256,
    // The library's switches for S3: the path is neither normalized nor encoded, and the header of
    // the payload is always sent.
    uriEscapePath: options.normalizePath,
    applyChecksum: options.signBody || isForS3,
  });
  const httpRequest = {
    method: request.method,
    protocol: 'https:',
    hostname: joinedHeaders(request.headers).host ?? '',
    path: options.normalizePath || isForS3 ? request.path : uriEncodePath(request.path),
    query: parseQuery(request.query),
    headers: joinedHeaders(request.headers),
    body: isForS3 ? bodyForS3(request, context, mode) : bodyOf(request, context),
  };
  const signingDate = toDate(timestamp);
  if (mode === 'header') {
    const signed = await signer.sign(httpRequest, { signingDate });
    return signer.figures(/Signature=(\w+)$/.exec(signed.headers.authorization ?? '')?.[1]);
  }
  const signed = await signer.presign(httpRequest, { signingDate, expiresIn: context.expiresIn });
  return signer.figures(String(signed.query?.['X-Amz-Signature']));
}

/** Keeps the intermediate values, which the library computes and forgets. */
class RecordingSigner extends SignatureV4 {
  #canonicalRequest = '';
  #toSign = '';

  override createCanonicalRequest(
    ...args: Parameters<SignatureV4['createCanonicalRequest']>
  ): string {
    this.#canonicalRequest = super.createCanonicalRequest(...args);
    return this.#canonicalRequest;
  }

  override async createStringToSign(
    ...args: Parameters<SignatureV4['createStringToSign']>
  ): Promise<string> {
    this.#toSign = await super.createStringToSign(...args);
    return this.#toSign;
  }

  figures(signature = ''): Figures {
    return { canonicalRequest: this.#canonicalRequest, stringToSign: this.#toSign, signature };
  }
}

function bodyOf({ body }: VectorRequest, { options }: VectorContext) {
  return options.signBody ? body : undefined;
}

/** Of what is neither text nor bytes, such as a stream, the library does not sign the contents. */
function bodyForS3({ body }: VectorRequest, { options }: VectorContext, mode: Mode) {
  return options.signBody && mode === 'header' ? body : {};
}

/** A token that is sent but not signed is none of the signer's business. */
function signedCredentials({ credentials, options }: VectorContext) {
  const { sessionToken, ...keys } = credentials;
  return options.signSessionToken && sessionToken ? { ...keys, sessionToken } : keys;
}

/** The library takes a decoded query. */
function parseQuery(query: string): Record<string, string | string[]> {
  // Without a prototype: a parameter may be called `constructor`.
  const map: Record<string, string | string[]> = Object.create(null);
  for (const parameter of query.split('&').filter((part) => part !== '')) {
    const [name = '', ...rest] = parameter.split('=').map(decodeURIComponent);
    const value = rest.join('=');
    const known = map[name];
    map[name] = known === undefined ? value : [known, value].flat();
  }
  return map;
}

function uriEncodePath(path: string): string {
  return encodeURIComponent(path)
    .replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%2F', '/');
}

function toDate(timestamp: string): Date {
  return new Date(timestamp.replace(/^(....)(..)(..T..)(..)(..Z)$/, '$1-$2-$3:$4:$5'));
}
