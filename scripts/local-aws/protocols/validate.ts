import type { NormalizedSchema } from '@smithy/core/schema';
import { isRecord } from '../../files/json';
import { count } from '../../terminal/words';
import { ServiceError } from '../services/service';
import { requiredMembers } from './shapes';

/** Under which name a member travels; its own unless the protocol has another. */
export type WireName = (member: string, schema: NormalizedSchema) => string;

/**
 * Compares the members of a structure with its schema.
 * @param value as it came over the wire: JSON, or a form turned into the same shape
 * @param considered which members are expected in this value; all unless said otherwise
 * @returns what is wrong, in the form in which AWS says such things; nothing when all is well
 */
export function structureProblems(
  structure: NormalizedSchema,
  value: Record<string, unknown>,
  { wireName = (member) => member, considered = () => true, path = [] }: StructureOptions = {},
): string[] {
  const members = new Map<string, NormalizedSchema>();
  for (const [name, member] of structure.structIterator()) {
    if (considered(name)) members.set(wireName(name, member), member);
  }
  const required = requiredMembers(structure)
    .filter(considered)
    .map((name) => wireName(name, structure.getMemberSchema(name)));
  return [
    ...Object.keys(value)
      .filter((name) => !members.has(name) && name !== '__type')
      .map((name) => unknownMember(shownPath([...path, name]), [...members.keys()])),
    ...required
      .filter((name) => value[name] === null || value[name] === undefined)
      .map((name) => missingMember(shownPath([...path, name]))),
    ...[...members].flatMap(([name, member]) =>
      valueProblems(member, value[name], wireName, [...path, name]),
    ),
  ];
}

interface StructureOptions {
  wireName?: WireName;
  considered?: (member: string) => boolean;
  /** Where the structure is. */
  path?: string[];
}

function valueProblems(
  schema: NormalizedSchema,
  value: unknown,
  wireName: WireName,
  path: string[],
): string[] {
  if (value === null || value === undefined) return [];
  if (schema.isStructSchema()) {
    return isRecord(value)
      ? structureProblems(schema, value, { wireName, path })
      : [mistyped(path, 'an object')];
  }
  if (schema.isListSchema()) {
    if (!Array.isArray(value)) return [mistyped(path, 'a list')];
    const item = schema.getValueSchema();
    return value.flatMap((each, index) =>
      valueProblems(item, each, wireName, [...path, `${index + 1}`, 'member']),
    );
  }
  if (schema.isMapSchema()) {
    if (!isRecord(value)) return [mistyped(path, 'an object')];
    const item = schema.getValueSchema();
    return Object.entries(value).flatMap(([key, each]) =>
      valueProblems(item, each, wireName, [...path, key]),
    );
  }
  return simpleTypeProblem(schema, value, path);
}

function simpleTypeProblem(schema: NormalizedSchema, value: unknown, path: string[]): string[] {
  if (schema.isStringSchema()) {
    if (typeof value === 'string') return [];
    throw notConvertible(value, 'an String');
  }
  if (schema.isNumericSchema()) {
    return typeof value === 'number' && !Number.isNaN(value) ? [] : [mistyped(path, 'a number')];
  }
  if (schema.isBooleanSchema()) {
    return typeof value === 'boolean' ? [] : [mistyped(path, 'a boolean')];
  }
  if (schema.isBlobSchema()) {
    const isWhole = typeof value === 'string' && value.length % 4 === 0;
    return isWhole && /^[A-Za-z0-9+/]*={0,2}$/.test(value) ? [] : [mistyped(path, 'base64 text')];
  }
  if (schema.isTimestampSchema()) {
    const known = typeof value === 'number' || !Number.isNaN(Date.parse(String(value)));
    return known ? [] : [mistyped(path, 'a timestamp')];
  }
  return [];
}

const JAVA_CLASSES: Readonly<Record<string, string>> = {
  boolean: 'java.lang.Boolean',
  number: 'com.amazon.coral.value.json.numbers.TruncatingBigNumber',
  object: 'java.util.LinkedHashMap',
};

/** Recorded for booleans and numbers in the place of strings: it is found before any validation. */
function notConvertible(value: unknown, target: string): ServiceError {
  const message = `class ${JAVA_CLASSES[typeof value]} can not be converted to ${target}`;
  return new ServiceError('SerializationException', message, 400);
}

/**
 * `2 validation errors detected: …; …`
 *
 * How sure the words are, by the marks of `admission/answers.ts`: this frame, and a member that is
 * missing, are `I`, seen in public as real output of IAM and Lambda, and recorded for API Gateway, too. What is
 * said of a member that is not known, or is of another type, is local AWS's own in that frame: AWS is
 * said to ignore members that it does not know (unconfirmed), and the SDKs do not send them; whoever writes
 * requests by hand is better served by being told of a slip.
 */
export function problemsInWords(problems: string[]): string {
  return `${count(problems.length, 'validation error')} detected: ${problems.join('; ')}`;
}

/** What AWS says of a required member that is missing. */
export function missingMember(path: string): string {
  return `Value null at '${path}' failed to satisfy constraint: Member must not be null`;
}

/** Local AWS's own words. */
function unknownMember(path: string, known: string[]): string {
  const constraint =
    known.length === 0 ? 'No member is known here' : `Member must be one of [${known.join(', ')}]`;
  return `Value at '${path}' failed to satisfy constraint: ${constraint}`;
}

/** Local AWS's own words. */
function mistyped(path: string[], expected: string): string {
  return `Value at '${shownPath(path)}' failed to satisfy constraint: Member must be ${expected}`;
}

function shownPath(path: string[]): string {
  return path.map(inCamelCase).join('.');
}

/** A member's name as the validation writes it: `RoleName` is `roleName` there. */
export function inCamelCase(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
