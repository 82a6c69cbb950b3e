/** Whether a statement permits or forbids. */
export type Effect = 'Allow' | 'Deny';

/** The two versions of the policy language. Policy variables exist only in the later one. */
export type PolicyVersion = '2008-10-17' | '2012-10-17';

/** `"Principal": "*"`, or the listed principals by their type. */
export type PrincipalElement = '*' | Readonly<Record<string, readonly string[]>>;

/** One line of a Condition block: `{ operator: { key: values } }`. */
export interface Condition {
  /** As written, with its set prefix and `IfExists`: `ForAnyValue:StringLikeIfExists`. */
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

/** A statement with every "string or list" written as a list. */
export interface Statement {
  readonly sid?: string;
  readonly effect: Effect;
  readonly principal?: PrincipalElement;
  readonly notPrincipal?: PrincipalElement;
  readonly action?: readonly string[];
  readonly notAction?: readonly string[];
  readonly resource?: readonly string[];
  readonly notResource?: readonly string[];
  readonly conditions: readonly Condition[];
}

/** A policy document as `parsePolicy` reads it. */
export interface ParsedPolicy {
  readonly version: PolicyVersion;
  readonly statements: readonly Statement[];
}

/** A document with the name under which an explanation mentions it. */
export interface NamedPolicy {
  readonly name: string;
  readonly document: ParsedPolicy;
}

/** Which side of the request a policy is attached to, in the words AWS uses in its refusals. */
export type PolicyType = 'identity-based' | 'resource-based';
