import { randomUUID } from 'node:crypto';
import type {
  TestInvokeMethodRequest,
  TestInvokeMethodResponse,
} from '@aws-sdk/client-api-gateway';
import { newTraceRoot } from '../account/identifiers';
import { answerOf } from '../admission/answers';
import type { IntegrationTrace } from '../records/record';
import type { StoredMethod, StoredResource } from '../services/apigateway/state';
import { methodOf, readResources, resourceOf } from '../services/apigateway/stored';
import type { Call } from '../services/service';
import { queryParameters, type ReceivedRequest, valuesByName } from '../wire/http';
import { integrate } from './integrations';
import { IntegrationFailure, type IntegrationResult } from './integrations/outcome';
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
  const api = readResources(call, input.restApiId);
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
    requestedPath: request.path,
    traceId: newTraceRoot(receivedAt),
    isTest: true,
    caller: { principal: call.principal },
    ids: { requestId: randomUUID(), extendedRequestId: call.requestId },
    receivedAt,
  };
  const trace: IntegrationTrace = {};
  const { status, headers, body } = await answered(invocation, trace);
  const latency = call.cloud.clock.now().getTime() - receivedAt.getTime();
  const text = body.toString();
  return {
    status,
    headers: Object.fromEntries(headers),
    multiValueHeaders: valuesByName(headers),
    body: text,
    log: executionLog(invocation, trace, { status, headers, body: text }, latency),
    latency,
  };
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

/** A path that is not one of the resource is tried all the same, without parameters. */
function pathParameters(
  resource: StoredResource,
  method: StoredMethod,
  path: string,
): Record<string, string> {
  return matchRoute([resource], method.httpMethod, path)?.pathParameters ?? {};
}

async function answered(
  invocation: MethodInvocation,
  trace: IntegrationTrace,
): Promise<IntegrationResult> {
  try {
    return await integrate(invocation, trace);
  } catch (error) {
    if (!(error instanceof IntegrationFailure)) throw error;
    const { status, body, errorType } = answerOf(error.answer, {});
    return { status, headers: [['x-amzn-ErrorType', errorType]], body };
  }
}

/**
 * The execution log as the console shows it: one line a step, each with its time. What API Gateway
 * logs of its own call to Lambda, which local AWS does not make over HTTP, is left out.
 */
function executionLog(
  invocation: MethodInvocation,
  trace: IntegrationTrace,
  { status, body, headers }: IntegrationResult,
  latency: number,
): string {
  const { ids, request, receivedAt, route } = invocation;
  const time = logTime(receivedAt);
  const lines = [
    `Starting execution for request: ${ids.requestId}`,
    `HTTP Method: ${request.method}, Resource Path: ${request.path}`,
    `Method request path: ${javaMap(Object.entries(route.pathParameters))}`,
    `Method request query string: ${javaMap(queryParameters(request.query))}`,
    `Method request headers: ${javaMap(request.headers)}`,
    `Method request body before transformations: ${request.body.toString('utf8')}`,
    ...functionSteps(invocation, trace, latency),
    ...(trace.failure === undefined ? [] : [trace.failure]),
    `Method response body after transformations: ${body}`,
    `Method response headers: ${javaMap(headers)}`,
    ...(trace.failure === undefined ? ['Successfully completed execution'] : []),
    `Method completed with status: ${status}`,
  ].map((step) => `${time} : ${step}\n`);
  return `Execution log for request ${ids.requestId}\n${lines.join('')}`;
}

function functionSteps(
  { account }: MethodInvocation,
  trace: IntegrationTrace,
  latency: number,
): string[] {
  if (!trace.functionArn) return [];
  const uri =
    `https://lambda.${account.region}.amazonaws.com/2015-03-31/functions/${trace.functionArn}` +
    '/invocations';
  const received =
    trace.response === undefined
      ? []
      : [
          `Received response. Status: 200, Integration latency: ${latency} ms`,
          `Endpoint response body before transformations: ${trace.response}`,
        ];
  return [
    `Endpoint request URI: ${uri}`,
    `Endpoint request body after transformations: ${trace.request ?? ''}`,
    `Sending request to ${uri}`,
    ...received,
  ];
}

/** `{a=1, b=2}` */
function javaMap(entries: [name: string, value: string][]): string {
  return `{${entries.map(([name, value]) => `${name}=${value}`).join(', ')}}`;
}

/** `Tue Nov 24 18:07:00 UTC 2026` */
function logTime(date: Date): string {
  const [weekday, day, month, year, time] = date.toUTCString().replace(',', '').split(' ');
  return `${weekday} ${month} ${day} ${time} UTC ${year}`;
}
