import { iamArn } from '../../account/arn';
import type { PermissionDemand } from '../../admission/demand';
import { requestTags } from '../../authorization';
import { iamState } from '../../identity/iam-state';
import type { Call } from '../service';
import { tagRecord } from './entities';

/** Which member of an operation's input names what the operation works on. */
const RESOURCE_MEMBERS = ['PolicyArn', 'PolicySourceArn', 'RoleName', 'UserName', 'PolicyName'];

/** What IAM itself must allow before one of its operations runs. */
export function demandsOf(
  operation: string,
  input: Record<string, unknown>,
  call: Call,
): PermissionDemand[] {
  const tags = tagsIn(input);
  const demand = {
    resource: resourceOf(operation, input, call),
    region: REGION,
    context: { ...policyContext(operation, input, call), ...(tags ? requestTags(tags) : {}) },
  };
  const tagging = tags && TAGGING[operation];
  return [`iam:${operation}`, ...(tagging ? [tagging] : [])].map((action) => ({
    action,
    ...demand,
  }));
}

/** IAM is global: to the policies, its requests are for this region, wherever they are signed for. */
const REGION = 'us-east-1';

/** What to make something with tags takes besides. */
const TAGGING: Readonly<Record<string, string>> = {
  CreatePolicy: 'iam:TagPolicy',
  CreateRole: 'iam:TagRole',
  CreateUser: 'iam:TagUser',
};

function tagsIn({ Tags, TagKeys }: Record<string, unknown>): Record<string, string> | undefined {
  if (Array.isArray(TagKeys)) return Object.fromEntries(TagKeys.map((key) => [key, '']));
  return Array.isArray(Tags) && Tags.length > 0 ? tagRecord(Tags) : undefined;
}

/** The managed policy that is attached, and the one that is or becomes the permissions boundary. */
function policyContext(operation: string, input: Record<string, unknown>, { account }: Call) {
  const { users, roles } = account.read(iamState);
  const identity = users[String(input.UserName)] ?? roles[String(input.RoleName)];
  const boundary = input.PermissionsBoundary ?? identity?.permissionsBoundary;
  const isAttached = 'PolicyArn' in input && /^(Attach|Detach)/.test(operation);
  return {
    'iam:PolicyARN': isAttached ? String(input.PolicyArn) : undefined,
    'iam:PermissionsBoundary': typeof boundary === 'string' ? boundary : undefined,
  };
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
