import type { StoredIntegration } from '../../services/apigateway/state';
import { headerOf } from '../../wire/http';
import type { MethodInvocation } from '../invocation';
import { IntegrationFailure } from './outcome';
import { renderTemplate } from './template';
import { InvocationInput } from './template-input';

const DEFAULT_MEDIA_TYPE = 'application/json';

/**
 * The body that a non-proxy integration sends to its backend: the request template for the
 * request's content type filled in, or else the request's own body.
 * @throws IntegrationFailure `unsupported-media-type` where no template fits and the integration
 *   does not let such bodies through
 */
export function integrationRequestBody(
  invocation: MethodInvocation,
  { requestTemplates = {}, passthroughBehavior }: StoredIntegration,
): string {
  const body = invocation.request.body.toString('utf8');
  const contentType = headerOf(invocation.request, 'content-type') ?? DEFAULT_MEDIA_TYPE;
  const mediaType = contentType.split(';')[0]!.trim();
  const template = Object.hasOwn(requestTemplates, mediaType)
    ? requestTemplates[mediaType]
    : undefined;
  if (template !== undefined)
    return renderTemplate(template, new InvocationInput(invocation, body));

  const hasTemplates = Object.keys(requestTemplates).length > 0;
  const isRefused =
    passthroughBehavior === 'NEVER' ||
    (passthroughBehavior === 'WHEN_NO_TEMPLATES' && hasTemplates);
  if (isRefused) {
    throw new IntegrationFailure(
      'unsupported-media-type',
      `There is no request template for ${mediaType}, and passthroughBehavior is ` +
        `${passthroughBehavior}. Templates exist for: ` +
        `${Object.keys(requestTemplates).join(', ') || 'none'}.`,
    );
  }
  return body;
}
