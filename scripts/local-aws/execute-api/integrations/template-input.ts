import { queryParameters } from '../../http';
import type { Invocation } from '../invocation';
import { requestContextOf } from '../request-context';
import type { TemplateInput } from './template';

/**
 * What the mapping templates of an integration can refer to.
 * @param body the request's body for a request template, the backend's for a response template
 */
export function templateInputOf(invocation: Invocation, body: string): TemplateInput {
  const { route, request, stage } = invocation;
  return {
    body,
    params: [
      route.pathParameters,
      Object.fromEntries(queryParameters(request.query)),
      Object.fromEntries(request.headers),
    ],
    stageVariables: stage.variables ?? {},
    context: requestContextOf(invocation),
  };
}
