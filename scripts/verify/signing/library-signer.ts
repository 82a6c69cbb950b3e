import { createHmac } from 'node:crypto';
import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import type {
  Header,
  HttpRequest,
  SigningContext,
} from '../../../solutions/04-canonical-request/signing-input';
import type { SignedRequest } from '../../sigv4/refusal/rebuilt-request';
import { signatureIn, signedRequest } from './own-figures';

/** What the library computes otherwise than by itself. */
export interface Substitutes {
  /** @param request with all headers that are to be signed */
  canonicalRequest?: (request: HttpRequest) => string;
  stringToSign?: (canonicalRequest: string) => string;
  /** @returns 32 bytes */
  signingKey?: () => Uint8Array;
}

/** A request that the library has signed, and what it was signed by. */
export interface LibrarySigned {
  request: HttpRequest;
  canonicalRequest: string;
  stringToSign: string;
  signature: string;
  /** The request before it was signed. */
  signed: SignedRequest;
}

/**
 * Signs a request with the signer of the AWS SDK, of which single stages can be substituted: so one
 * stage can be proven while all others are right.
 *
 * @param request whose query has no parameter twice
 */
export async function signWithLibrary(
  request: HttpRequest,
  context: SigningContext,
  substitutes: Substitutes = {},
): Promise<LibrarySigned> {
  const signer = new SubstitutingSigner(request, context, substitutes);
  const signed = await signer.sign(
    {
      method: request.method,
      protocol: 'https:',
      hostname: hostOf(request),
      path: request.path,
      query: Object.fromEntries(new URLSearchParams(request.query)),
      headers: Object.fromEntries(request.headers),
      body: request.body,
    },
    { signingDate: dateOf(context.timestamp) },
  );
  const { canonicalRequest, stringToSign } = signer;
  const { authorization = '', ...others } = signed.headers;
  const signature = substitutes.signingKey
    ? createHmac('sha256', substitutes.signingKey()).update(stringToSign).digest('hex')
    : signatureIn(authorization);
  const headers: Header[] = [
    ...Object.entries(others),
    ['authorization', authorization.replace(/Signature=.*$/, `Signature=${signature}`)],
  ];
  return {
    request: { ...request, headers },
    canonicalRequest,
    stringToSign,
    signature,
    signed: signedRequest(request, context, 'header'),
  };
}

class SubstitutingSigner extends SignatureV4 {
  canonicalRequest = '';
  stringToSign = '';

  readonly #request: HttpRequest;
  readonly #substitutes: Substitutes;

  constructor(request: HttpRequest, context: SigningContext, substitutes: Substitutes) {
    const { credentials, region, service } = context;
    super({ credentials, region, service, sha256: Sha256 });
    this.#request = request;
    this.#substitutes = substitutes;
  }

  override createCanonicalRequest(
    ...args: Parameters<SignatureV4['createCanonicalRequest']>
  ): string {
    const headers = Object.entries(args[0].headers);
    this.canonicalRequest =
      this.#substitutes.canonicalRequest?.({ ...this.#request, headers }) ??
      super.createCanonicalRequest(...args);
    return this.canonicalRequest;
  }

  override async createStringToSign(
    ...args: Parameters<SignatureV4['createStringToSign']>
  ): Promise<string> {
    this.stringToSign =
      this.#substitutes.stringToSign?.(this.canonicalRequest) ??
      (await super.createStringToSign(...args));
    return this.stringToSign;
  }
}

function hostOf({ headers }: HttpRequest): string {
  return headers.find(([name]) => name.toLowerCase() === 'host')?.[1] ?? '';
}

function dateOf(timestamp: string): Date {
  return new Date(timestamp.replace(/^(....)(..)(..T..)(..)(..Z)$/, '$1-$2-$3:$4:$5'));
}
