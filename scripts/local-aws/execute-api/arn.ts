import { arnOf } from '../account/arn';

/** One method of one stage of one API, as policies name it. */
export interface MethodAddress {
  region: string;
  accountId: string;
  apiId: string;
  stage: string;
  method: string;
  /** The path below the stage, with its leading slash: `/` for the root. */
  path: string;
}

/**
 * The ARN that `execute-api:Invoke` is evaluated on, such as
 * `arn:aws:execute-api:eu-west-1:123456789012:a1b2c3d4e5/dev/GET/pets/7`. The root ends in a slash.
 */
export function executeApiArn(address: MethodAddress): string {
  const { apiId, stage, method, path } = address;
  return arnOf('execute-api', address, `${apiId}/${stage}/${method}${path}`);
}

/** The same ARN as error messages show it: all but the last four digits of the account masked. */
export function maskedExecuteApiArn(address: MethodAddress): string {
  return executeApiArn({ ...address, accountId: `********${address.accountId.slice(-4)}` });
}

/**
 * The `aws:SourceArn` that API Gateway shows Lambda when it invokes a function: it names the
 * resource (`/pets/{id}`), not the requested path, and `*` where the method is ANY.
 */
export function integrationSourceArn(address: MethodAddress): string {
  const method = address.method === 'ANY' ? '*' : address.method;
  return executeApiArn({ ...address, method });
}

/** The URI of an integration that invokes a function through API Gateway in this region. */
export function integrationUriOf(region: string, functionArn: string): string {
  // Where other ARNs name an account, this one names the service.
  return arnOf(
    'apigateway',
    { region, accountId: 'lambda' },
    `path/2015-03-31/functions/${functionArn}/invocations`,
  );
}

const LAMBDA_INTEGRATION =
  /^arn:aws:apigateway:([^:]+):lambda:path\/2015-03-31\/functions\/(.+)\/invocations$/;

/** The function's ARN in an integration's URI, or undefined if the URI invokes no function. */
export function functionArnOf(integrationUri: string): string | undefined {
  return LAMBDA_INTEGRATION.exec(integrationUri)?.[2];
}
