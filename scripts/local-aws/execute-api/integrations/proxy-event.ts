import { headerOf, queryParameters, type ReceivedRequest, valuesByName } from '../../wire/http';
import type { MethodInvocation } from '../invocation';
import { type ApiRequestContext, requestContextOf } from '../request-context';

/** The event of a Lambda proxy integration of a REST API (payload format 1.0). */
export interface ProxyEvent {
  resource: string;
  path: string;
  httpMethod: string;
  headers: Record<string, string>;
  multiValueHeaders: Record<string, string[]>;
  queryStringParameters: Record<string, string> | null;
  multiValueQueryStringParameters: Record<string, string[]> | null;
  pathParameters: Record<string, string> | null;
  stageVariables: Record<string, string> | null;
  requestContext: ApiRequestContext;
  body: string | null;
  isBase64Encoded: boolean;
}

/** Headers of the connection, and the caller's signature, which no backend gets to see. */
const NOT_FORWARDED = new Set(['connection', 'content-length', 'keep-alive', 'transfer-encoding']);

/** Builds the event. Of a repeated header or parameter, the single-valued maps hold the last. */
export function proxyEventOf(invocation: MethodInvocation): ProxyEvent {
  const { route, request, path, stage } = invocation;
  const headers = valuesByName(forwardedHeaders(invocation));
  const query = valuesByName(queryParameters(request.query));
  return {
    resource: route.resource.path,
    path,
    httpMethod: request.method,
    headers: lastValues(headers),
    multiValueHeaders: headers,
    queryStringParameters: orNull(lastValues(query)),
    multiValueQueryStringParameters: orNull(query),
    pathParameters: orNull(route.pathParameters),
    stageVariables: orNull(stage.variables ?? {}),
    requestContext: requestContextOf(invocation),
    ...bodyOf(request, invocation.api.api.binaryMediaTypes),
  };
}

function forwardedHeaders({ request, route }: MethodInvocation): [string, string][] {
  const signed = route.method.authorizationType === 'AWS_IAM';
  const kept = request.headers.filter(([name]) => {
    const lower = name.toLowerCase();
    return !NOT_FORWARDED.has(lower) && !(signed && lower === 'authorization');
  });
  return [...kept, ['X-Forwarded-For', request.sourceIp], ['X-Forwarded-Proto', 'http']];
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
