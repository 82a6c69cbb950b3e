import { isRecord } from '../../../files/json';
import { arnOf } from '../../account/arn';
import type { PermissionDemand } from '../../admission/demand';
import { requestTags } from '../../authorization';
import type { Call } from '../service';

/** The client's module, loaded with the first request for the service. */
export const schemas = (): Record<string, unknown> => require('@aws-sdk/client-api-gateway');

/** What IAM must allow before an operation runs: its HTTP method on the path it works on. */
export function demandsOf(
  operation: string,
  input: Record<string, unknown>,
  call: Call,
): PermissionDemand[] {
  const [method, path] = routeOf(operation);
  const resource = path.replace(/\{(\w+)\+?\}/g, (_, label) => labelValue(label, input));
  return [
    {
      action: `apigateway:${method}`,
      resource: arnOf('apigateway', { region: call.cloud.region }, resource),
      context: isRecord(input.tags) ? requestTags(input.tags as Record<string, string>) : undefined,
    },
  ];
}

/** The ARN that a tag operation names in its path is there percent-encoded. */
function labelValue(label: string, input: Record<string, unknown>): string {
  const value = String(input[label]);
  return label === 'resourceArn' ? encodeURIComponent(value) : value;
}

/** The HTTP method and the path, with its labels, that the client's schema gives the operation. */
function routeOf(operation: string): [method: string, path: string] {
  const schema = schemas()[`${operation}$`] as [9, string, string, { http: [string, string] }];
  const [method, uri] = schema[3].http;
  return [method, uri.split('?')[0]!];
}
