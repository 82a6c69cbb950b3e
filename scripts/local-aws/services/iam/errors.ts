import { ServiceError } from '../service';

/** @param what such as `The role with name caller cannot be found.` */
export function noSuchEntity(what: string): ServiceError {
  return new ServiceError('NoSuchEntityException', what, 404);
}

/** @param what such as `Role with name caller already exists.` */
export function alreadyExists(what: string): ServiceError {
  return new ServiceError('EntityAlreadyExistsException', what, 409);
}

/** @param what must be done first, such as `must detach all policies first` */
export function deleteConflict(what: string): ServiceError {
  const message = `Cannot delete entity, ${what}.`;
  return new ServiceError('DeleteConflictException', message, 409);
}

export function malformedPolicy(message: string): ServiceError {
  return new ServiceError('MalformedPolicyDocumentException', message, 400);
}

export function invalidInput(message: string): ServiceError {
  return new ServiceError('ValidationError', message, 400);
}

export function limitExceeded(message: string): ServiceError {
  return new ServiceError('LimitExceededException', message, 409);
}
