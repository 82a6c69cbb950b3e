import type { Resource, ResourceKind } from '../resource-kind';
import type { Session } from '../session';

const COMMANDS: Record<ResourceKind, (resource: Resource, region: string) => string[]> = {
  api: ({ id }, region) => [
    `aws apigateway delete-rest-api --region ${region} --rest-api-id ${id}`,
  ],
  function: ({ name }, region) => [
    `aws lambda delete-function --region ${region} --function-name ${name}`,
  ],
  role: ({ name }) => [
    `aws iam list-role-policies --role-name ${name}`,
    `aws iam delete-role-policy --role-name ${name} --policy-name (each of them)`,
    `aws iam delete-role --role-name ${name}`,
  ],
};

/** How to remove a resource without the workshop, as commands of the AWS CLI. */
export function commandsByHand(resource: Resource, { kind, region }: Session): string[] {
  if (kind === 'local') return ['npm run local-aws -- --fresh (empties the whole local account)'];
  return COMMANDS[resource.kind](resource, region);
}
