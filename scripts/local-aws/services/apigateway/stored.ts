import type { Call } from '../service';
import { ServiceError } from '../service';
import {
  apiGatewaySlice,
  type StoredIntegration,
  type StoredMethod,
  type StoredResource,
  type StoredRestApi,
} from './state';

const NO_RESOURCE = 'Invalid Resource identifier specified';
export const NO_INTEGRATION = 'Invalid Integration identifier specified';

/** The path labels of a method, as every request on one carries them. */
export interface MethodLabels {
  resourceId: string | undefined;
  httpMethod: string | undefined;
}

/** The API of that id in the caller's account, to look at. @throws NotFoundException */
export function readRestApi(call: Call, id: string | undefined): StoredRestApi {
  return restApiIn(call.account.read(apiGatewaySlice).restApis, call, id);
}

/** Lets `edit` change the API of that id in the caller's account. @throws NotFoundException */
export function changeRestApi<R>(
  call: Call,
  id: string | undefined,
  edit: (restApi: StoredRestApi) => R,
): R {
  return call.account.change(apiGatewaySlice, ({ restApis }) =>
    edit(restApiIn(restApis, call, id)),
  );
}

/**
 * The API of that id for an operation on something below a resource, which reports an API that does
 * not exist as a resource that does not.
 */
export function readResources(call: Call, id: string | undefined): StoredRestApi {
  return withResources(call.account.read(apiGatewaySlice).restApis, id);
}

/** As `changeRestApi`, for an operation on something below a resource; see `readResources`. */
export function changeResources<R>(
  call: Call,
  id: string | undefined,
  edit: (restApi: StoredRestApi) => R,
): R {
  return call.account.change(apiGatewaySlice, ({ restApis }) => edit(withResources(restApis, id)));
}

function withResources(
  restApis: Record<string, StoredRestApi>,
  id: string | undefined,
): StoredRestApi {
  return found(restApis, id, NO_RESOURCE);
}

function restApiIn(
  restApis: Record<string, StoredRestApi>,
  call: Call,
  id: string | undefined,
): StoredRestApi {
  return found(restApis, id, `Invalid API identifier specified ${call.account.id}:${id}`);
}

/** @throws NotFoundException */
export function resourceOf(restApi: StoredRestApi, id: string | undefined): StoredResource {
  return found(restApi.resources, id, NO_RESOURCE);
}

/** @throws NotFoundException */
export function methodOf(restApi: StoredRestApi, labels: MethodLabels): StoredMethod {
  const { resourceMethods } = resourceOf(restApi, labels.resourceId);
  return found(resourceMethods, labels.httpMethod, 'Invalid Method identifier specified');
}

/** @throws NotFoundException */
export function integrationOf(restApi: StoredRestApi, labels: MethodLabels): StoredIntegration {
  const { methodIntegration } = methodOf(restApi, labels);
  if (!methodIntegration) throw notFound(NO_INTEGRATION);
  return methodIntegration;
}

/**
 * The entry of that key.
 * @throws NotFoundException with `message` if there is none
 */
export function found<T>(
  entries: Record<string, T> | undefined,
  key: string | undefined,
  message: string,
): T {
  const entry = entries && key !== undefined && Object.hasOwn(entries, key) && entries[key];
  if (!entry) throw notFound(message);
  return entry;
}

/** A stored time as API Gateway shows it: in whole seconds. */
export function shownTime(iso8601: string): Date {
  return new Date(Math.floor(Date.parse(iso8601) / 1000) * 1000);
}

export function notFound(message: string): ServiceError {
  return new ServiceError('NotFoundException', message, 404);
}

export function badRequest(message: string): ServiceError {
  return new ServiceError('BadRequestException', message, 400);
}

/** @param error what is wrong with a mapping, or with a parameter that a mapping would use */
export function invalidMapping(error: string): ServiceError {
  return badRequest(
    'Invalid mapping expression specified: Validation Result: warnings : [], ' +
      `errors : [${error}]`,
  );
}

/** The members that have entries: an empty map counts as not given. */
export function withoutEmpty<T extends Record<string, object | undefined>>(members: T): Partial<T> {
  const filled = Object.entries(members).filter(([, map]) => Object.keys(map ?? {}).length > 0);
  return Object.fromEntries(filled) as Partial<T>;
}

export function conflict(message: string): ServiceError {
  return new ServiceError('ConflictException', message, 409);
}
