import { APIGatewayClient, CreateRestApiCommand } from '@aws-sdk/client-api-gateway';
import { type LocalAws, startLocalAws } from '..';

/** A running local AWS with an API in it, for one test file. */
export interface ApiAccount {
  local: LocalAws;
  client: APIGatewayClient;
  restApiId: string;
  rootId: string;
  stop(): Promise<void>;
}

/** Starts local AWS and creates a REST API named `pets` through the SDK. */
export async function startWithApi(): Promise<ApiAccount> {
  const local = await startLocalAws();
  const { url: endpoint, region, credentials } = local;
  const client = new APIGatewayClient({ endpoint, region, credentials, maxAttempts: 1 });
  const { id, rootResourceId } = await client.send(new CreateRestApiCommand({ name: 'pets' }));
  return {
    local,
    client,
    restApiId: id!,
    rootId: rootResourceId!,
    async stop() {
      client.destroy();
      await local.stop();
    },
  };
}
