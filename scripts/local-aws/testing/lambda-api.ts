import { Agent } from 'node:http';
import { type LocalAws, type RequestRecord, startLocalAws } from '..';
import { apiGatewayClient, createApi, deploy, type TestMethod } from './api';
import { createFunctions, integrationUri, type TestFunction } from './functions';
import { send, signed, type TestAnswer } from './request';

/** An API with functions behind it, deployed to the stage `dev`. */
export interface LambdaApi {
  local: LocalAws;
  apiId: string;
  call(path: string, changes?: TestCall): Promise<{ answer: TestAnswer; record: RequestRecord }>;
  stop(): Promise<void>;
}

/** How a call differs from an unsigned GET. */
export interface TestCall {
  method?: string;
  body?: string;
  headers?: Record<string, string>;
  signed?: boolean;
}

/** Code of a function that returns its event as a proxy response. */
export const ECHO = `
exports.handler = async (event) => ({ statusCode: 200, body: JSON.stringify(event) });`;

/** Code of the function of the workshop. */
export const HELLO = `
exports.handler = async () => ({ statusCode: 200, body: JSON.stringify('Hello from Lambda!') });`;

/**
 * Starts local AWS with these functions and methods. The stage has the variable `function`, whose
 * value is `hello`; images in PNG are binary.
 * @param methodsFor gets the integration URI of a function by its name
 */
export async function startLambdaApi(
  functions: TestFunction[],
  methodsFor: (uriOf: (functionName: string) => string) => TestMethod[],
): Promise<LambdaApi> {
  const local = await startLocalAws();
  const agent = new Agent({ keepAlive: true });
  const client = apiGatewayClient(local);
  await createFunctions(local, functions);
  const methods = methodsFor((name) => integrationUri(local, name));
  const apiId = await createApi(client, methods, { binaryMediaTypes: ['image/png'] });
  await deploy(client, apiId, 'dev', { function: 'hello' });
  client.destroy();
  return {
    local,
    apiId,
    async call(path, { method = 'GET', body = '', headers = {}, signed: isSigned = false } = {}) {
      const target = `/_aws/execute-api/${apiId}/dev${path}`;
      const host = { Host: `127.0.0.1:${local.port}` };
      const plain = { method, target, headers: { ...host, ...headers }, body };
      const request = isSigned ? signed(local, plain, { credentials: local.credentials }) : plain;
      const answer = await send(local, request, agent);
      return { answer, record: local.records.get(String(answer.headers['x-workshop-request']))! };
    },
    async stop() {
      agent.destroy();
      await local.stop();
    },
  };
}

/** A method with a proxy integration: GET without authorization. */
export function proxyMethod(
  path: string,
  uri: string,
  integration: TestMethod['integration'] = {},
): TestMethod {
  return {
    path,
    method: { httpMethod: 'GET' },
    integration: { type: 'AWS_PROXY', integrationHttpMethod: 'POST', uri, ...integration },
  };
}
