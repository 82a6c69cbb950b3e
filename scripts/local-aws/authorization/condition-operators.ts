import { BlockList, isIP } from 'node:net';
import {
  matchesPattern,
  type Pattern,
  patternText,
  splitPattern,
  wildcardPattern,
} from './pattern';

/** How one value of the policy is compared with one value of the request. */
export interface ConditionOperator {
  /** A negated operator holds when no value of the policy fits, and when the key is absent. */
  readonly negated: boolean;
  /** Whether `*` and `?` in the policy's value are wildcards. */
  readonly wildcards: boolean;
  readonly fits: (policyValue: Pattern, requestValue: string) => boolean;
}

type Fits = ConditionOperator['fits'];

/** Every operator of the policy language but `Null`, which looks at presence alone. */
export const CONDITION_OPERATORS: ReadonlyMap<string, ConditionOperator> = new Map(
  Object.entries({
    ...pair('StringEquals', 'StringNotEquals', matchesPattern),
    ...pair('StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase', equalsIgnoringCase),
    ...pair('StringLike', 'StringNotLike', matchesPattern, { wildcards: true }),
    ...pair(
      'NumericEquals',
      'NumericNotEquals',
      compare(toNumber, (request, policy) => request === policy),
    ),
    NumericLessThan: positive(compare(toNumber, (request, policy) => request < policy)),
    NumericLessThanEquals: positive(compare(toNumber, (request, policy) => request <= policy)),
    NumericGreaterThan: positive(compare(toNumber, (request, policy) => request > policy)),
    NumericGreaterThanEquals: positive(compare(toNumber, (request, policy) => request >= policy)),
    ...pair(
      'DateEquals',
      'DateNotEquals',
      compare(toTime, (request, policy) => request === policy),
    ),
    DateLessThan: positive(compare(toTime, (request, policy) => request < policy)),
    DateLessThanEquals: positive(compare(toTime, (request, policy) => request <= policy)),
    DateGreaterThan: positive(compare(toTime, (request, policy) => request > policy)),
    DateGreaterThanEquals: positive(compare(toTime, (request, policy) => request >= policy)),
    Bool: positive(equalsIgnoringCase),
    BinaryEquals: positive(matchesPattern),
    ...pair('IpAddress', 'NotIpAddress', isInRange),
    ...pair('ArnEquals', 'ArnNotEquals', matchesArn, { wildcards: true }),
    ...pair('ArnLike', 'ArnNotLike', matchesArn, { wildcards: true }),
  }),
);

function positive(fits: Fits, wildcards = false): ConditionOperator {
  return { negated: false, wildcards, fits };
}

function pair(
  name: string,
  negation: string,
  fits: Fits,
  { wildcards = false } = {},
): Record<string, ConditionOperator> {
  return {
    [name]: positive(fits, wildcards),
    [negation]: { negated: true, wildcards, fits },
  };
}

function equalsIgnoringCase(policyValue: Pattern, requestValue: string): boolean {
  return patternText(policyValue).toLowerCase() === requestValue.toLowerCase();
}

/** Compares two values as numbers; a value that is no number fits nothing. */
function compare(
  read: (text: string) => number,
  holds: (request: number, policy: number) => boolean,
): Fits {
  return (policyValue, requestValue) => {
    const policy = read(patternText(policyValue));
    const request = read(requestValue);
    return !Number.isNaN(policy) && !Number.isNaN(request) && holds(request, policy);
  };
}

function toNumber(text: string): number {
  return text.trim() === '' ? Number.NaN : Number(text);
}

/** A date is written in ISO 8601 or as seconds since 1970. */
function toTime(text: string): number {
  return /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1000 : Date.parse(text);
}

function isInRange(policyValue: Pattern, requestValue: string): boolean {
  const [address = '', prefix] = patternText(policyValue).split('/');
  const family = isIP(address);
  if (family === 0 || isIP(requestValue) !== family) return false;

  const bits = family === 4 ? 32 : 128;
  const length = prefix === undefined ? bits : toNumber(prefix);
  if (!Number.isInteger(length) || length < 0 || length > bits) return false;

  const range = new BlockList();
  const type = family === 4 ? 'ipv4' : 'ipv6';
  range.addSubnet(address, length, type);
  return range.check(requestValue, type);
}

/** Compares the six parts of an ARN one by one, so that a `*` never reaches over a colon. */
function matchesArn(policyValue: Pattern, requestValue: string): boolean {
  const expected = splitPattern(policyValue, ':', 6);
  const actual = splitPattern(wildcardPattern(requestValue), ':', 6).map(patternText);
  if (expected.length !== 6 || actual.length !== 6) return false;
  return expected.every((part, index) => matchesPattern(part, actual[index] ?? ''));
}
