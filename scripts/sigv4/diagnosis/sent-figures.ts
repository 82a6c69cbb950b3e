import { percentDecode } from '../staged-signer/uri-encode';
import type { GivenFigures } from './answered-case';

/** What an Authorization header tells, in whichever order: all that it holds of the figures. */
export function figuresInAuthorization(value: string): GivenFigures {
  const [, credential] = /\bCredential=([^,\s]+)/.exec(value) ?? [];
  // They may be joined by something else than semicolons: they end where the next name begins.
  const [, signedHeaders] =
    /\bSignedHeaders=(.*?)(?:,?\s*(?:Signature|Credential)=|$)/.exec(value) ?? [];
  const [, signature] = /\bSignature=([^,\s]+)/.exec(value) ?? [];
  return { signature, credential, signedHeaders };
}

/** What the query string of a presigned URL tells of the figures. */
export function figuresInUrl(url: string): GivenFigures {
  const parameter = (name: string) => {
    const [, value] = new RegExp(`[?&]${name}=([^&#]+)`).exec(url) ?? [];
    return value && percentDecode(value);
  };
  return {
    signature: parameter('X-Amz-Signature'),
    timestamp: parameter('X-Amz-Date'),
    credential: parameter('X-Amz-Credential'),
    signedHeaders: parameter('X-Amz-SignedHeaders'),
  };
}
