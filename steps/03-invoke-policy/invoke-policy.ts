import { type IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';

/** A policy as IAM takes it, once it is made JSON. */
export interface PolicyDocument {
  Version: '2012-10-17';
  Statement: PolicyStatement[];
}

export interface PolicyStatement {
  Effect: 'Allow' | 'Deny';
  /** Who; only in a policy that belongs to a resource or a role, such as a trust policy. */
  Principal?: { Service: string };
  Action: string;
  /** On what; a trust policy has none, as it belongs to its role. */
  Resource?: string;
}

/** One method of one deployed API. */
export interface InvokeTarget {
  region: string;
  accountId: string;
  apiId: string;
  stage: string;
  /** `GET` */
  method: string;
  /** Behind the stage, with its slash: `/` for the root, `/pets` for a resource. */
  path: string;
}

/** The policy's name in the role. */
export const POLICY_NAME = 'invoke-hello-api';

/**
 * Who may take the caller's role: Lambda, for the functions that run with it. It says nothing about
 * what the role may do.
 */
export function callerTrustPolicy(): PolicyDocument {
  throw new Error('TODO callerTrustPolicy: allow lambda.amazonaws.com the action sts:AssumeRole');
}

/**
 * The wide policy, to begin with: every method of every API.
 */
export function widePolicy(): PolicyDocument {
  throw new Error('TODO widePolicy: allow execute-api:Invoke on *');
}

/**
 * Least privilege: this one method of this one API, on this one stage.
 */
export function leastPrivilegePolicy(target: InvokeTarget): PolicyDocument {
  throw new Error(
    'TODO leastPrivilegePolicy: allow execute-api:Invoke on the ARN of the target alone',
  );
}

/**
 * The ARN that API Gateway asks IAM about when a method is called.
 *
 * @returns such as `arn:aws:execute-api:ap-northeast-1:123456789012:a1b2c3d4e5/dev/GET/`
 */
export function invokeArn(target: InvokeTarget): string {
  throw new Error('TODO invokeArn: join service, region, account, API, stage, method and path');
}

/**
 * Writes the policy into the role, in place of the one of that name.
 */
export async function attachInvokePolicy(
  iam: IAMClient,
  roleName: string,
  policy: PolicyDocument,
): Promise<void> {
  throw new Error(
    'TODO attachInvokePolicy: send PutRolePolicyCommand with POLICY_NAME and the policy as JSON',
  );
}
