import { arnOf } from '../account/arn';
import type { ParsedPolicy } from './policy';

/** The API that a resource policy belongs to. */
export interface ApiLocation {
  readonly region: string;
  readonly accountId: string;
  readonly apiId: string;
}

const SHORT_FORM = 'execute-api:/';

/**
 * Completes the short resources that an API's own policy may use: `execute-api:/stage/GET/path`
 * means that path of the API the policy is attached to.
 */
export function expandExecuteApiResources(document: ParsedPolicy, api: ApiLocation): ParsedPolicy {
  const expand = (resource: string) =>
    resource.startsWith(SHORT_FORM)
      ? arnOf('execute-api', api, `${api.apiId}/${resource.slice(SHORT_FORM.length)}`)
      : resource;
  return {
    ...document,
    statements: document.statements.map(({ resource, notResource, ...statement }) => ({
      ...statement,
      resource: resource?.map(expand),
      notResource: notResource?.map(expand),
    })),
  };
}
