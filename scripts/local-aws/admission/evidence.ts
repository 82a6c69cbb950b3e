import type { AuthorizationResult } from '../authorization';
import type { AuthenticationEvidence } from './authentication/evidence';

/** What IAM was asked of a request, and what it decided, statement by statement. */
export interface AuthorizationEvidence extends AuthorizationResult {
  action: string;
  resource: string;
  /** The caller's ARN, the name of a service, or `anonymous`. */
  principal: string;
}

/** What the checks of a request leave in its record. */
export interface AdmissionRecord {
  authentication?: AuthenticationEvidence;
  /** One entry for each demand. */
  authorization?: AuthorizationEvidence[];
  /** Which check refused the request, and what it said; absent when the request was let through. */
  refusedBy?: { check: 'route' | 'authentication' | 'authorization' | 'quota'; reason: string };
}
