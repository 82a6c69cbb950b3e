/** What a check has found; in brief, for a list of many machines, a word or three. */
export type CheckResult =
  | { state: 'ok'; detail: string; brief?: string }
  | { state: 'unknown'; detail: string; brief?: string }
  | { state: 'failed'; problem: string; remedy: string };

/** One thing that must be so for the workshop to work. */
export interface Check {
  title: string;
  run(): CheckResult | Promise<CheckResult>;
}

export function ok(detail: string, brief?: string): CheckResult {
  return { state: 'ok', detail, brief };
}

export function failed(problem: string, remedy: string): CheckResult {
  return { state: 'failed', problem, remedy };
}
