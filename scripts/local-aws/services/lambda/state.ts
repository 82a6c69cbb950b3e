import type { StateSlice } from '../../state/slice';

export interface LambdaState {
  /** By name. */
  functions: Record<string, StoredFunction>;
}

export interface StoredFunction {
  name: string;
  arn: string;
  runtime: string;
  roleArn: string;
  handler: string;
  description: string;
  /** In seconds. */
  timeout: number;
  /** In MB. */
  memorySize: number;
  variables: Record<string, string>;
  architecture: string;
  code: StoredCode;
  createdAt: string;
  /** When code or configuration was last changed; absent until then. */
  updatedAt?: string;
  revisionId: string;
  tags: Record<string, string>;
  reservedConcurrency?: number;
  /** The function's policy, one statement for each permission that was added. */
  permissions: PermissionStatement[];
}

export interface StoredCode {
  /** The deployment package in base64. */
  zip: string;
  /** Its size in bytes. */
  size: number;
  /** In base64. */
  sha256: string;
}

/** A statement as AddPermission writes it. */
export interface PermissionStatement {
  Sid: string;
  Effect: 'Allow';
  Principal: '*' | { Service: string } | { AWS: string };
  Action: string;
  Resource: string;
  Condition?: Record<string, Record<string, string>>;
}

export const lambdaState: StateSlice<LambdaState> = {
  key: 'lambda',
  initial: () => ({ functions: {} }),
};
