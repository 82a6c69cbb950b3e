import { type StateSlice, table } from '../../state/slice';

export interface LambdaState {
  /** By name. */
  functions: Record<string, StoredFunction>;
}

/** The code and the configuration of a function as one version has them. */
export interface FunctionVersion {
  /** `$LATEST`, or the number of a published version. */
  version: string;
  runtime: string;
  roleArn: string;
  handler: string;
  description: string;
  /** In seconds. */
  timeout: number;
  /** In MB. */
  memorySize: number;
  /** Absent when the function was never given an environment. */
  variables?: Record<string, string>;
  architecture: string;
  code: StoredCode;
  createdAt: string;
  /** When code or configuration was last changed; absent until then. */
  updatedAt?: string;
  /** The revision while the last change is in progress. */
  revisionId: string;
  /** The revision once the last change has settled: Lambda gives it a new one then. */
  settledRevisionId: string;
}

/** A function: its latest version, and what all its versions share. */
export interface StoredFunction extends FunctionVersion {
  name: string;
  /** Without a qualifier. */
  arn: string;
  tags: Record<string, string>;
  reservedConcurrency?: number;
  /** The policies of the function, its versions and aliases; `Resource` tells whose a statement is. */
  permissions: PermissionStatement[];
  /** Published versions by number. */
  versions: Record<string, FunctionVersion>;
  /** The number of the version published last; 0 before the first. Numbers are not used again. */
  lastVersion: number;
  /** By name. */
  aliases: Record<string, StoredAlias>;
}

/** A name for one version of a function. */
export interface StoredAlias {
  name: string;
  version: string;
  description: string;
  revisionId: string;
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
  initial: () => ({ functions: table() }),
};
