import { accountIdIn } from '../../account/arn';
import type { PermissionDemand } from '../../admission/demand';
import type { Call } from '../service';
import { functionAddress, functionAt } from './find-function';
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
  const functionName = input.FunctionName ?? input.Resource;
  if (functionName === undefined) return [{ action, resource: '*' }];

  const address = functionAddress(call.cloud, String(functionName), call.account);
  const found = functionAt(address);
  const resourcePolicy = found && functionPolicy(found);
  return [
    {
      action,
      resource: address.arn,
      resourceAccountId: accountIdIn(address.arn),
      resourcePolicy,
    },
    ...passRoleDemands(input),
  ];
}

/** Whoever gives a function a role must be allowed to pass that role on. */
function passRoleDemands({ Role }: Record<string, unknown>): PermissionDemand[] {
  if (typeof Role !== 'string') return [];
  const context = { 'iam:PassedToService': 'lambda.amazonaws.com' };
  return [{ action: 'iam:PassRole', resource: Role, context }];
}
