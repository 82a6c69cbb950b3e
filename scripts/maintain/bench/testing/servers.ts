/**
 * The servers that the bench measures, each in a process of its own: `bare`, a node:http server
 * that answers at once, and `local-aws` with an API whose methods need a signature.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import aws4 from 'aws4';
import { type LocalAws, startLocalAws } from '../../../local-aws';
import { apiGatewayClient, createApi, deploy } from '../../../local-aws/testing/api';
import { createFunctions, integrationUri } from '../../../local-aws/testing/functions';
import type { LoadRequest } from '../http-load';

/** What the bench is told of a server. */
export interface ServerUnderTest {
  port: number;
  /** Requests to send, by name. */
  requests: Record<string, LoadRequest>;
  /** How long each of several starts took, in milliseconds; of local AWS only. */
  startMilliseconds: number[];
}

const STARTS = 5;
const PATHS = { mock: '/mock', lambda: '/lambda' };
const HELLO = 'exports.handler = async () => ({ statusCode: 200, body: "{}" });';

async function bare(): Promise<ServerUnderTest> {
  const server = createServer((_, response) => {
    response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': 2 });
    response.end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const get = { path: '/', headers: { Host: `127.0.0.1:${port}` } };
  return { port, requests: { get }, startMilliseconds: [] };
}

async function localAws(): Promise<ServerUnderTest> {
  const startMilliseconds: number[] = [];
  for (let start = 0; start < STARTS; start++) {
    const before = performance.now();
    const started = await startLocalAws();
    startMilliseconds.push(performance.now() - before);
    await started.stop();
  }
  const aws = await startLocalAws();
  const client = apiGatewayClient(aws);
  await createFunctions(aws, [{ name: 'hello', code: HELLO }]);
  const method = { httpMethod: 'GET', authorizationType: 'AWS_IAM' };
  const type = 'AWS_PROXY' as const;
  const proxy = { type, integrationHttpMethod: 'POST', uri: integrationUri(aws, 'hello') };
  const apiId = await createApi(client, [
    { path: PATHS.mock, method },
    { path: PATHS.lambda, method, integration: proxy },
  ]);
  await deploy(client, apiId);
  client.destroy();
  const requests = Object.fromEntries(
    Object.entries(PATHS).map(([name, path]) => [name, signedGet(aws, apiId, path)]),
  );
  return { port: aws.port, requests, startMilliseconds };
}

function signedGet(aws: LocalAws, apiId: string, resourcePath: string): LoadRequest {
  const { host, pathname: path } = new URL(aws.invokeUrl(apiId, 'dev') + resourcePath);
  const options = { host, path, service: 'execute-api', region: aws.region };
  const { headers = {} } = aws4.sign(options, { ...aws.credentials });
  return { path, headers: headers as Record<string, string> };
}

async function main(): Promise<void> {
  const server = await (process.argv[2] === 'bare' ? bare() : localAws());
  process.send?.(server);
  // The bench has ended; nothing here is worth keeping.
  process.on('disconnect', () => process.exit());
}

void main();
