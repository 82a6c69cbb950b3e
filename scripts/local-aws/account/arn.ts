/** Where a resource is: the names of some services have no region, or no account. */
interface Owner {
  region?: string;
  accountId?: string;
}

/** An Amazon Resource Name: `arn:aws:<service>:<region>:<account>:<resource>`. */
export function arnOf(
  service: string,
  { region = '', accountId = '' }: Owner,
  resource: string,
): string {
  return `arn:aws:${service}:${region}:${accountId}:${resource}`;
}

/** The ARN of something in IAM, such as `user/admin`; IAM has no regions. */
export function iamArn(accountId: string, resource: string): string {
  return arnOf('iam', { accountId }, resource);
}

/** The account that an ARN names; empty where it names none. */
export function accountIdIn(arn: string): string {
  return arn.split(':')[4] ?? '';
}
