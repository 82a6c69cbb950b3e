/** How something came out; `unknown` where it could not be found out. */
export type ReportOutcome = 'ok' | 'failed' | 'unknown';

/** What is wrong, and what to do about it. */
export interface NamedMistake {
  /** What is wrong, in a clause. */
  name: string;
  /** Why it is wrong, in a sentence or two. */
  why?: string;
  /** Where it is, as an editor opens it: `steps/03-invoke-policy/invoke-policy.ts:41`. */
  place?: string;
  /** What to do, in a clause that begins with a verb. */
  fix?: string;
}

/** A part of a report. */
export type ReportBlock = (
  | Claimed
  /** Prose, wrapped at words. */
  | { kind: 'prose'; text: string }
  | { kind: 'heading'; text: string }
  | ComparedTexts
  /** Names and values, a line or a few for each. */
  | { kind: 'facts'; rows: [name: string, value: string][] }
  /** Commands, code and logs: they stay as they are. */
  | { kind: 'verbatim'; lines: string[] }
) & {
  /** Whether it is shown with --verbose alone. */
  isDetail?: boolean;
};

/** One thing that is claimed. What speaks for the outcome is below one that failed. */
export interface Claimed {
  kind: 'claim';
  outcome: ReportOutcome;
  text: string;
  evidence?: ReportBlock[];
}

/** Two texts that should be equal, each in one line. */
export interface ComparedTexts {
  kind: 'comparison';
  /** Which texts they are. */
  what?: string;
  expected: string;
  actual: string;
}

/** What a command has to say, as data: shown on a terminal, or as it is with --json. */
export interface ScreenReport {
  outcome: ReportOutcome;
  /** The outcome in one sentence. */
  verdict: string;
  /** The one mistake to look at. */
  mistake?: NamedMistake;
  /** Where it was found out: an account, a prefix, a version. */
  where?: string;
  body: ReportBlock[];
  /** What to do now: a command, perhaps with a word before it. */
  next?: string;
  /** The last line, where it says more than how many claims failed. */
  summary?: string;
}

/** How many of the claims failed, of how many. */
export function claimsOf({ body }: Pick<ScreenReport, 'body'>): { failed: number; total: number } {
  const claims = body.filter((block) => block.kind === 'claim');
  return {
    failed: claims.filter(({ outcome }) => outcome === 'failed').length,
    total: claims.length,
  };
}
