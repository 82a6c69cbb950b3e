import type { ConsideredStatement } from '../../authorization';

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
