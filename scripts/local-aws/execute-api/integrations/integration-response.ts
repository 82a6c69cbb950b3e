import type { IntegrationResponse } from '@aws-sdk/client-api-gateway';
import type { IntegrationTrace } from '../../records/record';
import type { StoredIntegration } from '../../services/apigateway/state';
import { headerOf } from '../../wire/http';
import type { MethodInvocation } from '../invocation';
import { IntegrationFailure, type IntegrationResult } from './outcome';
import { renderTemplate } from './template';
import { InvocationInput } from './template-input';

const JSON_TYPE = 'application/json';
const METHOD_HEADER = 'method.response.header.';

/** What a backend gave back to a non-proxy integration. */
export interface BackendResult {
  /** What the selection patterns are tried on: an error's message, or the status code of a MOCK. */
  selectionValue: string;
  body: string;
}

/**
 * Turns a backend's result into the answer: the integration response whose selection pattern
 * matches, or else the one without a pattern, decides on status, headers and body.
 * @throws IntegrationFailure `integration-misconfigured` if there is neither
 */
export function applyIntegrationResponse(
  invocation: MethodInvocation,
  integration: StoredIntegration,
  result: BackendResult,
  trace: IntegrationTrace,
): IntegrationResult {
  const response = selectResponse(Object.values(integration.integrationResponses ?? {}), result);
  trace.integrationResponse = response.statusCode ?? '';
  const [mediaType, template] = responseTemplate(invocation, response);
  const body =
    template === undefined
      ? result.body
      : renderTemplate(template, new InvocationInput(invocation, result.body));
  const mapped = Object.entries(response.responseParameters ?? {}).map(
    ([target, source]): [string, string] => [
      target.slice(METHOD_HEADER.length),
      mappedValue(source, invocation, result),
    ],
  );
  const hasType = mapped.some(([name]) => name.toLowerCase() === 'content-type');
  return {
    status: Number(response.statusCode),
    headers: hasType ? mapped : [['Content-Type', mediaType], ...mapped],
    body,
  };
}

function selectResponse(
  responses: IntegrationResponse[],
  { selectionValue }: BackendResult,
): IntegrationResponse {
  const selected =
    responses.find(
      ({ selectionPattern }) =>
        selectionPattern && new RegExp(`^(?:${selectionPattern})$`, 's').test(selectionValue),
    ) ?? responses.find(({ selectionPattern }) => !selectionPattern);
  if (selected) return selected;
  throw new IntegrationFailure(
    'integration-misconfigured',
    'Execution failed due to configuration error: No match for output mapping and no default ' +
      `output mapping configured (nothing matches '${selectionValue}'). ` +
      'Put an integration response without a selection pattern.',
  );
}

/** The template for the type the caller accepts, or the one for JSON, or the first there is. */
function responseTemplate(
  { request }: MethodInvocation,
  { responseTemplates = {} }: IntegrationResponse,
): [mediaType: string, template: string | undefined] {
  const accepted = headerOf(request, 'accept') ?? '';
  const all = Object.entries(responseTemplates);
  const best =
    all.find(([type]) => type === accepted) ?? all.find(([type]) => type === JSON_TYPE) ?? all[0];
  return best ?? [JSON_TYPE, undefined];
}

/** The value of a response parameter: `'text'`, the backend's body, or what a template can say. */
function mappedValue(
  source: string,
  invocation: MethodInvocation,
  { body }: BackendResult,
): string {
  const constant = /^'(.*)'$/s.exec(source);
  if (constant) return constant[1]!;
  if (source === 'integration.response.body') return body;
  return renderTemplate(`\${${source}}`, new InvocationInput(invocation, body));
}
