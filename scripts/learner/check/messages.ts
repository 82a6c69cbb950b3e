import type { Verdict } from './verdict';

/** What a worker is asked to do, once. */
export interface CheckRequest {
  /** The workshop's folder. */
  root: string;
  /** The step's check, absolute. */
  check: string;
  /** The step's files, absolute. */
  files: string[];
  /** For running the cases, in milliseconds. */
  timeLimit: number;
}

/**
 * How long the files of a check may take to load, in milliseconds. The first time, Jest has to
 * transform them all, which takes a slow or busy machine long.
 */
export const LOADING_LIMIT = 30_000;

/** Separates the headings from the title of a case in its name. */
export const CASE_SEPARATOR = ' › ';

/** What a worker tells, in this order. */
export type WorkerMessage =
  | { type: 'started' }
  /** A case begins; its name tells which one never ended. */
  | { type: 'running'; test: string }
  | { type: 'verdict'; verdict: Verdict };

/** Sends a message to the process that started this one, and waits until it is on its way. */
export function tell(message: WorkerMessage): Promise<void> {
  return new Promise((resolve, reject) => {
    if (!process.send) return reject(new Error('A worker needs a process that listens to it.'));
    process.send(message, (error: Error | null) => (error ? reject(error) : resolve()));
  });
}
