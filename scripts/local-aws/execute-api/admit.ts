import { type Admittance, authenticateCaller, authorizeDemands, refuse } from '../admission/admit';
import { answerOf } from '../admission/answers';
import { expandExecuteApiResources, type NamedPolicy, readPolicy } from '../authorization';
import type { StoredMethod } from '../services/apigateway/state';
import { executeApiArn, type MethodAddress, maskedExecuteApiArn } from './arn';
import type { MethodCaller } from './invocation';
import type { ServedStage } from './served-stage';

const ANONYMOUS = { kind: 'anonymous' } as const;

/** A request for a method that exists. */
export interface MethodRequest extends Admittance {
  served: ServedStage;
  address: MethodAddress;
}

/**
 * Lets a request in, or refuses it, in API Gateway's order: the signature first, then the policies
 * of the caller and of the API. A method without authorization knows only the API's policy.
 * @returns the caller, where one was asked for
 * @throws RequestRefused
 */
export async function admit(
  request: MethodRequest,
  { authorizationType, apiKeyRequired }: StoredMethod,
): Promise<MethodCaller | undefined> {
  const caller = await callerOf(request, authorizationType);
  const resourcePolicy = resourcePolicyOf(request);
  if (caller || resourcePolicy) {
    const { address } = request;
    const demand = {
      action: 'execute-api:Invoke',
      resource: executeApiArn(address),
      shownResource: maskedExecuteApiArn(address),
      resourceAccountId: address.accountId,
      resourcePolicy,
    };
    authorizeDemands(request, caller?.principal ?? ANONYMOUS, [demand]);
  }
  if (!apiKeyRequired) return caller;
  throw refuse(request.record, 'authorization', answerOf('api-key-required', {}));
}

async function callerOf(
  request: MethodRequest,
  authorizationType: string,
): Promise<MethodCaller | undefined> {
  if (authorizationType === 'AWS_IAM') {
    const { region } = request.cloud;
    return authenticateCaller(request, { service: 'execute-api', regions: [region] });
  }
  request.record.authentication = { outcome: 'not required' };
  return undefined;
}

/** The API's policy as it was deployed: a later change of it waits for the next deployment. */
function resourcePolicyOf({ served, address }: MethodRequest): NamedPolicy | undefined {
  const { policy } = served.snapshot;
  if (!policy) return undefined;
  const document = expandExecuteApiResources(readPolicy(policy, 'resource'), address);
  return { name: `resource policy of API ${address.apiId}`, document };
}
