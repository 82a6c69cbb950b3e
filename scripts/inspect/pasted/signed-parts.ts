import { percentDecode } from '../../sigv4/staged-signer/uri-encode';
import type { Header } from '../../sigv4/vectors';

/** What was pasted of a request, as far as it goes. */
export interface PastedRequest {
  method?: string;
  host?: string;
  /** As in the request line. */
  path?: string;
  /** Without the `?`. */
  query?: string;
  headers: Header[];
  /** Undefined where the body is not known, such as one from a file. */
  body?: string;
}

/** What is in an Authorization header, or in the query string of a presigned URL. */
export interface SignedParts {
  form: 'header' | 'query';
  algorithm?: string;
  credential?: string;
  /** As it is there. */
  signedHeaders?: string;
  signature?: string;
  /** The timestamp, from X-Amz-Date. */
  date?: string;
  /** Seconds that a presigned URL is valid. */
  expires?: string;
  hasToken: boolean;
}

/** Takes the signature of a request apart; undefined where there is none. */
export function signedPartsOf(request: PastedRequest): SignedParts | undefined {
  const header = (name: string) => headerValue(request.headers, name);
  const authorization = header('authorization');
  if (authorization !== undefined) {
    return {
      ...partsOfAuthorization(authorization),
      date: header('x-amz-date'),
      hasToken: header('x-amz-security-token') !== undefined,
    };
  }
  const parameters = new Map(
    (request.query ?? '').split('&').map((text) => {
      const [name = '', value = ''] = text.split('=');
      return [name, percentDecode(value)];
    }),
  );
  if (!parameters.has('X-Amz-Signature') && !parameters.has('X-Amz-Credential')) return undefined;
  return {
    form: 'query',
    algorithm: parameters.get('X-Amz-Algorithm'),
    credential: parameters.get('X-Amz-Credential'),
    signedHeaders: parameters.get('X-Amz-SignedHeaders'),
    signature: parameters.get('X-Amz-Signature'),
    date: parameters.get('X-Amz-Date'),
    expires: parameters.get('X-Amz-Expires'),
    hasToken: parameters.has('X-Amz-Security-Token'),
  };
}

/** @param value of an Authorization header, in whichever order its parts are */
function partsOfAuthorization(value: string): Omit<SignedParts, 'hasToken'> {
  const part = (name: string) => new RegExp(`\\b${name}=([^,\\s]*)`).exec(value)?.[1];
  const [algorithm] = value.trim().split(/\s/);
  return {
    form: 'header',
    algorithm: algorithm?.includes('=') ? undefined : algorithm,
    credential: part('Credential'),
    // They may be joined by something else than semicolons: they end where the next name begins.
    signedHeaders: /\bSignedHeaders=(.*?)(?:,?\s*(?:Signature|Credential)=|$)/.exec(value)?.[1],
    signature: part('Signature'),
  };
}

/** The value of a header, whatever the case of its name. */
export function headerValue(headers: readonly Header[], name: string): string | undefined {
  return headers.find(([other]) => other.toLowerCase() === name)?.[1];
}
