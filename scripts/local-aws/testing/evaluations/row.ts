import type { AuthorizationRequest } from '../../authorization/evaluate';
import type { RequestPrincipal } from '../../authorization/principals';

export const ACCOUNT = '123456789012';
export const OTHER_ACCOUNT = '210987654321';
export const API = `arn:aws:execute-api:ap-northeast-1:${ACCOUNT}:a1b2c3`;
export const ROLE = `arn:aws:iam::${ACCOUNT}:role/caller`;

export const user = {
  kind: 'user',
  accountId: ACCOUNT,
  arn: `arn:aws:iam::${ACCOUNT}:user/ann`,
} as const satisfies RequestPrincipal;
export const session = {
  kind: 'assumed-role',
  accountId: ACCOUNT,
  arn: `arn:aws:sts::${ACCOUNT}:assumed-role/caller/s1`,
  roleArn: ROLE,
} as const satisfies RequestPrincipal;
export const root = {
  kind: 'root',
  accountId: ACCOUNT,
  arn: `arn:aws:iam::${ACCOUNT}:root`,
} as const satisfies RequestPrincipal;
export const stranger = {
  kind: 'user',
  accountId: OTHER_ACCOUNT,
  arn: `arn:aws:iam::${OTHER_ACCOUNT}:user/bob`,
} as const satisfies RequestPrincipal;
export const apiGateway = {
  kind: 'service',
  service: 'apigateway.amazonaws.com',
} as const satisfies RequestPrincipal;
export const anonymous = { kind: 'anonymous' } as const satisfies RequestPrincipal;

/** A statement as a row writes it: what is not given allows invoking everything. */
export type StatementText = Record<string, unknown>;

/** One request with its policies, and what IAM decides about it. */
export interface Row {
  rule: string;
  /** The page of AWS's documentation and the line of it that decides the row, shortened. */
  source?: string;
  identity?: StatementText[];
  resourcePolicy?: StatementText[];
  session?: StatementText[];
  /** Of the permissions boundary. */
  boundary?: StatementText[];
  version?: string;
  principal?: RequestPrincipal;
  action?: string;
  resource?: string;
  context?: AuthorizationRequest['context'];
  expected: 'allowed' | 'implicitDeny' | 'explicitDeny';
  by?: string;
}

export const ALLOW_ALL = { Action: '*', Resource: '*' };
export const INVOKE = 'execute-api:Invoke';
export const ROOT_GET = `${API}/dev/GET/`;

/** A statement that holds under one condition. */
export const when = (operator: string, key: string, values: unknown, effect = 'Allow') => ({
  Effect: effect,
  Condition: { [operator]: { [key]: values } },
});

/** A Principal element with one AWS principal. */
export const named = (name: string) => ({ Principal: { AWS: name } });

/** Rows that one line of a page of AWS's documentation decides: a sentence, or a line of a table. */
export const documented = (page: string, sentence: string, rows: Row[]): Row[] =>
  rows.map((row) => ({ ...row, source: `${page}: ${sentence}` }));
