import { headerOf, queryParameters, type ReceivedRequest, valuesByName } from '../../wire/http';
import { type MethodInvocation, TRACE_HEADER } from '../invocation';
import { type ApiRequestContext, requestContextOf } from '../request-context';

/** The event of a Lambda proxy integration of a REST API (payload format 1.0). */
export interface ProxyEvent {
  resource: string;
  path: string;
  httpMethod: string;
  headers: Record<string, string> | null;
  multiValueHeaders: Record<string, string[]> | null;
  queryStringParameters: Record<string, string> | null;
  multiValueQueryStringParameters: Record<string, string[]> | null;
  pathParameters: Record<string, string> | null;
  stageVariables: Record<string, string> | null;
  requestContext: ApiRequestContext;
  body: string | null;
  isBase64Encoded: boolean;
}

/** Headers that API Gateway keeps for itself: no backend gets to see them. */
const NOT_FORWARDED = new Set([
  'connection',
  'content-length',
  'content-md5',
  'expect',
  'keep-alive',
  'max-forwards',
  'proxy-authenticate',
  'server',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'www-authenticate',
]);

/** Builds the event. Of a repeated header or parameter, the single-valued maps hold the last. */
export function proxyEventOf(invocation: MethodInvocation): ProxyEvent {
  const { route, request, path, stage } = invocation;
  const headers = valuesByName(forwardedHeaders(invocation));
  const query = valuesByName(queryParameters(request.query));
  return {
    resource: route.resource.path,
    path,
    httpMethod: request.method,
    headers: orNull(lastValues(headers)),
    multiValueHeaders: orNull(headers),
    queryStringParameters: orNull(lastValues(query)),
    multiValueQueryStringParameters: orNull(query),
    pathParameters: orNull(route.pathParameters),
    stageVariables: orNull(stage.variables ?? {}),
    requestContext: requestContextOf(invocation),
    ...bodyOf(request, invocation.api.api.binaryMediaTypes),
  };
}

/**
 * The headers that a backend gets: those of the request except the ones that API Gateway keeps, and
 * its own. A signature goes no further than API Gateway; another Authorization is passed on under
 * that name, however it was written.
 */
export function forwardedHeaders(invocation: MethodInvocation): [name: string, value: string][] {
  const { request, route, traceId } = invocation;
  const signed = route.method.authorizationType === 'AWS_IAM';
  const kept = request.headers.flatMap(([name, value]): [string, string][] => {
    const lower = name.toLowerCase();
    if (NOT_FORWARDED.has(lower) || lower === TRACE_HEADER.toLowerCase()) return [];
    if (lower !== 'authorization') return [[name, value]];
    return signed ? [] : [['Authorization', value]];
  });
  if (invocation.isTest) return kept;
  return [
    ...kept,
    [TRACE_HEADER, traceId],
    ['X-Forwarded-For', request.sourceIp],
    ['X-Forwarded-Port', portOf(request)],
    ['X-Forwarded-Proto', 'http'],
  ];
}

/** The port that the caller used: that of its Host header, or else that of its protocol. */
function portOf(request: ReceivedRequest): string {
  return /:(\d+)$/.exec(headerOf(request, 'host') ?? '')?.[1] ?? '80';
}

function lastValues(values: Record<string, string[]>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, all]) => [name, all.at(-1)!]));
}

function orNull<T extends object>(values: T): T | null {
  return Object.keys(values).length === 0 ? null : values;
}

/** A body is text, unless its media type is one of those that the API declares as binary. */
function bodyOf(request: ReceivedRequest, types: string[] | undefined) {
  if (request.body.length === 0) return { body: null, isBase64Encoded: false };
  const isBase64Encoded = isBinaryMediaType(headerOf(request, 'content-type'), types);
  return { body: request.body.toString(isBase64Encoded ? 'base64' : 'utf8'), isBase64Encoded };
}

/**
 * Whether a media type is one of those that an API treats as binary.
 * @param mediaType with or without parameters, as in `image/png; q=0.9`
 * @param binaryMediaTypes of the API, such as `image/png`, `image/*` or all
 */
export function isBinaryMediaType(mediaType = '', binaryMediaTypes: string[] = []): boolean {
  const type = mediaType.split(';')[0]!.trim();
  return binaryMediaTypes.some((binary) => {
    if (binary === '*/*') return true;
    return binary.endsWith('/*') ? type.startsWith(binary.slice(0, -1)) : type === binary;
  });
}
