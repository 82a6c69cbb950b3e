import { percentDecode } from '../staged-signer/uri-encode';
import { canonicalRequestParts } from '../stages';
import type { Header, Mode, VectorContext, VectorRequest } from '../vectors';
import type { ServerFigures } from './server-figures';

/** A request, and what it was signed for. */
export interface SignedRequest {
  request: VectorRequest;
  context: VectorContext;
  mode: Mode;
}

const ADDED_HEADERS = ['x-amz-date', 'x-amz-security-token'];
const ADDED_PARAMETER = /^X-Amz-(Algorithm|Credential|Date|SignedHeaders|Expires|Security-Token)=/;

/**
 * The request that AWS's texts describe, without a body: as it was before signing added to it. The
 * order in which the headers and parameters were sent, and the secret key, are not in those texts.
 */
export function rebuiltRequest({ canonicalRequest, stringToSign }: ServerFigures): SignedRequest {
  const parts = canonicalRequestParts(canonicalRequest);
  const parameters = parts['canonical-query'].split('&').filter((text) => text !== '');
  const headers = headersOf(parts['canonical-headers']);
  const isPresigned = parameters.some((text) => text.startsWith('X-Amz-Algorithm='));
  return {
    request: {
      method: parts.method,
      // The canonical URI is the path encoded once more than it was sent.
      path: percentDecode(parts['canonical-uri']),
      query: parameters.filter((text) => !(isPresigned && ADDED_PARAMETER.test(text))).join('&'),
      headers: headers.filter(([name]) => isPresigned || !ADDED_HEADERS.includes(name)),
      body: '',
    },
    context: contextOf(stringToSign, parameters, headers),
    mode: isPresigned ? 'query' : 'header',
  };
}

function headersOf(text: string): Header[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)]);
}

function contextOf(stringToSign: string, parameters: string[], headers: Header[]): VectorContext {
  const [, timestamp = '', scope = ''] = stringToSign.split('\n');
  const [, region = '', service = ''] = scope.split('/');
  const parameter = (name: string) => {
    const found = parameters.find((text) => text.startsWith(`${name}=`));
    return found && percentDecode(found.slice(name.length + 1));
  };
  const sessionToken =
    parameter('X-Amz-Security-Token') ??
    headers.find(([name]) => name === 'x-amz-security-token')?.[1];
  const [accessKeyId = ''] = (parameter('X-Amz-Credential') ?? '').split('/');
  return {
    credentials: { accessKeyId, secretAccessKey: '', ...(sessionToken ? { sessionToken } : {}) },
    region,
    service,
    timestamp,
    expiresIn: Number(parameter('X-Amz-Expires') ?? 0),
    options: { normalizePath: true, signBody: false, signSessionToken: true },
  };
}
