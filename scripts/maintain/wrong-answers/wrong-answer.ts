/** What a learner might write: a solution with one text in it changed, and what they must be told. */
export interface WrongAnswer {
  /** What is wrong, in a few words. */
  mistake: string;
  /** What the names of the cases begin with that are to catch it: most often the function it is in. */
  heading: string;
  /** Whether cases under other headings fail of it, too. */
  alone?: true;
  /** Must occur in the solution, exactly once. */
  text: string | RegExp;
  replacement: string;
  /** What the message says. */
  told: RegExp;
}

/** A wrong answer in short. */
export type ShortAnswer = [
  mistake: string,
  text: string | RegExp,
  replacement: string,
  told: RegExp,
];

/** Wrong answers under one heading, each of which is checked alone. */
export function answersUnder(heading: string, rows: ShortAnswer[]): WrongAnswer[] {
  return rows.map(([mistake, text, replacement, told]) => ({
    mistake,
    heading,
    alone: true,
    text,
    replacement,
    told,
  }));
}
