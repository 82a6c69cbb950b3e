/** What happened behind a method, for the request's record. Filled in step by step. */
export interface IntegrationTrace {
  type?: string;
  uri?: string;
  /** The function that was called. */
  functionArn?: string;
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
