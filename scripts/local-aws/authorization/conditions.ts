import { CONDITION_OPERATORS, type ConditionOperator } from './condition-operators';
import { literalPattern, type Pattern } from './pattern';
import type { Condition } from './policy';
import { contextValues } from './request-context';
import { substituteVariables, type VariableScope } from './variables';

/** What became of one condition; `why` is given if it is not met. */
export type ConditionOutcome =
  | { holds: true }
  | { holds: false; why: string; unknownOperator?: string };

const OPERATOR = /^(?:(ForAllValues|ForAnyValue):)?(.+?)(IfExists)?$/;

/**
 * Tests one condition against a request. An operator that the policy language does not have
 * never holds, whatever the effect of the statement.
 */
export function testCondition(condition: Condition, scope: VariableScope): ConditionOutcome {
  const [, set, name = '', ifExists] = OPERATOR.exec(condition.operator) ?? [];
  const isNullCheck = name === 'Null' && !set && !ifExists;
  const values = contextValues(scope.context, condition.key);
  const present = isEmptySet(values, isNullCheck || set !== undefined) ? undefined : values;
  if (isNullCheck) return testNull(condition, present !== undefined);

  const operator = CONDITION_OPERATORS.get(name);
  if (!operator) return unknownOperator(condition);
  if (present === undefined) {
    return ifExists || set === 'ForAllValues' || (operator.negated && set !== 'ForAnyValue')
      ? { holds: true }
      : fails(condition, 'the request does not carry this key');
  }

  const { patterns, unresolved } = readValues(condition, operator, scope);
  const holdsFor = (value: string) =>
    patterns.some((pattern) => operator.fits(pattern, value)) !== operator.negated;
  const forAll = set === 'ForAllValues' || (!set && operator.negated);
  if (forAll ? present.every(holdsFor) : present.some(holdsFor)) return { holds: true };
  return fails(condition, `the request has ${quoted(present)}${unresolvedText(unresolved)}`);
}

/** Whether the policy language knows the operator, with any prefix and suffix it may carry. */
export function isConditionOperator(operator: string): boolean {
  const [, set, name = '', ifExists] = OPERATOR.exec(operator) ?? [];
  return name === 'Null' ? !set && !ifExists : CONDITION_OPERATORS.has(name);
}

/** Whether a key has no values; where sets are tested, empty texts are none. */
function isEmptySet(values: readonly string[] = [], isSetTest: boolean): boolean {
  return isSetTest ? values.every((value) => value === '') : values.length === 0;
}

function testNull(condition: Condition, isPresent: boolean): ConditionOutcome {
  const mustBeAbsent = condition.values.some((value) => value.toLowerCase() === 'true');
  if (mustBeAbsent !== isPresent) return { holds: true };
  return fails(condition, isPresent ? 'the request carries this key' : 'the key is absent');
}

function readValues(
  condition: Condition,
  operator: ConditionOperator,
  scope: VariableScope,
): { patterns: Pattern[]; unresolved: string[] } {
  const patterns: Pattern[] = [];
  const unresolved: string[] = [];
  if (!operator.variables) return { patterns: condition.values.map(literalPattern), unresolved };
  for (const value of condition.values) {
    const substituted = substituteVariables(value, scope, operator.wildcards);
    if ('pattern' in substituted) patterns.push(substituted.pattern);
    else unresolved.push(substituted.unresolved);
  }
  return { patterns, unresolved };
}

function unknownOperator(condition: Condition): ConditionOutcome {
  const why =
    `Condition operator "${condition.operator}" does not exist, so the statement never matches. ` +
    `Check its spelling, for example StringEquals or ArnLike.`;
  return { holds: false, why, unknownOperator: condition.operator };
}

function fails(condition: Condition, found: string): ConditionOutcome {
  const wanted = `${condition.operator} ${condition.key} ${quoted(condition.values)}`;
  return { holds: false, why: `Condition ${wanted} is not met: ${found}.` };
}

function unresolvedText(names: readonly string[]): string {
  return names.length === 0 ? '' : `, and no value for the variable ${names.join(', ')}`;
}

function quoted(values: readonly string[]): string {
  return values.map((value) => `"${value}"`).join(', ');
}
