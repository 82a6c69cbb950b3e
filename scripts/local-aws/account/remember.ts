/**
 * A function that gives what it has computed before instead of computing it again. What it is asked
 * comes from outside, so it forgets everything whenever it has kept as much as it may.
 * @param compute must give the same for the same text
 * @param capacity how many results are kept
 */
export function remember<T>(compute: (text: string) => T, capacity: number): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const computed = compute(text);
    if (known.size >= capacity) known.clear();
    known.set(text, computed);
    return computed;
  };
}

/** A function that computes a value when it is first asked for it, and gives the same from then on. */
export function once<T>(compute: () => T): () => T {
  let computed: { value: T } | undefined;
  return () => {
    computed ??= { value: compute() };
    return computed.value;
  };
}
