import type { HttpAnswer } from '../http';
import type { Answer } from './answers';
import type { IntegrationResult } from './integrations/result';
import { valuesByName } from './values-by-name';

/** The ids that every answer of API Gateway carries. */
export interface AnswerIds {
  requestId: string;
  /** `x-amz-apigw-id` */
  extendedRequestId: string;
}

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
  'te',
  'trailer',
  'upgrade',
  'user-agent',
  'via',
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
  const sent = gathered(headers.filter(([name]) => !DROPPED.has(name.toLowerCase())).map(remapped));
  return {
    status,
    headers: { ...idHeaders(ids), ...sent },
    body: BODILESS_STATUS.has(status) ? '' : body,
  };
}

/** The HTTP response for a row of the table of answers. */
export function errorAnswer({ status, errorType, body }: Answer, ids: AnswerIds): HttpAnswer {
  const headers = { 'Content-Type': 'application/json', 'x-amzn-ErrorType': errorType };
  return { status, headers: { ...idHeaders(ids), ...headers }, body };
}

function idHeaders({ requestId, extendedRequestId }: AnswerIds): Record<string, string> {
  return {
    'x-amzn-RequestId': requestId,
    'x-amz-apigw-id': extendedRequestId,
  };
}

function remapped([name, value]: [string, string]): [string, string] {
  return REMAPPED.has(name.toLowerCase()) ? [`x-amzn-Remapped-${name}`, value] : [name, value];
}

/** Each name with its one value, or with all of them. */
function gathered(headers: [string, string][]): Record<string, string | string[]> {
  const values = Object.entries(valuesByName(headers));
  return Object.fromEntries(values.map(([name, all]) => [name, all.length === 1 ? all[0]! : all]));
}
