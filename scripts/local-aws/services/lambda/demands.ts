import type { PermissionDemand } from '../../admission/demand';
import { requestTags } from '../../authorization';
import { type Call, ServiceError } from '../service';
import {
  type FunctionAddress,
  type FunctionInput,
  functionAddress,
  functionAt,
  LATEST,
  qualifiedArn,
} from './find-function';
import { functionPolicy } from './permissions';

/** Operations whose action has another name, or that are about no single function. */
const ACTIONS: Readonly<Record<string, string>> = { Invoke: 'lambda:InvokeFunction' };

/** What IAM must allow before an operation runs. */
export function demandsOf(
  operation: string,
  input: Record<string, unknown>,
  call: Call,
): PermissionDemand[] {
  const action = ACTIONS[operation] ?? `lambda:${operation}`;
  const named = functionNamedBy(input);
  if (!named) return [{ action, resource: '*' }];

  const address = functionAddress(call.cloud, named, call.account);
  if (operation === 'CreateFunction' && address.accountId !== call.account.id) {
    throw new ServiceError('AccessDeniedException', '', 403);
  }
  const found = functionAt(address);
  const tags = tagsIn(input);
  const demand = {
    resource: resourceOf(address),
    resourceAccountId: address.accountId,
    resourcePolicy: found && functionPolicy(found, address.qualifier),
    context: tags && requestTags(tags),
  };
  const isTaggedWhenMade = operation === 'CreateFunction' && tags !== undefined;
  return [
    { action, ...demand },
    ...(isTaggedWhenMade ? [{ action: 'lambda:TagResource', ...demand }] : []),
    ...passRoleDemands(input),
  ];
}

function tagsIn({ Tags, TagKeys }: Record<string, unknown>): Record<string, string> | undefined {
  if (Array.isArray(TagKeys)) return Object.fromEntries(TagKeys.map((key) => [key, '']));
  const isGiven = typeof Tags === 'object' && Tags !== null && Object.keys(Tags).length > 0;
  return isGiven ? (Tags as Record<string, string>) : undefined;
}

/** Tag operations name the function as their resource. */
function functionNamedBy(input: Record<string, unknown>): FunctionInput | undefined {
  const { FunctionName = input.Resource, Qualifier } = input;
  if (typeof FunctionName !== 'string') return undefined;
  return { FunctionName, Qualifier: typeof Qualifier === 'string' ? Qualifier : undefined };
}

/** A policy on the function itself speaks for `$LATEST` too. */
function resourceOf({ arn, qualifier }: FunctionAddress): string {
  return qualifiedArn(arn, qualifier === LATEST ? undefined : qualifier);
}

/** Whoever gives a function a role must be allowed to pass that role on. */
function passRoleDemands({ Role }: Record<string, unknown>): PermissionDemand[] {
  if (typeof Role !== 'string') return [];
  const context = { 'iam:PassedToService': 'lambda.amazonaws.com' };
  return [{ action: 'iam:PassRole', resource: Role, context }];
}
