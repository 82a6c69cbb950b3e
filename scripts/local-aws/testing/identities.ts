import {
  CreateAccessKeyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  IAMClient,
  PutRolePolicyCommand,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import type { LocalAws } from '..';
import type { Credentials } from '../account/account';

/** One statement of a policy, as in the document. */
export type TestStatement = Record<string, unknown>;

/** A policy document of the current version; JSON text. */
export function policyOf(...Statement: TestStatement[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement });
}

/** Creates a user, with one inline policy if there are statements. @returns its credentials */
export async function createUser(
  local: LocalAws,
  UserName: string,
  statements: TestStatement[] = [],
  accountId = local.accountId,
): Promise<Credentials> {
  const iam = new IAMClient(adminOf(local, accountId));
  await iam.send(new CreateUserCommand({ UserName }));
  if (statements.length > 0) {
    const PolicyDocument = policyOf(...statements);
    await iam.send(new PutUserPolicyCommand({ UserName, PolicyName: 'invoke', PolicyDocument }));
  }
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName }));
  iam.destroy();
  return { accessKeyId: AccessKey!.AccessKeyId!, secretAccessKey: AccessKey!.SecretAccessKey! };
}

/** Creates a role with one inline policy, and assumes it. @returns temporary credentials */
export async function assumeRole(
  local: LocalAws,
  RoleName: string,
  statements: TestStatement[],
): Promise<Credentials> {
  const iam = new IAMClient(adminOf(local));
  const trusted = { AWS: `arn:aws:iam::${local.accountId}:root` };
  const trust = policyOf({ Effect: 'Allow', Principal: trusted, Action: 'sts:AssumeRole' });
  const { Role } = await iam.send(
    new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trust }),
  );
  const PolicyDocument = policyOf(...statements);
  await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'invoke', PolicyDocument }));
  iam.destroy();

  const sts = new STSClient(adminOf(local));
  const { Credentials: issued } = await sts.send(
    new AssumeRoleCommand({ RoleArn: Role!.Arn!, RoleSessionName: 'test' }),
  );
  sts.destroy();
  return {
    accessKeyId: issued!.AccessKeyId!,
    secretAccessKey: issued!.SecretAccessKey!,
    sessionToken: issued!.SessionToken!,
  };
}

function adminOf(local: LocalAws, accountId = local.accountId) {
  const credentials = local.credentialsOf(accountId);
  return { endpoint: local.url, region: local.region, credentials, maxAttempts: 1 };
}
