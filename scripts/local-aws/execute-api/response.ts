import type { ErrorAnswer } from '../admission/answers';
import type { HttpAnswer } from '../wire/http';
import type { IntegrationResult } from './integrations/outcome';
import type { AnswerIds } from './invocation';

/** These are API Gateway's own: what a backend sends under such a name is sent under another. */
const REMAPPED = new Set([
  'authorization',
  'connection',
  'content-length',
  'content-md5',
  'date',
  'expect',
  'host',
  'max-forwards',
  'proxy-authenticate',
  'server',
  'trailer',
  'upgrade',
  'user-agent',
  'warning',
  'www-authenticate',
]);
const DROPPED = new Set(['keep-alive', 'transfer-encoding']);
const BODILESS_STATUS = new Set([204, 304]);

/** The HTTP response for an integration's result. */
export function integrationAnswer(
  { status, headers, body }: IntegrationResult,
  ids: AnswerIds,
): HttpAnswer {
  const sent = idHeaders(ids);
  for (const [name, value] of headers) addHeader(sent, name, value);
  return { status, headers: sent, body: BODILESS_STATUS.has(status) ? '' : body };
}

/** The HTTP response for a row of the table of answers. */
export function errorAnswer({ status, errorType, body }: ErrorAnswer, ids: AnswerIds): HttpAnswer {
  const headers = { 'Content-Type': 'application/json', 'x-amzn-ErrorType': errorType };
  return { status, headers: { ...idHeaders(ids), ...headers }, body };
}

function idHeaders({ requestId, extendedRequestId }: AnswerIds): HttpAnswer['headers'] {
  return { 'x-amzn-RequestId': requestId, 'x-amz-apigw-id': extendedRequestId };
}

function addHeader(headers: HttpAnswer['headers'], name: string, value: string): void {
  const lower = name.toLowerCase();
  if (DROPPED.has(lower)) return;
  const sentName = REMAPPED.has(lower) ? `x-amzn-Remapped-${name}` : name;
  const before = headers[sentName];
  headers[sentName] = before === undefined ? value : [before, value].flat();
}
