/** Results remembered for one owner: the first ones, which are those of the correct signer. */
const LIMIT = 500;

/**
 * A part of the signer that remembers what its correct stages made of an input: a search signs the
 * same requests thousands of times, and most stages of most attempts are the correct ones.
 *
 * @param correct the stages that the part depends on
 * @param compute the part; its result depends on the stages, on the owner, and on what else it is
 *   given, all of which can be written as text
 */
export function remembered<Stages extends object, Owner extends object, Rest extends unknown[], R>(
  correct: Partial<Stages>,
  compute: (stages: Stages, owner: Owner, ...rest: Rest) => R,
): (stages: Stages, owner: Owner, ...rest: Rest) => R {
  const isCorrect = unreplaced(correct);
  const resultsOf = resultsByOwner<Owner, R>();
  return (stages, owner, ...rest) => {
    if (!isCorrect(stages)) return compute(stages, owner, ...rest);
    const results = resultsOf(owner);
    const name = nameOf(rest);
    const earlier = results.get(name);
    if (earlier !== undefined) return earlier;

    const result = compute(stages, owner, ...rest);
    if (results.size < LIMIT) results.set(name, result);
    return result;
  };
}

/** Written by hand: a join of lists within a list takes longer than most parts of the signer. */
function nameOf(values: readonly unknown[]): string {
  let name = '';
  for (const value of values) name += `${Array.isArray(value) ? nameOf(value) : value}\0`;
  return name;
}

/** A search stays at one request, or at one signer, for a while: the last one needs no looking up. */
function resultsByOwner<Owner extends object, R>(): (owner: Owner) => Map<string, R> {
  const known = new WeakMap<Owner, Map<string, R>>();
  let last: Owner | undefined;
  let results = new Map<string, R>();
  return (owner) => {
    if (owner === last) return results;
    last = owner;
    results = known.get(owner) ?? new Map();
    known.set(owner, results);
    return results;
  };
}

/** Tells whether a signer has these very stages. */
function unreplaced<Stages extends object>(correct: Partial<Stages>): (stages: Stages) => boolean {
  const names = Object.keys(correct) as (keyof Stages)[];
  let last: Stages | undefined;
  let isCorrect = false;
  return (stages) => {
    if (stages === last) return isCorrect;
    last = stages;
    isCorrect = names.every((name) => stages[name] === correct[name]);
    return isCorrect;
  };
}
