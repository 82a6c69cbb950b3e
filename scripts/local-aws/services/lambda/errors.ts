import { ServiceError } from '../service';

const USER = { Type: 'User' };

/** @param message what the service refuses about a value */
export function invalidValue(message: string): ServiceError {
  return new ServiceError('InvalidParameterValueException', message, 400, USER);
}

export function notFound(message: string): ServiceError {
  return new ServiceError('ResourceNotFoundException', message, 404, USER);
}

export function conflict(message: string): ServiceError {
  return new ServiceError('ResourceConflictException', message, 409, USER);
}

/** @param reason which concurrency is used up, by its name in the API */
export function tooManyRequests(reason: string): ServiceError {
  const members = { ...USER, Reason: reason };
  return new ServiceError('TooManyRequestsException', 'Rate Exceeded.', 429, members);
}

export function requestTooLarge(limit: number): ServiceError {
  const message = `Request must be smaller than ${limit} bytes for the InvokeFunction operation`;
  return new ServiceError('RequestTooLargeException', message, 413, USER);
}

export function unreadablePayload(reason: string): ServiceError {
  const message = `Could not parse request body into json: ${reason}`;
  return new ServiceError('InvalidRequestContentException', message, 400, USER);
}

/** @param whereToLook the operations that tell the current revision */
export function revisionMismatch(whereToLook: string): ServiceError {
  const message =
    'The Revision Id provided does not match the latest Revision Id. Call the ' +
    `${whereToLook} API to retrieve the latest Revision Id`;
  return new ServiceError('PreconditionFailedException', message, 412, USER);
}
