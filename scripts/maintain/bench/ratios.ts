/** Something to be measured; a promise is awaited. */
export type Contender = () => unknown;

const ROUNDS = 41;
const ROUND_MS = 12;

/**
 * How many times faster than the base each contender is. The contenders take turns in short rounds,
 * so that whatever else the machine does falls on all of them; the median round counts.
 *
 * @returns ratios by name; that of the base is 1
 */
export async function medianRatios(
  contenders: Record<string, Contender>,
  base: string,
): Promise<Record<string, number>> {
  const names = Object.keys(contenders);
  const rates: Record<string, number[]> = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const name of names) {
      const contender = contenders[name];
      if (contender) rates[name]?.push(await callsPerMillisecond(contender));
    }
  }
  const baseRates = rates[base] ?? [];
  const ratioOf = (own: number[]) =>
    median(own.map((rate, round) => rate / (baseRates[round] ?? 0)));
  return Object.fromEntries(names.map((name) => [name, ratioOf(rates[name] ?? [])]));
}

async function callsPerMillisecond(contender: Contender): Promise<number> {
  const start = performance.now();
  let calls = 0;
  let elapsed = 0;
  while (elapsed < ROUND_MS) {
    for (let i = 0; i < 20; i += 1) {
      const result = contender();
      if (result instanceof Promise) await result;
    }
    calls += 20;
    elapsed = performance.now() - start;
  }
  return calls / elapsed;
}

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
