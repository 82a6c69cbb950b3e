/** Where the seed of a run that is to be repeated is. */
export const SEED_VARIABLE = 'WORKSHOP_SEED';

/**
 * The seed of the values that a check makes for itself: a new one for each run, unless one is named.
 *
 * @throws Error if what is named is no seed
 */
export function seedOfThisRun(): number {
  const wanted = process.env[SEED_VARIABLE];
  if (wanted === undefined) return Math.floor(Math.random() * 2 ** 31);
  if (/^\d{1,10}$/.test(wanted)) return Number(wanted);
  throw new Error(`${SEED_VARIABLE} is "${wanted}"; a seed is a whole number.`);
}
