/** Results remembered for one owner. */
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
  const known = new WeakMap<Owner, Map<string, R>>();
  return (stages, owner, ...rest) => {
    if (!isCorrect(stages)) return compute(stages, owner, ...rest);
    let results = known.get(owner);
    if (!results) {
      results = new Map();
      known.set(owner, results);
    }
    const name = rest.join('\0');
    const earlier = results.get(name);
    if (earlier !== undefined) return earlier;

    if (results.size >= LIMIT) results.clear();
    const result = compute(stages, owner, ...rest);
    results.set(name, result);
    return result;
  };
}

/** Tells whether a signer has these very stages; each signer is looked at once. */
function unreplaced<Stages extends object>(correct: Partial<Stages>): (stages: Stages) => boolean {
  const names = Object.keys(correct) as (keyof Stages)[];
  const known = new WeakMap<Stages, boolean>();
  return (stages) => {
    const earlier = known.get(stages);
    if (earlier !== undefined) return earlier;
    const isCorrect = names.every((name) => stages[name] === correct[name]);
    known.set(stages, isCorrect);
    return isCorrect;
  };
}
