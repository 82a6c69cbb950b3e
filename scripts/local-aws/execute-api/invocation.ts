import type { Account, Principal } from '../account/account';
import type { Cloud } from '../account/cloud';
import type { StoredRestApi } from '../services/apigateway/state';
import type { ReceivedRequest } from '../wire/http';
import type { MethodRoute } from './route';

/** One call of one method of a deployed API: what was asked, of what, by whom. */
export interface MethodInvocation {
  cloud: Cloud;
  /** The owner of the API. */
  account: Account;
  api: StoredRestApi;
  stage: ServingStage;
  route: MethodRoute;
  request: ReceivedRequest;
  /** The path below the stage, still percent-encoded, with its leading slash. */
  path: string;
  /** The path with the stage, as it was requested. */
  requestedPath: string;
  /** What the backend gets as `X-Amzn-Trace-Id`. */
  traceId: string;
  /** Who signed the request; absent where the method asks for no authorization. */
  caller?: MethodCaller;
  ids: AnswerIds;
  receivedAt: Date;
  /** Whether it is a call of TestInvokeMethod, which goes through no stage and no host. */
  isTest?: boolean;
}

/** The name that API Gateway calls itself by in the trace of a request. */
export const TRACE_HEADER = 'X-Amzn-Trace-Id';

/** The ids that every answer of API Gateway carries. */
export interface AnswerIds {
  requestId: string;
  /** `x-amz-apigw-id` */
  extendedRequestId: string;
}

/** The part of a stage that a call depends on. */
export interface ServingStage {
  stageName: string;
  deploymentId: string;
  variables?: Record<string, string>;
}

/** Who calls a method, as the backend may know it. */
export interface MethodCaller {
  principal: Principal;
  /** Unknown where a method is called for a test. */
  accessKeyId?: string;
}
