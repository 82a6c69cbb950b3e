/** A mistake that a check finds, other than those of a signature, which are in the catalogue. */
export interface CheckMistake {
  /** Stable; named in progress and reports. */
  id: string;
  /** What is wrong, in a clause. */
  title: string;
  why: string;
  fix: string;
  /** What a check says of it. */
  says: RegExp;
  /** The steps in which many people meet it: by number. */
  common?: string[];
}

/** A mistake in short. */
type ShortMistake = [
  id: string,
  title: string,
  why: string,
  fix: string,
  says: RegExp,
  common?: string[],
];

export function checkMistakes(rows: ShortMistake[]): CheckMistake[] {
  return rows.map(([id, title, why, fix, says, common]) => ({ id, title, why, fix, says, common }));
}
