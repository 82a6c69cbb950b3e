import type { ServiceError } from '../services/service';
import type { HttpAnswer, ReceivedRequest } from '../wire/http';
import type { OperationShape } from './shapes';

/** How requests are turned into an operation's input, and its output into answers. */
export interface Protocol {
  /** The operation that a request means; undefined if this service does not have it. */
  findOperation(request: ReceivedRequest): FoundOperation | undefined;
  writeOutput(shape: OperationShape, output: object, requestId: string): HttpAnswer;
  writeError(error: ServiceError, requestId: string): HttpAnswer;
}

export interface FoundOperation {
  name: string;
  /** Absent when the request names an operation that the service does not know. */
  shape?: OperationShape;
  /**
   * The operation's input.
   * @throws ServiceError when a member is missing, unknown or of the wrong type
   */
  readInput(): Record<string, unknown>;
}
