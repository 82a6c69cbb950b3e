import { APIGatewayClient } from '@aws-sdk/client-api-gateway';
import { IAMClient } from '@aws-sdk/client-iam';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { STSClient } from '@aws-sdk/client-sts';
import { type LocalAws, startLocalAws } from '../../../local-aws';

// Functions run in processes of their own; on a machine under load, these take their time.
jest.setTimeout(30_000);

/** The clients of one account, with the rights of its administrator. */
export interface AccountClients {
  apiGateway: APIGatewayClient;
  iam: IAMClient;
  lambda: LambdaClient;
  sts: STSClient;
}

/** An account of its own for the tests of one file. */
export interface LocalAccount extends AccountClients {
  aws: LocalAws;
  region: string;
  accountId: string;
  stop(): Promise<void>;
}

/**
 * Starts local AWS in memory, in this process.
 * @param accounts the ids of its accounts; the first is the one that is spoken of
 * @param region another than the workshop's
 */
export async function startLocalAccount(
  accounts?: string[],
  region?: string,
): Promise<LocalAccount> {
  // The SDK's advice on newer versions of Node.js would be above every result.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
  const aws = await startLocalAws({ accounts, region });
  const clients = clientsOf(aws);
  return {
    aws,
    ...clients,
    region: aws.region,
    accountId: aws.accountId,
    async stop() {
      for (const client of Object.values(clients)) client.destroy();
      await aws.stop();
    },
  };
}

/** The administrator's clients of an account. */
export function clientsOf(aws: LocalAws, accountId: string = aws.accountId): AccountClients {
  const configuration = {
    endpoint: aws.url,
    region: aws.region,
    credentials: aws.credentialsOf(accountId),
    // A check shows the first refusal, not the last.
    maxAttempts: 1,
  };
  return {
    apiGateway: new APIGatewayClient(configuration),
    iam: new IAMClient(configuration),
    lambda: new LambdaClient(configuration),
    sts: new STSClient(configuration),
  };
}
