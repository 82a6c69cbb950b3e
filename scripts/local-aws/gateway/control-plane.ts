import type { Cloud } from '../account/cloud';
import { authenticateCaller, authorizeDemands } from '../admission/admit';
import type { ExpectedScope } from '../admission/authentication';
import type { FoundOperation, Protocol } from '../protocols/protocol';
import { queryProtocol } from '../protocols/query';
import { restJson } from '../protocols/rest-json';
import type { OperationShape } from '../protocols/shapes';
import type { RecordedRequest } from '../records/record';
import { type Operation, type Service, ServiceError } from '../services/service';
import type { HttpAnswer } from '../wire/http';
import { serviceErrorOf } from './control-plane-errors';

/** Where the global services are signed for, besides the account's own region. */
const GLOBAL_REGION = 'us-east-1';
const GLOBAL_SERVICES = ['iam', 'sts'];

interface Endpoint {
  service: Service;
  protocol: Protocol;
}

/**
 * Puts the services that manage an account behind one address.
 * @returns what answers a request, or gives undefined when it is for none of these services
 */
export function controlPlaneOf(
  services: Service[],
): (exchange: RecordedRequest) => Promise<HttpAnswer> | undefined {
  const endpoints = services.map((service) => ({ service, protocol: protocolOf(service) }));
  return (exchange) => {
    for (const endpoint of endpoints) {
      const found = endpoint.protocol.findOperation(exchange.request);
      if (found) return run(exchange, endpoint, found);
    }
    return undefined;
  };
}

/** The order of AWS: the signature, the operation's name, quotas, its input, IAM. */
async function run(
  exchange: RecordedRequest,
  { service, protocol }: Endpoint,
  found: FoundOperation,
): Promise<HttpAnswer> {
  const { cloud, record } = exchange;
  record.service = service.signingName;
  record.operation = found.name;
  try {
    const caller = await authenticateCaller(exchange, scopeOf(service, cloud));
    const { operation, shape } = supported(service, found);
    countCall(exchange, service, caller.account.id);
    const call = { cloud, ...caller, requestId: record.id };
    const input = found.readInput();
    const demands = service.authorizationFor(found.name, input, call);
    authorizeDemands(exchange, caller.principal, demands);
    const output = await operation(input as never, call);
    return protocol.writeOutput(shape, output, record.id);
  } catch (error) {
    return protocol.writeError(serviceErrorOf(error, service, record), record.id);
  }
}

function scopeOf({ signingName }: Service, { region }: Cloud): ExpectedScope {
  const isGlobal = GLOBAL_SERVICES.includes(signingName);
  return { service: signingName, regions: isGlobal ? [GLOBAL_REGION, region] : [region] };
}

/** @throws ServiceError when there is no such operation, or local AWS has not got it */
function supported(
  service: Service,
  { name, shape }: FoundOperation,
): { operation: Operation; shape: OperationShape } {
  const known = `It has: ${Object.keys(service.operations).sort().join(', ')}.`;
  if (!shape) {
    const reason = `The service ${service.signingName} has no operation ${name}. ${known}`;
    throw new ServiceError('InvalidAction', reason, 400);
  }
  const operation = Object.hasOwn(service.operations, name) ? service.operations[name] : undefined;
  if (operation) return { operation, shape };
  throw new ServiceError(
    'NotImplementedException',
    `Local AWS has no operation ${name} in the service ${service.signingName}. ${known}`,
    501,
  );
}

/** @throws ServiceError when the account has used up its quota of management calls */
function countCall(
  { cloud, record }: RecordedRequest,
  { signingName }: Service,
  accountId: string,
): void {
  if (signingName !== 'apigateway') return;
  const { operation = '' } = record;
  const wait = cloud.reality.takeFromQuotas(accountId, operation);
  if (wait === undefined) return;
  record.refusedBy = { check: 'quota', reason: `The quota of ${operation} is used up.` };
  throw new ServiceError('TooManyRequestsException', 'Too Many Requests', 429, {
    retryAfterSeconds: String(wait),
  });
}

function protocolOf(service: Service): Protocol {
  const { protocol } = service;
  return protocol.name === 'query'
    ? queryProtocol(service.schemas, protocol)
    : restJson(service.schemas, protocol);
}
