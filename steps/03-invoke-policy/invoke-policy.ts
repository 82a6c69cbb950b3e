import { type IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';

/** A policy. IAM takes it as JSON. */
export interface PolicyDocument {
  Version: '2012-10-17';
  Statement: PolicyStatement[];
}

export interface PolicyStatement {
  Effect: 'Allow' | 'Deny';
  /** Who. Only a policy of a resource or a trust policy has it; a role's policy has none. */
  Principal?: { Service: string };
  Action: string;
  /** On what. A trust policy has none: it applies to its own role. */
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
  /** The path after the stage, with its slash: `/` for the root, `/pets` for a resource. */
  path: string;
}

/** The name of the role's inline policy. */
export const POLICY_NAME = 'invoke-hello-api';

/**
 * The trust policy: who may assume the caller's role. It allows Lambda, for the functions that run
 * with the role. It says nothing about what the role may do.
 */
export function callerTrustPolicy(): PolicyDocument {
  throw new Error('TODO callerTrustPolicy: allow sts:AssumeRole to lambda.amazonaws.com');
}

/**
 * The wide policy, to start with: it allows every method of every API.
 */
export function widePolicy(): PolicyDocument {
  throw new Error('TODO widePolicy: allow execute-api:Invoke on *');
}

/**
 * Least privilege: the policy allows one method of one API on one stage.
 */
export function leastPrivilegePolicy(target: InvokeTarget): PolicyDocument {
  throw new Error(
    'TODO leastPrivilegePolicy: allow execute-api:Invoke only on the ARN of the target',
  );
}

/**
 * The ARN of a method: what IAM compares with the Resource of a policy when the method is called.
 *
 * @returns such as `arn:aws:execute-api:ap-northeast-1:123456789012:a1b2c3d4e5/dev/GET/`
 */
export function invokeArn(target: InvokeTarget): string {
  throw new Error('TODO invokeArn: join service, region, account, API, stage, method and path');
}

/**
 * Writes the policy into the role. It replaces an inline policy of the same name.
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
