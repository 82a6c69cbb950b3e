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
