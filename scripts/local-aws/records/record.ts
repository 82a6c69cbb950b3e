import type { Admittance } from '../admission/admit';
import type { AdmissionRecord } from '../admission/evidence';
import type { ConsideredStatement } from '../authorization';

/** What is known about one request: what came in, what was checked and decided, what went out. */
export interface RequestRecord extends AdmissionRecord {
  id: string;
  /** ISO 8601. */
  receivedAt: string;
  /** `apigateway`, `execute-api`, `iam`, `lambda` or `sts`; absent when none of them was meant. */
  service?: string;
  /** The control-plane operation. */
  operation?: string;
  request: {
    method: string;
    path: string;
    query: string;
    headers: [name: string, value: string][];
    /** As text, shortened when long. */
    body: string;
    sourceIp: string;
  };
  /** The mistake that gives the very signature that was refused; worked out when it is read. */
  diagnosis?: SignatureDiagnosis;
  /** What API Gateway called behind the method, and what that answered. */
  integration?: IntegrationTrace;
  response?: { status: number; headers: Record<string, string | string[]>; body: string };
  /** What went wrong inside local AWS itself, when the answer is a 500 of its own. */
  failure?: string;
}

/** The mistake behind a wrong signature. */
export interface SignatureDiagnosis {
  /** The ids of those that, made together, give the very signature. */
  mistakes: string[];
  title: string;
  why: string;
  fix: string;
  /** Other sets of mistakes that give it too. */
  alternatives: string[][];
}

/** What happened behind a method, for the request's record. Filled in step by step. */
export interface IntegrationTrace {
  type?: string;
  uri?: string;
  /** The function that was called. */
  functionArn?: string;
  /** Each statement of the function's policy, and why it does or does not let API Gateway in. */
  functionPolicy?: readonly ConsideredStatement[];
  /** The end of the function's log. */
  functionLog?: string;
  /** What API Gateway sent to the backend. */
  request?: unknown;
  /** What the backend gave back, as text. */
  response?: string;
  /** `Handled` or `Unhandled` when the function failed. */
  functionError?: string;
  /** Which integration response was taken, by its status code. */
  integrationResponse?: string;
  /** Why there is no answer of the integration. */
  failure?: string;
}

/** A request on its way through local AWS. */
export interface RecordedRequest extends Admittance {
  record: RequestRecord;
}
