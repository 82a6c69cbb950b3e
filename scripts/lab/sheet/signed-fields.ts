import {
  headerValue,
  type PastedRequest,
  type SignedParts,
  signedPartsOf,
} from '../../inspect/pasted/signed-parts';
import type { RequestRecord } from '../../local-aws';
import { percentDecode } from '../../sigv4/staged-signer/uri-encode';
import type { Fields } from './fields';

const ADDED_HEADER = /^(authorization|x-amz-date|x-amz-security-token|x-amz-content-sha256)$/i;
const ADDED_PARAMETER =
  /^X-Amz-(Algorithm|Credential|Date|SignedHeaders|Expires|Security-Token|Signature)=/;

/** A signed request as it was before it was signed; its secret key is not known. */
export function fieldsOfSigned(request: PastedRequest, parts: SignedParts | undefined): Fields {
  const { method = 'GET', path = '/', query = '', body = '' } = request;
  const [accessKeyId = '', , region = '', service = ''] = (parts?.credential ?? '').split('/');
  const isQuery = parts?.form === 'query';
  const parameters = query.split('&').filter((text) => text !== '');
  const own = parameters.filter((text) => !(isQuery && ADDED_PARAMETER.test(text)));
  return {
    method,
    path,
    query: own.join('&'),
    headers: signedHeadersOf(request, parts)
      .map(([name, value]) => `${name}: ${value}`)
      .join('\n'),
    body,
    bodyForm: 'text',
    region,
    service,
    timestamp: parts?.date ?? '',
    accessKeyId,
    secretAccessKey: '',
    sessionToken: tokenOf(request, parameters),
    expiresIn: parts?.expires ?? '3600',
    form: parts?.form ?? 'header',
    normalizePath: service !== 's3',
    signBody: headerValue(request.headers, 'x-amz-content-sha256') !== undefined,
    signSessionToken: true,
    s3Rules: service === 's3',
  };
}

/** A request that reached local AWS, as it was before it was signed. */
export function fieldsOfRecord({ request }: RequestRecord): Fields {
  return fieldsOfSigned(request, signedPartsOf(request));
}

/** Those that are signed, without what signing has added; a client sends Host by itself. */
function signedHeadersOf({ headers, host }: PastedRequest, parts: SignedParts | undefined) {
  const names = parts?.signedHeaders?.toLowerCase().split(/[;,]\s*/);
  const own = headers.filter(
    ([name]) => !ADDED_HEADER.test(name) && (!names || names.includes(name.toLowerCase())),
  );
  const hasHost = headerValue(own, 'host') !== undefined;
  return hasHost || host === undefined ? own : [['Host', host], ...own];
}

function tokenOf({ headers }: PastedRequest, parameters: readonly string[]): string {
  const name = 'X-Amz-Security-Token=';
  const parameter = parameters.find((text) => text.startsWith(name))?.slice(name.length);
  return headerValue(headers, 'x-amz-security-token') ?? percentDecode(parameter ?? '');
}
