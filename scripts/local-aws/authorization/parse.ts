import { grammarViolation, POLICY_TEXTS, type PolicyKind } from './grammar';
import type {
  Condition,
  Effect,
  ParsedPolicy,
  PolicyVersion,
  PrincipalElement,
  Statement,
} from './policy';

/** A policy document that is refused; the message is the one that IAM gives. */
export class MalformedPolicyError extends Error {
  override readonly name = 'MalformedPolicyDocument';
}

const DOCUMENT_ELEMENTS = ['Version', 'Id', 'Statement'];
const STATEMENT_ELEMENTS = [
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
];
const PRINCIPAL_TYPES = ['AWS', 'Service', 'Federated', 'CanonicalUser'];

type JsonObject = Readonly<Record<string, unknown>>;

/** The document is JSON but has not the shape of a policy. */
class ShapeError extends Error {}

/**
 * Reads a policy document and checks it by the rules of its kind.
 * @param text JSON
 * @throws MalformedPolicyError in the words of IAM
 */
export function parsePolicy(text: string, kind: PolicyKind): ParsedPolicy {
  const document = readText(text, kind);
  const violation = grammarViolation(document, kind);
  if (violation) throw new MalformedPolicyError(violation);
  return document;
}

function readText(text: string, kind: PolicyKind): ParsedPolicy {
  try {
    return readDocument(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError) throw new MalformedPolicyError(POLICY_TEXTS[kind].json);
    if (error instanceof ShapeError) throw new MalformedPolicyError(POLICY_TEXTS[kind].shape);
    throw error;
  }
}

function readDocument(value: unknown): ParsedPolicy {
  const document = readObject(value, DOCUMENT_ELEMENTS);
  const statements = Array.isArray(document.Statement) ? document.Statement : [document.Statement];
  return {
    version: readVersion(document.Version),
    statements: statements.map(readStatement),
  };
}

function readVersion(value: unknown): PolicyVersion {
  if (value === undefined) return '2008-10-17';
  if (value === '2008-10-17' || value === '2012-10-17') return value;
  throw new ShapeError(`unknown Version ${value}`);
}

function readStatement(value: unknown): Statement {
  const statement = readObject(value, STATEMENT_ELEMENTS);
  return {
    ...optional('sid', statement.Sid, readString),
    effect: readEffect(statement.Effect),
    ...optional('principal', statement.Principal, readPrincipal),
    ...optional('notPrincipal', statement.NotPrincipal, readPrincipal),
    ...optional('action', statement.Action, readStrings),
    ...optional('notAction', statement.NotAction, readStrings),
    ...optional('resource', statement.Resource, readStrings),
    ...optional('notResource', statement.NotResource, readStrings),
    conditions: statement.Condition === undefined ? [] : readConditions(statement.Condition),
  };
}

function readEffect(value: unknown): Effect {
  if (value === 'Allow' || value === 'Deny') return value;
  throw new ShapeError('Effect is neither Allow nor Deny');
}

function readPrincipal(value: unknown): PrincipalElement {
  if (value === '*') return value;
  const principals = Object.entries(readObject(value, PRINCIPAL_TYPES));
  return Object.fromEntries(principals.map(([type, names]) => [type, readStrings(names)]));
}

function readConditions(value: unknown): Condition[] {
  return Object.entries(readObject(value)).flatMap(([operator, block]) =>
    Object.entries(readObject(block)).map(([key, values]) => ({
      operator,
      key,
      values: readConditionValues(values),
    })),
  );
}

/** Booleans and numbers may come without quotes in a condition. */
function readConditionValues(value: unknown): string[] {
  const values: unknown[] = Array.isArray(value) ? value : [value];
  return values.map((one) => {
    if (['string', 'number', 'boolean'].includes(typeof one)) return String(one);
    throw new ShapeError('a condition value is no text, number or boolean');
  });
}

function readStrings(value: unknown): string[] {
  const values: unknown[] = Array.isArray(value) ? value : [value];
  return values.map(readString);
}

function readString(value: unknown): string {
  if (typeof value === 'string') return value;
  throw new ShapeError('a text is expected');
}

function readObject(value: unknown, elements?: readonly string[]): JsonObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ShapeError('an object is expected');
  }
  const unknown = Object.keys(value).find((name) => elements && !elements.includes(name));
  if (unknown !== undefined) throw new ShapeError(`unknown element ${unknown}`);
  return value as JsonObject;
}

function optional<Name extends string, T>(name: Name, value: unknown, read: (v: unknown) => T) {
  return (value === undefined ? {} : { [name]: read(value) }) as { [N in Name]?: T };
}
