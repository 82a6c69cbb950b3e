import { APIGatewayClient } from '@aws-sdk/client-api-gateway';
import { IAMClient } from '@aws-sdk/client-iam';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { STSClient } from '@aws-sdk/client-sts';

/** The clients of the SDK that the workshop uses. */
export interface Clients {
  apiGateway: APIGatewayClient;
  iam: IAMClient;
  lambda: LambdaClient;
  sts: STSClient;
}

/** Where calls go, and who makes them. What is left out, the SDK finds as it always does. */
export interface ClientSettings {
  region?: string;
  endpoint?: string;
  credentials?: { accessKeyId: string; secretAccessKey: string; sessionToken?: string };
}

/** A firewall that swallows what is sent would be waited for by minutes. */
const CONNECTION_TIMEOUT_MS = 10_000;

/** Clients that try each call once: repeating is done around them, with a longer patience. */
export function createClients(settings: ClientSettings): Clients {
  // The SDK would announce, amidst the output, from when on it needs a newer Node.js.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
  const requestHandler = { connectionTimeout: CONNECTION_TIMEOUT_MS };
  const config = { ...settings, maxAttempts: 1, requestHandler };
  return {
    apiGateway: new APIGatewayClient(config),
    iam: new IAMClient(config),
    lambda: new LambdaClient(config),
    sts: new STSClient(config),
  };
}

/** Closes the connections. */
export function destroyClients(clients: Clients): void {
  for (const client of Object.values(clients)) client.destroy();
}
