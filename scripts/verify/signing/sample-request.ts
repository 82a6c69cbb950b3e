import type {
  HttpRequest,
  SigningContext,
} from '../../../solutions/04-canonical-request/signing-input';
import type { Sign } from '../../../solutions/09-call-the-api/caller';
import { inspectLibraryHeaders } from '../../inspect/library-signature';
import { inspectPresigned } from '../../inspect/presigned-url';
import { inspectOwnHeaders, inspectSignedCopy } from '../../inspect/signed-request';

const HOST = 'example.amazonaws.com';

/** With all that a request may have: the API of the workshop takes a GET without a body only. */
const SAMPLE_REQUEST: HttpRequest = {
  method: 'POST',
  path: '/dev//pets%20all/',
  query: 'text=hello%20world!&name=&name=b',
  headers: [
    ['Host', HOST],
    ['X-Own', ' 1  2 '],
    ['X-Own', '3'],
  ],
  body: 'the body',
};

/** Of nobody. */
const SAMPLE_CONTEXT: SigningContext = {
  credentials: {
    accessKeyId: 'ASIAIOSFODNN7EXAMPLE',
    secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
    sessionToken: 'IQoJb3JpZ2luX2VjEXAMPLEtoken/of+nobody==',
  },
  region: 'ap-northeast-1',
  service: 'execute-api',
  timestamp: '20260102T030405Z',
};

/**
 * What of a request is lost or changed in the copy that signRequest returns.
 *
 * @returns sentences; none if it has all of it, as it was
 */
export async function inspectCopy(signRequest: Sign): Promise<string[]> {
  const { findings, signed } = await copyOf(signRequest, 'signRequest');
  return signed ? [...findings, ...inspectOwnHeaders(signed, SAMPLE_REQUEST)] : findings;
}

/**
 * What of a request is lost or changed in the copy that signWithLibrary returns.
 *
 * @param right the finished one
 * @returns sentences; none if it has all of it, with the headers that the library signs
 */
export async function inspectLibraryCopy(signWithLibrary: Sign, right: Sign): Promise<string[]> {
  const { findings, signed } = await copyOf(signWithLibrary, 'signWithLibrary');
  const { headers } = await right(SAMPLE_REQUEST, SAMPLE_CONTEXT);
  return signed
    ? [...findings, ...inspectLibraryHeaders(signed.headers, Object.fromEntries(headers))]
    : findings;
}

/**
 * What of a request is lost or changed in the URL that presignUrl returns.
 *
 * @returns sentences; none if it has all of it, as it was
 */
export function inspectUrlOf(
  presignUrl: (request: HttpRequest, context: SigningContext, protocol: 'https') => unknown,
): string[] {
  const given = structuredClone(SAMPLE_REQUEST);
  const url = presignUrl(given, SAMPLE_CONTEXT, 'https');
  const { path, query } = SAMPLE_REQUEST;
  return [
    ...inspectGiven('presignUrl', given),
    ...inspectPresigned(url, 'https', { host: HOST, path, query }),
  ];
}

async function copyOf(
  sign: Sign,
  name: string,
): Promise<{ findings: string[]; signed?: HttpRequest }> {
  const given = structuredClone(SAMPLE_REQUEST);
  const signed: Partial<HttpRequest> | undefined = await sign(given, SAMPLE_CONTEXT);
  if (!Array.isArray(signed?.headers)) {
    const what = signed === undefined ? 'nothing' : 'no request';
    return { findings: [`${name} returned ${what}; it must return a copy of the request.`] };
  }
  const copy = signed as HttpRequest;
  return {
    findings: [...inspectGiven(name, given), ...inspectSignedCopy(copy, SAMPLE_REQUEST)],
    signed: copy,
  };
}

function inspectGiven(name: string, given: HttpRequest): string[] {
  if (JSON.stringify(given) === JSON.stringify(SAMPLE_REQUEST)) return [];
  return [`${name} has changed the request that it was given: return a copy of it.`];
}
