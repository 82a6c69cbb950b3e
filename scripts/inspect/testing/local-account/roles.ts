import { CreateRoleCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import type { Credentials } from '../../../local-aws/account/account';
import type { LocalAccount } from './account';

/** The trust policy of a role that Lambda may take, and the account's own users as well. */
function trustPolicy(accountId: string): string {
  const principal = { Service: 'lambda.amazonaws.com', AWS: `arn:aws:iam::${accountId}:root` };
  const statement = { Effect: 'Allow', Principal: principal, Action: 'sts:AssumeRole' };
  return JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
}

/** Creates a role without any permission. @returns its ARN */
export async function makeRole(
  { iam, accountId }: LocalAccount,
  name: string,
  trust: string = trustPolicy(accountId),
): Promise<string> {
  const { Role } = await iam.send(
    new CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument: trust }),
  );
  return Role!.Arn!;
}

/** Takes a role, as its trust policy must allow. */
export async function credentialsOfRole(
  { sts }: LocalAccount,
  roleArn: string,
): Promise<Credentials> {
  const { Credentials } = await sts.send(
    new AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName: 'check' }),
  );
  return {
    accessKeyId: Credentials!.AccessKeyId!,
    secretAccessKey: Credentials!.SecretAccessKey!,
    sessionToken: Credentials!.SessionToken!,
  };
}

/** Gives a role a policy of its own. */
export async function putInlinePolicy(
  { iam }: LocalAccount,
  roleName: string,
  policy: object,
): Promise<void> {
  await iam.send(
    new PutRolePolicyCommand({
      RoleName: roleName,
      PolicyName: 'check',
      PolicyDocument: JSON.stringify(policy),
    }),
  );
}
