import { randomUUID } from 'node:crypto';
import type {
  TestInvokeMethodRequest,
  TestInvokeMethodResponse,
} from '@aws-sdk/client-api-gateway';
import { answerOf } from '../admission/answers';
import type { IntegrationTrace } from '../records/record';
import type { StoredMethod, StoredResource } from '../services/apigateway/state';
import { badRequest, methodOf, readRestApi, resourceOf } from '../services/apigateway/stored';
import type { Call } from '../services/service';
import { type ReceivedRequest, valuesByName } from '../wire/http';
import { integrate } from './integrations';
import { IntegrationFailure } from './integrations/outcome';
import type { MethodInvocation } from './invocation';
import { matchRoute } from './route';

const TEST_STAGE = 'test-invoke-stage';
const TEST_SOURCE_IP = 'test-invoke-source-ip';

/**
 * Calls a method as it is defined now, deployed or not. Neither a signature nor a policy of the
 * API is looked at; what the method's backend is allowed to do still counts.
 */
export async function testInvokeMethod(
  input: TestInvokeMethodRequest,
  call: Call,
): Promise<TestInvokeMethodResponse> {
  const api = readRestApi(call, input.restApiId);
  const resource = resourceOf(api, input.resourceId);
  const method = methodOf(api, input);
  const request = testRequest(input, resource);
  const receivedAt = call.cloud.clock.now();
  const invocation: MethodInvocation = {
    cloud: call.cloud,
    account: call.account,
    api,
    stage: {
      stageName: TEST_STAGE,
      deploymentId: TEST_STAGE,
      variables: input.stageVariables,
    },
    route: { resource, method, pathParameters: pathParameters(resource, method, request.path) },
    request,
    path: request.path,
    caller: { principal: call.principal },
    requestId: randomUUID(),
    extendedRequestId: call.requestId,
    receivedAt,
  };
  const answer = await answered(invocation);
  const latency = call.cloud.clock.now().getTime() - receivedAt.getTime();
  return { ...answer, latency };
}

function testRequest(input: TestInvokeMethodRequest, resource: StoredResource): ReceivedRequest {
  const { pathWithQueryString = resource.path, httpMethod = '', body = '' } = input;
  const [path = '/', ...query] = pathWithQueryString.split('?');
  const multiple = Object.entries(input.multiValueHeaders ?? {});
  return {
    method: httpMethod === 'ANY' ? 'GET' : httpMethod,
    path: path.startsWith('/') ? path : `/${path}`,
    query: query.join('?'),
    headers: [
      ...Object.entries(input.headers ?? {}),
      ...multiple.flatMap(([name, values]) =>
        values.map((value): [string, string] => [name, value]),
      ),
    ],
    body: Buffer.from(body),
    sourceIp: TEST_SOURCE_IP,
  };
}

/** @throws BadRequestException if the path to be tried is not one of this resource */
function pathParameters(
  resource: StoredResource,
  method: StoredMethod,
  path: string,
): Record<string, string> {
  const route = matchRoute([resource], method.httpMethod, path);
  if (route) return route.pathParameters;
  throw badRequest(`Invalid path specified: ${path} is no path of the resource ${resource.path}`);
}

type TestAnswer = Omit<TestInvokeMethodResponse, 'latency'>;

async function answered(invocation: MethodInvocation): Promise<TestAnswer> {
  const trace: IntegrationTrace = {};
  try {
    const { status, headers, body } = await integrate(invocation, trace);
    const text = body.toString();
    return {
      status,
      headers: Object.fromEntries(headers),
      multiValueHeaders: valuesByName(headers),
      body: text,
      log: executionLog(invocation, trace, status, text),
    };
  } catch (error) {
    if (!(error instanceof IntegrationFailure)) throw error;
    const { status, body, errorType } = answerOf(error.answer, {});
    const log = executionLog(invocation, trace, status, body);
    const headers = { 'x-amzn-ErrorType': errorType };
    return { status, headers, multiValueHeaders: valuesByName(Object.entries(headers)), body, log };
  }
}

/** The execution log as the console shows it: one line a step, each with its time. */
function executionLog(
  { requestId, request, receivedAt, route }: MethodInvocation,
  trace: IntegrationTrace,
  status: number,
  body: string,
): string {
  const steps = [
    `Starting execution for request: ${requestId}`,
    `HTTP Method: ${request.method}, Resource Path: ${route.resource.path}`,
    `Method request path: ${JSON.stringify(route.pathParameters)}`,
    `Method request query string: ${request.query}`,
    `Method request body before transformations: ${request.body.toString('utf8')}`,
    trace.functionArn && `Endpoint request URI: ${trace.uri}`,
    trace.request && `Endpoint request body after transformations: ${trace.request}`,
    trace.response && `Endpoint response body before transformations: ${trace.response}`,
    trace.failure,
    `Method response body after transformations: ${body}`,
    trace.failure === undefined && 'Successfully completed execution',
    `Method completed with status: ${status}`,
  ];
  const time = receivedAt.toUTCString();
  const lines = steps.filter((step) => step).map((step) => `${time} : ${step}\n`);
  return `Execution log for request ${requestId}\n${lines.join('')}`;
}
