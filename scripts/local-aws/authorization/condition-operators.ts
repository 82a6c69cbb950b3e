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
  /** Whether `${…}` in the policy's value is a policy variable, or ordinary text. */
  readonly variables: boolean;
  readonly fits: (policyValue: Pattern, requestValue: string) => boolean;
}

type Fits = ConditionOperator['fits'];

const TEXT = { wildcards: false, variables: true };
const PATTERN = { wildcards: true, variables: true };
const VALUE = { wildcards: false, variables: false };

type Reading = typeof TEXT;

/** Every operator of the policy language but `Null`, which looks at presence alone. */
export const CONDITION_OPERATORS: ReadonlyMap<string, ConditionOperator> = new Map(
  Object.entries({
    ...pair('StringEquals', 'StringNotEquals', matchesPattern, TEXT),
    ...pair('StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase', equalsIgnoringCase, TEXT),
    ...pair('StringLike', 'StringNotLike', matchesPattern, PATTERN),
    ...pair(
      'NumericEquals',
      'NumericNotEquals',
      compare(toNumber, (request, policy) => request === policy),
      VALUE,
    ),
    NumericLessThan: positive(compare(toNumber, (request, policy) => request < policy)),
    NumericLessThanEquals: positive(compare(toNumber, (request, policy) => request <= policy)),
    NumericGreaterThan: positive(compare(toNumber, (request, policy) => request > policy)),
    NumericGreaterThanEquals: positive(compare(toNumber, (request, policy) => request >= policy)),
    ...pair(
      'DateEquals',
      'DateNotEquals',
      compare(toTime, (request, policy) => request === policy),
      VALUE,
    ),
    DateLessThan: positive(compare(toTime, (request, policy) => request < policy)),
    DateLessThanEquals: positive(compare(toTime, (request, policy) => request <= policy)),
    DateGreaterThan: positive(compare(toTime, (request, policy) => request > policy)),
    DateGreaterThanEquals: positive(compare(toTime, (request, policy) => request >= policy)),
    Bool: positive(equalsIgnoringCase, TEXT),
    BinaryEquals: positive(matchesPattern),
    ...pair('IpAddress', 'NotIpAddress', isInRange, VALUE),
    ...pair('ArnEquals', 'ArnNotEquals', matchesArn, PATTERN),
    ...pair('ArnLike', 'ArnNotLike', matchesArn, PATTERN),
  }),
);

function positive(fits: Fits, reading: Reading = VALUE): ConditionOperator {
  return { negated: false, ...reading, fits };
}

function pair(
  name: string,
  negation: string,
  fits: Fits,
  reading: Reading,
): Record<string, ConditionOperator> {
  return {
    [name]: positive(fits, reading),
    [negation]: { negated: true, ...reading, fits },
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

const DECIMAL = /^[+-]?\d+(\.\d+)?$/;
const W3C_DATE = /^\d{4}-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?)?$/;

/** An integer or a decimal, in digits. */
function toNumber(text: string): number {
  return DECIMAL.test(text) ? Number(text) : Number.NaN;
}

/** A date is written in a form of ISO 8601 that the W3C lists, or as seconds since 1970. */
function toTime(text: string): number {
  if (DECIMAL.test(text)) return Number(text) * 1000;
  return W3C_DATE.test(text) ? Date.parse(text) : Number.NaN;
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
