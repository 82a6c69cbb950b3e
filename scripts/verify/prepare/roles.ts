import { isDeepStrictEqual } from 'node:util';
import {
  CreateRoleCommand,
  GetRoleCommand,
  PutRolePolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import type { Credentials } from '../../../solutions/04-canonical-request/signing-input';
import { unlessMissing } from '../../account/calls/aws-error';
import { ROLE_PATH } from '../../account/names';
import type { Session } from '../../account/session';
import { iamArn } from '../../local-aws/account/arn';
import type { VerificationRun } from '../verification';

const INVOKE_POLICY = 'invoke-hello-api';

/** Who may take a role of Lambda's. */
export const LAMBDA_MAY_ASSUME = policy({
  Principal: { Service: 'lambda.amazonaws.com' },
  Action: 'sts:AssumeRole',
});

/** A policy document of one statement that allows. */
function policy(statement: object): object {
  return { Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...statement }] };
}

/**
 * Creates a role with this trust policy, or gives the role there is this trust policy.
 *
 * @returns its ARN
 */
export async function ensureRole(
  { clients: { iam } }: Session,
  RoleName: string,
  trustPolicy: object,
): Promise<string> {
  const found = await unlessMissing(iam.send(new GetRoleCommand({ RoleName })));
  const document = JSON.stringify(trustPolicy);
  if (!found?.Role) {
    const { Role } = await iam.send(
      new CreateRoleCommand({ RoleName, Path: ROLE_PATH, AssumeRolePolicyDocument: document }),
    );
    return Role!.Arn!;
  }
  // IAM gives documents back percent-encoded.
  const current = JSON.parse(decodeURIComponent(found.Role.AssumeRolePolicyDocument ?? '{}'));
  if (!isDeepStrictEqual(current, JSON.parse(document))) {
    await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument: document }));
  }
  return found.Role.Arn!;
}

/**
 * Takes a role that may call one method of one API, for credentials that have all three parts.
 *
 * @param resource the ARN of the method
 */
export async function signerCredentials(
  { session, report }: VerificationRun,
  resource: string,
): Promise<Credentials> {
  const { clients, names, accountId, output } = session;
  report.action(`The role ${names.signerRole}, to sign with`);
  const RoleArn = await ensureRole(
    session,
    names.signerRole,
    policy({ Principal: { AWS: iamArn(accountId, 'root') }, Action: 'sts:AssumeRole' }),
  );
  await clients.iam.send(
    new PutRolePolicyCommand({
      RoleName: names.signerRole,
      PolicyName: INVOKE_POLICY,
      PolicyDocument: JSON.stringify(policy({ Action: 'execute-api:Invoke', Resource: resource })),
    }),
  );
  const { Credentials } = await clients.sts.send(
    new AssumeRoleCommand({ RoleArn, RoleSessionName: 'verification' }),
  );
  const credentials = {
    accessKeyId: Credentials!.AccessKeyId!,
    secretAccessKey: Credentials!.SecretAccessKey!,
    sessionToken: Credentials!.SessionToken!,
  };
  output.hide(credentials.secretAccessKey);
  output.hide(credentials.sessionToken);
  return credentials;
}
