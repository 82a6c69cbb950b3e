/** What a check has found; in brief, for a list of many machines, a word or three. */
export type Finding =
  | { state: 'ok'; detail: string; brief?: string }
  | { state: 'unknown'; detail: string; brief?: string }
  | { state: 'failed'; problem: string; remedy: string };

/** One thing that must be so for the workshop to work. */
export interface Check {
  title: string;
  run(): Finding | Promise<Finding>;
}

export function ok(detail: string, brief?: string): Finding {
  return { state: 'ok', detail, ...(brief === undefined ? {} : { brief }) };
}

export function failed(problem: string, remedy: string): Finding {
  return { state: 'failed', problem, remedy };
}
