import { queryParameters } from '../../http';
import type { Invocation } from '../invocation';
import { requestContextOf } from '../request-context';
import type { TemplateInput } from './template';

/**
 * What the mapping templates of an integration can refer to; most refer to little of it, so the
 * larger parts are made when they are asked for.
 * @param body the request's body for a request template, the backend's for a response template
 */
export function templateInputOf(invocation: Invocation, body: string): TemplateInput {
  const { route, request, stage } = invocation;
  return {
    body,
    stageVariables: stage.variables ?? {},
    get params() {
      return [
        route.pathParameters,
        Object.fromEntries(queryParameters(request.query)),
        Object.fromEntries(request.headers),
      ];
    },
    get context() {
      return requestContextOf(invocation);
    },
  };
}
