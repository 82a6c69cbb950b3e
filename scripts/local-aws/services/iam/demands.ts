import { iamArn } from '../../account/arn';
import type { PermissionDemand } from '../../admission/demand';
import { iamState } from '../../identity/iam-state';
import type { Call } from '../service';

/** Which member of an operation's input names what the operation works on. */
const RESOURCE_MEMBERS = ['PolicyArn', 'PolicySourceArn', 'RoleName', 'UserName', 'PolicyName'];

/** What IAM itself must allow before one of its operations runs. */
export function demandsOf(
  operation: string,
  input: Record<string, unknown>,
  call: Call,
): PermissionDemand[] {
  const context: Record<string, string> =
    'PolicyArn' in input && /^(Attach|Detach)/.test(operation)
      ? { 'iam:PolicyARN': String(input.PolicyArn) }
      : {};
  return [{ action: `iam:${operation}`, resource: resourceOf(operation, input, call), context }];
}

function resourceOf(operation: string, input: Record<string, unknown>, call: Call): string {
  const { account, principal } = call;
  const { users, roles } = account.read(iamState);
  // Attaching is asked of who gets the policy, not of the policy.
  const members = /^(Attach|Detach)/.test(operation) ? ['RoleName', 'UserName'] : RESOURCE_MEMBERS;
  const member = members.find((name) => typeof input[name] === 'string');
  const name = String(input[member ?? '']);
  const path = typeof input.Path === 'string' ? input.Path : '/';
  const named = (kind: string) => iamArn(account.id, `${kind}${path}${name}`);
  if (member === 'PolicyArn' || member === 'PolicySourceArn') return name;
  if (member === 'PolicyName') return named('policy');
  if (member === 'RoleName') return roles[name]?.arn ?? named('role');
  if (member === 'UserName') return users[name]?.arn ?? named('user');
  const asksAboutItself = /^(GetUser|\w*AccessKeys?)$/.test(operation);
  return asksAboutItself && principal.kind === 'user' ? principal.arn : '*';
}
