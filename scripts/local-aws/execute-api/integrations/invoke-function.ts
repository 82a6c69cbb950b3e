import type { ServicePrincipal } from '../../account';

/** How API Gateway calls a Lambda function: as a service, subject to the function's own policy. */
export interface FunctionCall {
  /** With or without a version or alias. */
  functionArn: string;
  /** JSON text. */
  payload: string;
  caller: ServicePrincipal;
  /** `aws:SourceArn`: the method that calls, such as `arn:aws:execute-api:…:a1b2c3/dev/GET/`. */
  sourceArn: string;
}

export interface FunctionResult {
  /** JSON text: the function's result, or `{ errorType, errorMessage, … }` when it failed. */
  payload: string;
  /** Present when the function failed. */
  functionError?: string;
}

/**
 * Runs a function and waits for its result.
 * @throws ServiceError when Lambda refuses: no such function, no permission, too many calls
 */
export type InvokeFunction = (call: FunctionCall) => Promise<FunctionResult>;
