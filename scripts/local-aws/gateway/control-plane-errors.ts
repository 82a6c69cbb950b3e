import { RequestRefused } from '../admission/admit';
import type { RequestRecord } from '../records/record';
import { type Service, ServiceError } from '../services/service';

/** Services of the query protocol have names of their own for the same refusals. */
const QUERY_CODES: Record<string, string> = {
  AccessDeniedException: 'AccessDenied',
  ExpiredTokenException: 'ExpiredToken',
  IncompleteSignatureException: 'IncompleteSignature',
  InvalidSignatureException: 'SignatureDoesNotMatch',
  MissingAuthenticationTokenException: 'MissingAuthenticationToken',
  UnrecognizedClientException: 'InvalidClientTokenId',
};

/**
 * What the caller of a service is told of an error. The words of a refused signature or a denial are
 * the same in all services of AWS. An error of local AWS itself is kept in the record.
 */
export function serviceErrorOf(
  error: unknown,
  { protocol }: Service,
  record: RequestRecord,
): ServiceError {
  if (error instanceof ServiceError) return error;
  if (error instanceof RequestRefused) {
    const { status, errorType, message } = error.answer;
    const code = protocol.name === 'query' ? QUERY_CODES[errorType] : undefined;
    return new ServiceError(code ?? errorType, message, status);
  }
  record.failure = (error as Error).stack ?? String(error);
  const text = 'Local AWS failed to handle the request; the record of the request says how.';
  return new ServiceError('InternalFailure', text, 500);
}
