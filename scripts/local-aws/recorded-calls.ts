import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The services whose answers were recorded, in the order in which they are replayed. */
export const RECORDED_SERVICES = ['sts', 'iam', 'lambda', 'apigateway', 'execute-api'] as const;

/** One fixture: calls in their order, and what AWS answered. */
export interface RecordedCalls {
  about: { source: string; commit: string; licence: string; form: string };
  /** When AWS was recorded, by test. */
  recorded: Record<string, string>;
  steps: RecordedStep[];
}

/** One call; those without an answer prepare for others. */
export type RecordedStep = (ServiceStep | HttpStep) & Partial<RecordedAnswer>;

interface ServiceStep {
  /** Service and operation: `iam CreateRole`. */
  call: string;
  input: Record<string, unknown>;
}

interface HttpStep {
  /** The method of a call of a deployed API. */
  http: string;
  /** The API's id. */
  api: string;
  path: string;
  headers: Record<string, string>;
  body?: string;
}

interface RecordedAnswer {
  /** The name of the answer in its test. */
  answer: string;
  /** The file and the test: `iam/test_iam::TestRoles::test_role_with_tags`. */
  test: string;
  /** Whose answer it is, when it is not that of the fixture. */
  service: string;
  expect: unknown;
  sortBy: string;
  skip: string[];
  /** Placeholders of the test whose values the calls decide. */
  bind: Record<string, string>;
}

const FOLDER = join(__dirname, '../../fixtures/recorded-aws');

/** @param service one of `RECORDED_SERVICES` */
export function recordedCalls(service: string): RecordedCalls {
  return JSON.parse(readFileSync(join(FOLDER, `${service}.json`), 'utf8'));
}
