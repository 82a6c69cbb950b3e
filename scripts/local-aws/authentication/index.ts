import type { Account, Principal } from '../account';
import type { Cloud } from '../cloud';
import type { ReceivedRequest } from '../http';
import type { AuthenticationEvidence } from './evidence';
import type { Refusal } from './refusal';

/** The service and the regions that a request's credential scope must name. */
export interface ExpectedScope {
  service: string;
  /** One of these; the first is what a refusal names. */
  regions: string[];
}

export type Authentication =
  | { verified: true; principal: Principal; account: Account; evidence: AuthenticationEvidence }
  | { verified: false; refusal: Refusal; evidence: AuthenticationEvidence };
