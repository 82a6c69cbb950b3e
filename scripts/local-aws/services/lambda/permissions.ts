import type {
  AddPermissionRequest,
  AddPermissionResponse,
  GetPolicyRequest,
  GetPolicyResponse,
  RemovePermissionRequest,
} from '@aws-sdk/client-lambda';
import { iamArn } from '../../account/arn';
import { type NamedPolicy, readPolicy } from '../../authorization';
import type { Call } from '../service';
import { conflict, invalidValue, notFound, violatedConstraint } from './errors';
import { changeFunction, findFunction } from './find-function';
import type { PermissionStatement, StoredFunction } from './state';

export function addPermission(input: AddPermissionRequest, call: Call): AddPermissionResponse {
  const target = findFunction(input.FunctionName, call);
  const statement = statementOf(input, target.found.arn);
  if (target.found.permissions.some(({ Sid }) => Sid === statement.Sid)) {
    throw conflict(
      `The statement id (${statement.Sid}) provided already exists. ` +
        'Please provide a new statement id, or remove the existing statement.',
    );
  }
  changeFunction(target, input.RevisionId, ({ permissions }) => {
    permissions.push(statement);
  });
  return { Statement: JSON.stringify(statement) };
}

export function removePermission(input: RemovePermissionRequest, call: Call): object {
  const target = findFunction(input.FunctionName, call);
  const { StatementId } = input;
  if (!target.found.permissions.some(({ Sid }) => Sid === StatementId)) {
    throw notFound(`Statement ${StatementId} is not found in resource policy.`);
  }
  changeFunction(target, input.RevisionId, (stored) => {
    stored.permissions = stored.permissions.filter(({ Sid }) => Sid !== StatementId);
  });
  return {};
}

export function getPolicy(input: GetPolicyRequest, call: Call): GetPolicyResponse {
  const { found } = findFunction(input.FunctionName, call);
  if (found.permissions.length === 0) {
    throw notFound('The resource you requested does not exist.');
  }
  return { Policy: policyText(found), RevisionId: found.revisionId };
}

/** The function's resource-based policy for an evaluation; undefined when it has none. */
export function functionPolicy(found: StoredFunction): NamedPolicy | undefined {
  if (found.permissions.length === 0) return undefined;
  const document = readPolicy(policyText(found), 'resource');
  return { name: `policy of function ${found.name}`, document };
}

function policyText({ permissions }: StoredFunction): string {
  return JSON.stringify({ Version: '2012-10-17', Id: 'default', Statement: permissions });
}

function statementOf(input: AddPermissionRequest, functionArn: string): PermissionStatement {
  const { StatementId = '', Action = '', SourceArn, SourceAccount } = input;
  if (!/^[a-zA-Z0-9-_]+$/.test(StatementId)) {
    const pattern = 'Member must satisfy regular expression pattern: ([a-zA-Z0-9-_]+)';
    throw violatedConstraint(StatementId, 'statementId', pattern);
  }
  if (!/^(lambda:[*]|lambda:[a-zA-Z]+|[*])$/.test(Action)) {
    const pattern =
      'Member must satisfy regular expression pattern: (lambda:[*]|lambda:[a-zA-Z]+|[*])';
    throw violatedConstraint(Action, 'action', pattern);
  }
  const condition = {
    ...(SourceAccount ? { StringEquals: { 'AWS:SourceAccount': SourceAccount } } : {}),
    ...(SourceArn ? { ArnLike: { 'AWS:SourceArn': SourceArn } } : {}),
  };
  return {
    Sid: StatementId,
    Effect: 'Allow',
    Principal: principalOf(input.Principal ?? ''),
    Action,
    Resource: functionArn,
    ...(Object.keys(condition).length > 0 ? { Condition: condition } : {}),
  };
}

/** A service, an account, an ARN of IAM, or everyone. */
function principalOf(principal: string): PermissionStatement['Principal'] {
  if (principal === '*') return '*';
  if (/^[a-z0-9.-]+\.amazonaws\.com$/.test(principal)) return { Service: principal };
  if (/^\d{12}$/.test(principal)) return { AWS: iamArn(principal, 'root') };
  if (/^arn:aws:iam::\d{12}:(root|(user|role)\/[^*?]+)$/.test(principal)) return { AWS: principal };
  throw invalidValue(
    'The provided principal was invalid. Please check the principal and try again.',
  );
}
