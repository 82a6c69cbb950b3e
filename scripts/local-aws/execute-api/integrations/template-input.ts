import { queryParameters } from '../../wire/http';
import type { MethodInvocation } from '../invocation';
import { type ApiRequestContext, requestContextOf } from '../request-context';
import { forwardedHeaders } from './proxy-event';
import type { TemplateInput } from './template';

/**
 * What the mapping templates of an integration can refer to; most refer to little of it, so the
 * larger parts are made when they are asked for.
 */
export class InvocationInput implements TemplateInput {
  readonly #invocation: MethodInvocation;
  readonly body: string;

  /** @param body the request's body for a request template, the backend's for a response template */
  constructor(invocation: MethodInvocation, body: string) {
    this.#invocation = invocation;
    this.body = body;
  }

  get stageVariables(): Record<string, string> {
    return this.#invocation.stage.variables ?? {};
  }

  get params(): Record<string, string>[] {
    const { route, request } = this.#invocation;
    return [
      route.pathParameters,
      Object.fromEntries(queryParameters(request.query)),
      Object.fromEntries(forwardedHeaders(this.#invocation)),
    ];
  }

  get context(): ApiRequestContext {
    return requestContextOf(this.#invocation);
  }
}
