/** What a check has found. */
export type Finding =
  | { state: 'ok'; detail: string }
  | { state: 'unknown'; detail: string }
  | { state: 'failed'; problem: string; remedy: string };

/** One thing that must be so for the workshop to work. */
export interface Check {
  title: string;
  run(): Finding | Promise<Finding>;
}

export function ok(detail: string): Finding {
  return { state: 'ok', detail };
}

export function failed(problem: string, remedy: string): Finding {
  return { state: 'failed', problem, remedy };
}
