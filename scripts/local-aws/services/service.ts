import type { Account, Principal } from '../account/account';
import type { Cloud } from '../account/cloud';
import type { PermissionDemand } from '../admission/demand';
import type { Constraints } from './constraints';

/**
 * One control-plane service: its behaviour, by operation name. Routes, shapes and errors are not
 * written here; they come from the schemas that the service's SDK client exports.
 */
export interface Service {
  /** The service name in the credential scope. */
  signingName: 'apigateway' | 'iam' | 'lambda' | 'sts';
  protocol: RestJsonProtocol | QueryProtocol;
  /**
   * Loads the client's module for its exported schemas, such as `CreateRole$`. That takes a while, so
   * it is asked for with the first request for the service.
   */
  schemas: () => Record<string, unknown>;
  /** By operation name, such as `CreateRole`. */
  operations: Record<string, Operation>;
  /**
   * What IAM must allow before an operation runs, all of it. An empty list means that every
   * authenticated caller may.
   * @param input as the operation will get it, validated
   */
  authorizationFor(
    operation: string,
    input: Record<string, unknown>,
    call: Call,
  ): PermissionDemand[];
  /** Ends what the service still runs for a cloud. */
  stop?(cloud: Cloud): Promise<void>;
}

export interface RestJsonProtocol {
  name: 'rest-json';
  /** What the service's model asks of values beyond their types. */
  constraints: Constraints;
  /** What is before a member of the body in the texts of the validation: `putMethodInput` */
  bodyPath(operation: string): string[];
}

export interface QueryProtocol {
  name: 'query';
  /** The `Version` that requests name, such as `2010-05-08`. */
  version: string;
  xmlNamespace: string;
  /** What the service's model asks of values beyond their types. */
  constraints: Constraints;
}

/**
 * One operation. Type it with the client's own types, as in
 * `Operation<CreateRoleCommandInput, CreateRoleCommandOutput>` less the `$metadata`; `never` lets
 * differently typed operations are in one table.
 * @throws ServiceError for every refusal that the caller is to be told
 */
export type Operation<Input = never, Output extends object = object> = (
  input: Input,
  call: Call,
) => Output | Promise<Output>;

/** What surrounds one call of an operation. */
export interface Call {
  cloud: Cloud;
  /** The account of the caller, whose resources the operation works on. */
  account: Account;
  principal: Principal;
  requestId: string;
}

/**
 * A refusal in the words of the service.
 * It is serialised by the client's error schema of that name, where there is one.
 */
export class ServiceError extends Error {
  readonly code: string;
  readonly status: number;
  readonly members: Record<string, unknown>;

  /**
   * @param code the error's name in the client, such as `NotFoundException`
   * @param status the HTTP status
   * @param members further members of the error, such as `Type`
   */
  constructor(code: string, message: string, status = 400, members: Record<string, unknown> = {}) {
    super(message);
    this.name = code;
    this.code = code;
    this.status = status;
    this.members = members;
  }
}
