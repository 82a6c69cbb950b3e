import type { Account, Principal } from '../account/account';
import type { Cloud } from '../account/cloud';
import { type Authentication, authenticate } from '../admission/authentication';
import { authorizationEvidence, authorize } from '../admission/authorize';
import type { FoundOperation, Protocol } from '../protocols/protocol';
import { queryProtocol } from '../protocols/query';
import { restJson } from '../protocols/rest-json';
import type { OperationShape } from '../protocols/shapes';
import type { RequestRecord } from '../records/record';
import { type Call, type Operation, type Service, ServiceError } from '../services/service';
import type { HttpAnswer, ReceivedRequest } from '../wire/http';
import { deniedError, refusalError } from './control-plane-errors';

/** Where the global services are signed for, besides the account's own region. */
const GLOBAL_REGION = 'us-east-1';
const GLOBAL_SERVICES = ['iam', 'sts'];

interface Endpoint {
  service: Service;
  protocol: Protocol;
}

/** The services that manage an account, behind one address. */
export class ControlPlane {
  readonly #cloud: Cloud;
  readonly #endpoints: Endpoint[];

  constructor(cloud: Cloud, services: Service[]) {
    this.#cloud = cloud;
    this.#endpoints = services.map((service) => ({ service, protocol: protocolOf(service) }));
  }

  /**
   * Serves a request, when it is one for these services.
   * @param record gets what was checked and decided on the way
   */
  async answer(request: ReceivedRequest, record: RequestRecord): Promise<HttpAnswer | undefined> {
    for (const { service, protocol } of this.#endpoints) {
      const found = protocol.findOperation(request);
      if (!found) continue;
      record.service = service.signingName;
      record.operation = found.name;
      return await this.#run(service, protocol, found, request, record);
    }
    return undefined;
  }

  async #run(
    service: Service,
    protocol: Protocol,
    found: FoundOperation,
    request: ReceivedRequest,
    record: RequestRecord,
  ): Promise<HttpAnswer> {
    try {
      const caller = await this.#authenticate(service, request, record);
      const { operation, shape } = supported(service, found);
      this.#countCall(service, caller.account, found.name, record);
      const call: Call = { cloud: this.#cloud, ...caller, requestId: record.id };
      const input = found.readInput();
      this.#authorize(service, found.name, input, call, request, record);
      const output = await operation(input as never, call);
      return protocol.writeOutput(shape, output, record.id);
    } catch (error) {
      if (error instanceof ServiceError) return protocol.writeError(error, record.id);
      record.failure = (error as Error).stack ?? String(error);
      return protocol.writeError(internalFailure(), record.id);
    }
  }

  async #authenticate(
    service: Service,
    request: ReceivedRequest,
    record: RequestRecord,
  ): Promise<{ principal: Principal; account: Account }> {
    const { region } = this.#cloud;
    const isGlobal = GLOBAL_SERVICES.includes(service.signingName);
    const result: Authentication = await authenticate(request, this.#cloud, {
      service: service.signingName,
      regions: isGlobal ? [GLOBAL_REGION, region] : [region],
    });
    record.authentication = result.evidence;
    if (result.verified) return { principal: result.principal, account: result.account };
    const error = refusalError(result.refusal, service.protocol.name);
    record.refusedBy = { check: 'authentication', reason: error.message };
    throw error;
  }

  #countCall(service: Service, account: Account, operation: string, record: RequestRecord): void {
    if (service.signingName !== 'apigateway') return;
    const wait = this.#cloud.reality.takeFromQuotas(account.id, operation);
    if (wait === undefined) return;
    record.refusedBy = { check: 'quota', reason: `The quota of ${operation} is used up.` };
    throw new ServiceError('TooManyRequestsException', 'Too Many Requests', 429, {
      retryAfterSeconds: String(wait),
    });
  }

  #authorize(
    service: Service,
    operation: string,
    input: Record<string, unknown>,
    call: Call,
    request: ReceivedRequest,
    record: RequestRecord,
  ): void {
    record.authorization = [];
    for (const demand of service.authorizationFor(operation, input, call)) {
      const result = authorize(this.#cloud, call.principal, demand, request);
      const evidence = authorizationEvidence(call.principal, demand, result);
      record.authorization.push(evidence);
      if (result.decision === 'allowed') continue;
      const error = deniedError(evidence, service.protocol.name);
      record.refusedBy = { check: 'authorization', reason: error.message };
      throw error;
    }
  }
}

function protocolOf(service: Service): Protocol {
  const { protocol } = service;
  return protocol.name === 'query'
    ? queryProtocol(service.schemas, protocol)
    : restJson(service.schemas, protocol);
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

function internalFailure(): ServiceError {
  const text = 'Local AWS failed to handle the request; the record of the request says how.';
  return new ServiceError('InternalFailure', text, 500);
}
