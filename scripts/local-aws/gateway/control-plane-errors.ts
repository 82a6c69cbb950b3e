import { answerOf } from '../admission/answers';
import type { Refusal } from '../admission/authentication/refusal';
import type { AuthorizationEvidence } from '../records/record';
import { ServiceError } from '../services/service';

type ProtocolName = 'query' | 'rest-json';

/** Services of the query protocol have names of their own for the same refusals. */
const QUERY_CODES: Record<string, string> = {
  AccessDeniedException: 'AccessDenied',
  ExpiredTokenException: 'ExpiredToken',
  IncompleteSignatureException: 'IncompleteSignature',
  InvalidSignatureException: 'SignatureDoesNotMatch',
  MissingAuthenticationTokenException: 'MissingAuthenticationToken',
  UnrecognizedClientException: 'InvalidClientTokenId',
};

/** A refused signature; all services of AWS refuse it in the same words. */
export function refusalError(refusal: Refusal, protocol: ProtocolName): ServiceError {
  const { status, errorType, body } = answerOf(refusal.rule, refusal as never);
  const { message } = JSON.parse(body) as { message: string };
  return new ServiceError(codeFor(errorType, protocol), message, status);
}

/** What a caller is told whom IAM does not allow an operation. */
export function deniedError(
  { principal, action, resource, decision, by }: AuthorizationEvidence,
  protocol: ProtocolName,
): ServiceError {
  const reason =
    decision === 'explicitDeny'
      ? `with an explicit deny in ${article(by)} ${by} policy`
      : `because no ${by} policy allows the ${action} action`;
  const message = `User: ${principal} is not authorized to perform: ${action} on resource: ${resource} ${reason}`;
  return new ServiceError(codeFor('AccessDeniedException', protocol), message, 403);
}

function codeFor(errorType: string, protocol: ProtocolName): string {
  return protocol === 'query' ? (QUERY_CODES[errorType] ?? errorType) : errorType;
}

function article(policyType: string): string {
  return policyType.startsWith('i') ? 'an' : 'a';
}
