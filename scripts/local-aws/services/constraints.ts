/** What a service's model asks of a value beyond its type. */
export interface Constraint {
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  /** The pattern's source as the service quotes it; the whole value must match. */
  pattern?: string;
  /** The values allowed, in the order in which the service lists them. */
  values?: readonly string[];
  /** How many items a list may have. */
  maxItems?: number;
  /** The values allowed for each item of a list, which the service reports as one value. */
  itemValues?: readonly string[];
  /** Whether the service also names that no item may be null. */
  itemsNotNull?: boolean;
}

/**
 * The constraints of a service, by the path of a member: `RoleName`, `patchOperations.*.op`, or
 * `CreateFunction.FunctionName` where an operation has a rule of its own. `*` stands for each item
 * of a list.
 */
export type Constraints = Readonly<Record<string, Constraint>>;

/** The constraints that hold for one operation, by the path of a member. */
export type OperationConstraints = [path: string, constraint: Constraint][];

/** Where a value is: `['patchOperations', '1', 'member', 'op']`. */
type Path = string[];

/**
 * Compares an input with the constraints of its service.
 * @param shownPath how the service writes the path of a member
 * @returns one text for each violation, in the form in which AWS words them
 */
export function violations(
  constraints: OperationConstraints,
  input: Record<string, unknown>,
  shownPath: (path: Path) => string,
): string[] {
  return constraints.flatMap(([path, constraint]) =>
    valuesAt(input, path.split('.')).flatMap(([at, value]) => {
      const subject = `Value '${shownValue(value)}' at '${shownPath(at)}'`;
      return brokenRules(constraint, value).map(
        (rule) => `${subject} failed to satisfy constraint: ${rule}`,
      );
    }),
  );
}

/** The constraints that hold for one operation; its own go before those of the whole service. */
export function constraintsOf(constraints: Constraints, operation: string): OperationConstraints {
  const prefix = `${operation}.`;
  const own = Object.entries(constraints)
    .filter(([path]) => path.startsWith(prefix))
    .map(([path, constraint]) => [path.slice(prefix.length), constraint] as const);
  return Object.entries({ ...constraints, ...Object.fromEntries(own) });
}

function valuesAt(value: unknown, path: Path, at: Path = []): [at: Path, value: unknown][] {
  if (value === undefined || value === null) return [];
  const [name, ...rest] = path;
  if (name === undefined) return [[at, value]];
  if (name === '*') {
    const items = Array.isArray(value) ? value : [];
    return items.flatMap((item, index) => valuesAt(item, rest, [...at, `${index + 1}`, 'member']));
  }
  if (typeof value !== 'object' || !Object.hasOwn(value, name)) return [];
  return valuesAt((value as Record<string, unknown>)[name], rest, [...at, name]);
}

function shownValue(value: unknown): string {
  return Array.isArray(value) ? `[${value.join(', ')}]` : String(value);
}

/** Every rule that a value breaks, in the words of AWS. */
function brokenRules(constraint: Constraint, value: unknown): string[] {
  if (typeof value === 'string') return brokenTextRules(constraint, value);
  if (typeof value === 'number') return brokenNumberRules(constraint, value);
  return Array.isArray(value) ? brokenListRules(constraint, value) : [];
}

function brokenTextRules(constraint: Constraint, value: string): string[] {
  const { minLength = 0, maxLength = Number.POSITIVE_INFINITY, pattern, values } = constraint;
  return rules(
    [value.length < minLength, `Member must have length greater than or equal to ${minLength}`],
    [value.length > maxLength, `Member must have length less than or equal to ${maxLength}`],
    [
      pattern !== undefined && !patternOf(pattern).test(value),
      `Member must satisfy regular expression pattern: ${pattern}`,
    ],
    [values !== undefined && !values.includes(value), mustBeOneOf(values ?? [])],
  );
}

function brokenNumberRules(
  { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY }: Constraint,
  value: number,
): string[] {
  return rules(
    [value < minimum, `Member must have value greater than or equal to ${minimum}`],
    [value > maximum, `Member must have value less than or equal to ${maximum}`],
  );
}

function brokenListRules(constraint: Constraint, items: unknown[]): string[] {
  const { maxItems = Number.POSITIVE_INFINITY, itemValues, itemsNotNull } = constraint;
  const ofItems = itemValues && [
    mustBeOneOf(itemValues),
    ...(itemsNotNull ? ['Member must not be null'] : []),
  ];
  return rules(
    [items.length > maxItems, `Member must have length less than or equal to ${maxItems}`],
    [
      itemValues !== undefined && !items.every((item) => itemValues.includes(String(item))),
      `Member must satisfy constraint: [${ofItems?.join(', ')}]`,
    ],
  );
}

function rules(...checked: [isBroken: boolean, rule: string][]): string[] {
  return checked.filter(([isBroken]) => isBroken).map(([, rule]) => rule);
}

function mustBeOneOf(values: readonly string[]): string {
  return `Member must satisfy enum value set: [${values.join(', ')}]`;
}

const compiled = new Map<string, RegExp>();

function patternOf(source: string): RegExp {
  const known = compiled.get(source);
  if (known) return known;
  const pattern = new RegExp(`^(?:${source})$`, 'u');
  compiled.set(source, pattern);
  return pattern;
}
