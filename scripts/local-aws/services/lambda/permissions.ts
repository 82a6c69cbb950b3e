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
import { currentRevision } from './configuration';
import { conflict, invalidValue, notFound } from './errors';
import {
  checkRevision,
  type FoundFunction,
  findFunction,
  functionAddress,
  functionAt,
  functionNotFound,
  LATEST,
  qualifiedArn,
  versionAt,
} from './find-function';
import { lambdaState, type PermissionStatement, type StoredFunction } from './state';

export function addPermission(input: AddPermissionRequest, call: Call): AddPermissionResponse {
  const target = findFunction(input, call);
  if (target.qualifier === LATEST) {
    throw invalidValue('We currently do not support adding policies for $LATEST.');
  }
  const holder = holderOf(target, call);
  const statement = statementOf(input, holder.arn);
  checkRevision(input.RevisionId, holder.revisionId, 'GetPolicy');
  if (statementsOf(target.found, holder.arn).some(({ Sid }) => Sid === statement.Sid)) {
    throw conflict(
      `The statement id (${statement.Sid}) provided already exists. ` +
        'Please provide a new statement id, or remove the existing statement.',
    );
  }
  change(target, ({ permissions }) => {
    permissions.push(statement);
  });
  return { Statement: JSON.stringify(statement) };
}

export function removePermission(input: RemovePermissionRequest, call: Call): object {
  const address = functionAddress(call.cloud, input, call.account);
  if (!functionAt(address)) throw notFound(`No policy found for: ${address.arn}`);
  const target = findFunction(input, call);
  const holder = holderOf(target, call);
  const statements = statementsOf(target.found, holder.arn);
  if (statements.length === 0) {
    throw notFound('No policy is associated with the given resource.');
  }
  const { StatementId } = input;
  const removed = statements.find(({ Sid }) => Sid === StatementId);
  if (!removed) throw notFound(`Statement ${StatementId} is not found in resource policy.`);
  checkRevision(input.RevisionId, holder.revisionId);
  change(target, (stored) => {
    stored.permissions = stored.permissions.filter(
      ({ Sid, Resource }) => Sid !== StatementId || Resource !== holder.arn,
    );
  });
  return {};
}

export function getPolicy(input: GetPolicyRequest, call: Call): GetPolicyResponse {
  const target = findFunction(input, call);
  const holder = holderOf(target, call);
  const statements = statementsOf(target.found, holder.arn);
  if (statements.length === 0) throw notFound('The resource you requested does not exist.');
  return { Policy: policyText(statements), RevisionId: holder.revisionId };
}

/**
 * The resource-based policy of a function, or of one of its versions or aliases, for an
 * evaluation; undefined when it has none.
 */
export function functionPolicy(found: StoredFunction, qualifier?: string): NamedPolicy | undefined {
  const arn = policyArn(found, qualifier);
  const statements = statementsOf(found, arn);
  if (statements.length === 0) return undefined;
  const document = readPolicy(policyText(statements), 'resource');
  return { name: `policy of function ${arn.split(':function:')[1]}`, document };
}

/** What a policy belongs to: a function, a version or an alias. */
interface PolicyHolder {
  arn: string;
  revisionId: string;
}

/** @throws ServiceError when there is no such version or alias */
function holderOf({ found, qualifier }: FoundFunction, { cloud }: Call): PolicyHolder {
  const arn = policyArn(found, qualifier);
  if (qualifier === undefined) return { arn, revisionId: currentRevision(cloud, found) };
  const version = versionAt(found, qualifier);
  if (!version) {
    throw /^(\d+|\$LATEST)$/.test(qualifier)
      ? functionNotFound(found, qualifier)
      : notFound(`Cannot find alias arn: ${arn}`);
  }
  const alias = Object.hasOwn(found.aliases, qualifier) ? found.aliases[qualifier] : undefined;
  return { arn, revisionId: alias?.revisionId ?? currentRevision(cloud, version) };
}

/** `$LATEST` has no policy of its own: that of the function holds for it. */
function policyArn({ arn }: StoredFunction, qualifier: string | undefined): string {
  return qualifiedArn(arn, qualifier === LATEST ? undefined : qualifier);
}

function statementsOf({ permissions }: StoredFunction, arn: string): PermissionStatement[] {
  return permissions.filter(({ Resource }) => Resource === arn);
}

/** A change of a policy is a new revision of what the policy belongs to. */
function change(
  { account, found, qualifier }: FoundFunction,
  edit: (stored: StoredFunction) => void,
): void {
  account.change(lambdaState, ({ functions }) => {
    const stored = functions[found.name]!;
    edit(stored);
    const revisionId = crypto.randomUUID();
    const alias = qualifier === undefined ? undefined : stored.aliases[qualifier];
    const version = versionAt(stored, qualifier ?? LATEST);
    if (alias) alias.revisionId = revisionId;
    else if (version) Object.assign(version, { revisionId, settledRevisionId: revisionId });
  });
}

function policyText(statements: PermissionStatement[]): string {
  return JSON.stringify({ Version: '2012-10-17', Id: 'default', Statement: statements });
}

function statementOf(input: AddPermissionRequest, resource: string): PermissionStatement {
  const { StatementId = '', Action = '' } = input;
  const conditions = conditionsOf(input);
  return {
    Sid: StatementId,
    Effect: 'Allow',
    Principal: principalOf(input.Principal ?? ''),
    Action,
    Resource: resource,
    ...(Object.keys(conditions).length > 0 ? { Condition: conditions } : {}),
  };
}

function conditionsOf(input: AddPermissionRequest): Record<string, Record<string, string>> {
  const { SourceArn, SourceAccount, PrincipalOrgID, FunctionUrlAuthType } = input;
  const equal = Object.fromEntries(
    Object.entries({
      'AWS:SourceAccount': SourceAccount,
      'aws:PrincipalOrgID': PrincipalOrgID,
      'lambda:FunctionUrlAuthType': FunctionUrlAuthType,
    }).filter((entry): entry is [string, NonNullable<(typeof entry)[1]>] => Boolean(entry[1])),
  );
  return {
    ...(Object.keys(equal).length > 0 ? { StringEquals: equal } : {}),
    ...(SourceArn ? { ArnLike: { 'AWS:SourceArn': SourceArn } } : {}),
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
