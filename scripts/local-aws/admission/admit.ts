import type { Principal } from '../account/account';
import type { Cloud } from '../account/cloud';
import type { RequestPrincipal } from '../authorization';
import type { ReceivedRequest } from '../wire/http';
import { answerOf, answerToRefusal, type ErrorAnswer } from './answers';
import { authenticate, type ExpectedScope, type VerifiedCaller } from './authentication';
import { type AnonymousPrincipal, authorize } from './authorize';
import type { PermissionDemand } from './demand';
import type { AdmissionRecord, AuthorizationEvidence } from './evidence';

/** A request that asks to be let in, and the record of it. */
export interface Admittance {
  cloud: Cloud;
  request: ReceivedRequest;
  record: AdmissionRecord;
}

/** A request that a check refused, with the answer that says so. */
export class RequestRefused extends Error {
  readonly answer: ErrorAnswer;

  constructor(answer: ErrorAnswer) {
    super(answer.message);
    this.name = 'RequestRefused';
    this.answer = answer;
  }
}

/**
 * Finds out who signed a request, and records what was checked.
 * @throws RequestRefused when the signature breaks a rule
 */
export async function authenticateCaller(
  { cloud, request, record }: Admittance,
  expected: ExpectedScope,
): Promise<VerifiedCaller> {
  const result = await authenticate(request, cloud, expected);
  record.authentication = result.evidence;
  if (result.verified) return result.caller;
  throw refuse(record, 'authentication', answerToRefusal(result.refusal));
}

/**
 * Asks IAM for all that a request demands, in order, and records each decision.
 * @throws RequestRefused at the first demand that is not allowed
 */
export function authorizeDemands(
  { cloud, request, record }: Admittance,
  principal: Principal | AnonymousPrincipal,
  demands: PermissionDemand[],
): void {
  record.authorization = [];
  for (const demand of demands) {
    const { action, resource } = demand;
    const result = authorize(cloud, principal, demand, request);
    const evidence = { action, resource, principal: nameOf(principal), ...result };
    record.authorization.push(evidence);
    if (result.decision === 'allowed') continue;
    throw refuse(record, 'authorization', denialOf(evidence, demand));
  }
}

/**
 * Records which check refused a request, and why.
 * @param reason for the record; else what the caller is told
 * @returns the error to throw
 */
export function refuse(
  record: AdmissionRecord,
  check: NonNullable<AdmissionRecord['refusedBy']>['check'],
  answer: ErrorAnswer,
  reason: string = answer.message,
): RequestRefused {
  record.refusedBy = { check, reason };
  return new RequestRefused(answer);
}

function denialOf(
  { action, resource, principal, decision, by }: AuthorizationEvidence,
  { shownResource = resource }: PermissionDemand,
): ErrorAnswer {
  const denial = { caller: principal, action, resource: shownResource, by };
  if (decision === 'explicitDeny') return answerOf('explicitly-denied', denial);
  return answerOf(principal === 'anonymous' ? 'anonymous-denied' : 'not-allowed', denial);
}

function nameOf(principal: RequestPrincipal): string {
  if (principal.kind === 'anonymous') return principal.kind;
  return principal.kind === 'service' ? principal.service : principal.arn;
}
