import { isRecord, parseJson } from '../../../files/json';

/** One member of an answer, as AWS was recorded to send it and as local AWS sends it. */
export interface RecordedFact {
  /** Which member, such as `Error.Message` or `Functions[0].State`. */
  path: string;
  agrees: boolean;
  recorded: unknown;
  local: unknown;
}

/** What the placeholders of one test stand for, as far as answers have told. */
export type Bindings = Map<string, string>;

/** The account of the recordings, and what local AWS has instead. */
export interface Replaced {
  accountId: string;
  region: string;
}

/** Values that differ with each call: any text will do. */
const ANY_TEXT =
  /^(datetime|date|timestamp|<datetime>|log-result|code-sha256|content-length|<<?code-sha-256>:\d+>)$/;

const PLACEHOLDER = /<<?[a-zA-Z_][\w .-]*?>?(?::\d+)?>/g;

/** How answers are compared. */
export interface FactComparison {
  /** Of the test; those that the answer tells are added. */
  bindings: Bindings;
  replaced: Replaced;
  /** The member by which lists are sorted, where their order does not count. */
  sortBy?: string;
  /** Patterns of the paths that are not compared. */
  skip?: string[];
}

/**
 * Compares an answer with its recording, member by member; a member that only one of them has
 * disagrees. Of an error, only the members count that were recorded: the recording client kept no
 * others.
 */
export function factsOf(
  recorded: unknown,
  local: unknown,
  { bindings, replaced, sortBy, skip = [] }: FactComparison,
): RecordedFact[] {
  const skipped = skip.map((pattern) => new RegExp(pattern));
  const isError = isRecord(recorded) && recorded.Error !== undefined;
  return walk(recorded, local, '');

  function walk(expected: unknown, given: unknown, path: string): RecordedFact[] {
    if (skipped.some((pattern) => pattern.test(path))) return [];
    const fact = (agrees: boolean) => [{ path, agrees, recorded: expected, local: given }];
    if (expected === undefined || given === undefined) return fact(expected === given);
    if (typeof expected === 'string') {
      return fact(matchesText(expected, given, bindings, replaced));
    }
    if (typeof expected !== 'object' || expected === null) return fact(Object.is(expected, given));
    const opened = typeof given === 'string' ? parseJson(given) : given;
    if (Array.isArray(expected)) {
      if (!Array.isArray(opened) || opened.length !== expected.length) return fact(false);
      if (expected.length === 0) return fact(true);
      const [one, other] = [sorted(expected), sorted(opened)];
      return one.flatMap((item, index) => walk(item, other[index], `${path}[${index}]`));
    }
    if (!isRecord(opened)) return fact(false);
    const more = isError ? [] : Object.keys(opened);
    const names = [...new Set([...Object.keys(expected), ...more])];
    if (names.length === 0) return fact(true);
    return names.flatMap((name) =>
      walk(
        (expected as Record<string, unknown>)[name],
        opened[name],
        path === '' ? name : `${path}.${name}`,
      ),
    );
  }

  function sorted(list: unknown[]): unknown[] {
    if (sortBy === undefined) return list;
    const key = (item: unknown) => String(isRecord(item) ? item[sortBy] : '');
    return [...list].sort((one, other) => (key(one) < key(other) ? -1 : 1));
  }
}

/** Two numbers of one kind of placeholder, `<id:1>` and `<id:2>`, stand for two different values. */
function matchesText(
  expected: string,
  given: unknown,
  bindings: Bindings,
  replaced: Replaced,
): boolean {
  if (ANY_TEXT.test(expected)) return true;
  const names: string[] = [];
  let rest = 0;
  let pattern = '';
  for (const { 0: name, index } of expected.matchAll(PLACEHOLDER)) {
    pattern += escaped(expected.slice(rest, index)) + patternOf(name, names, bindings, replaced);
    rest = index + name.length;
  }
  pattern += escaped(expected.slice(rest));
  pattern = pattern.replaceAll('111111111111', replaced.accountId);
  const match = new RegExp(`^${pattern}$`, 's').exec(
    typeof given === 'string' ? given : JSON.stringify(given),
  );
  return match !== null && names.every((name, index) => bind(name, match[index + 1]!, bindings));
}

function patternOf(
  name: string,
  names: string[],
  bindings: Bindings,
  { region }: Replaced,
): string {
  if (name === '<partition>') return 'aws';
  if (name === '<region>') return region;
  const bound = bindings.get(name);
  if (bound !== undefined) return escaped(bound);
  if (!/:\d+>$/.test(name)) return '.*?';
  if (names.includes(name)) return `\\${names.indexOf(name) + 1}`;
  names.push(name);
  return '(.+?)';
}

function bind(name: string, value: string, bindings: Bindings): boolean {
  const kindOf = (placeholder: string) => placeholder.replace(/:\d+>$/, '');
  for (const [other, known] of bindings) {
    if (other !== name && known === value && kindOf(other) === kindOf(name)) return false;
  }
  bindings.set(name, value);
  return true;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
