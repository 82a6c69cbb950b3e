import { timingSafeEqual } from 'node:crypto';
import type { Account, Principal } from '../../account/account';
import type { Cloud } from '../../account/cloud';
import { findKey, type KeyOnFile } from '../../identity/keys';
import type { ReceivedRequest } from '../../wire/http';
import type { AuthenticationEvidence } from './evidence';
import { basicIso8601, parseSignature, type ReceivedSignature } from './parse';
import { presenceOf, readablePartsOf, whyKeyIsUnknown } from './received';
import type { SignatureRefusal } from './refusal';
import { computeSignature } from './verifier';

const FIVE_MINUTES_MS = 5 * 60 * 1000;
const TERMINATOR = 'aws4_request';

/** Whose signature was verified. */
export interface VerifiedCaller {
  principal: Principal;
  account: Account;
  accessKeyId: string;
}

/** The service and the regions that a request's credential scope must name. */
export interface ExpectedScope {
  service: string;
  /** One of these; the first is what a refusal names. */
  regions: string[];
}

export type Authentication =
  | { verified: true; caller: VerifiedCaller; evidence: AuthenticationEvidence }
  | { verified: false; refusal: SignatureRefusal; evidence: AuthenticationEvidence };

/**
 * Finds out who signed a request, by a signature in its Authorization header or in its query.
 * @returns the caller, or the first rule that the signature breaks; in both cases
 *   the evidence for the request's record
 */
export async function authenticate(
  request: ReceivedRequest,
  cloud: Cloud,
  expected: ExpectedScope,
): Promise<Authentication> {
  const received = parseSignature(request);
  if ('rule' in received) {
    return refused(received, { outcome: 'refused', ...readablePartsOf(request) });
  }
  const evidence = evidenceOf(received);

  const key = findKey(cloud, received.accessKeyId);
  const now = cloud.clock.now();
  const refusal =
    refuseScope(received, expected) ??
    refuseUnsignedHost(received) ??
    refuseKey(received, key, now) ??
    refuseDate(received, now);
  if (refusal?.rule === 'unknown-key') evidence.why = whyKeyIsUnknown(received, key);
  if (refusal || !key) return refused(refusal ?? { rule: 'unknown-key' }, evidence);

  const computed = await computeSignature(request, received, key);
  const { canonicalRequest, stringToSign, signature, signedHeaders } = computed;
  evidence.verified = { canonicalRequest, stringToSign, signature };
  const isListed = received.signedHeaders.join(';') === signedHeaders;
  if (!isListed)
    evidence.why = `SignedHeaders must name each header once, in lower case and in order: ${signedHeaders}`;
  if (!isListed || !equalInConstantTime(signature, received.signature)) {
    return refused({ rule: 'signature-mismatch', canonicalRequest, stringToSign }, evidence);
  }
  const { principal, account, accessKeyId } = key;
  evidence.outcome = 'verified';
  evidence.principal = 'arn' in principal ? principal.arn : principal.service;
  return { verified: true, caller: { principal, account, accessKeyId }, evidence };
}

function refuseScope(
  { scope }: ReceivedSignature,
  expected: ExpectedScope,
): SignatureRefusal | undefined {
  const { service, region, terminator } = scope;
  if (terminator !== TERMINATOR) return { rule: 'wrong-terminator', terminator };
  if (service !== expected.service) {
    return { rule: 'wrong-service', expected: expected.service, received: service };
  }
  if (!expected.regions.includes(region)) {
    return { rule: 'wrong-region', expected: expected.regions[0] ?? '', received: region };
  }
  return undefined;
}

function refuseUnsignedHost({ signedHeaders }: ReceivedSignature): SignatureRefusal | undefined {
  // HTTP/1.1 has no `:authority`: a signature of it would cover nothing here.
  return signedHeaders.includes('host') ? undefined : { rule: 'host-not-signed' };
}

function refuseKey(
  received: ReceivedSignature,
  key: KeyOnFile | undefined,
  now: Date,
): SignatureRefusal | undefined {
  if (!key || received.sessionToken !== key.sessionToken) return { rule: 'unknown-key' };
  if (!key.active) return { rule: 'inactive-key' };
  if (key.expiration && key.expiration <= now) return { rule: 'expired-token' };
  return undefined;
}

function refuseDate(
  { scope, date, time, expiresInSeconds }: ReceivedSignature,
  now: Date,
): SignatureRefusal | undefined {
  const dateOfRequest = date.slice(0, 8);
  if (scope.date !== dateOfRequest) {
    const scopeDate = scope.date;
    return { rule: 'scope-date-mismatch', scopeDate, dateOfRequest, requestDate: date };
  }
  const lifetime = expiresInSeconds === undefined ? FIVE_MINUTES_MS : expiresInSeconds * 1000;
  const earliest = now.getTime() - lifetime;
  const latest = now.getTime() + FIVE_MINUTES_MS;
  if (time < earliest) return { rule: 'signature-expired', ...dates(date, earliest, now) };
  if (time > latest) return { rule: 'not-yet-current', ...dates(date, latest, now) };
  return undefined;
}

function dates(requestDate: string, limit: number, now: Date) {
  return { requestDate, limit: basicIso8601(new Date(limit)), serverDate: basicIso8601(now) };
}

function equalInConstantTime(computed: string, received: string): boolean {
  const [a, b] = [Buffer.from(computed), Buffer.from(received)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function evidenceOf(received: ReceivedSignature): AuthenticationEvidence {
  const { accessKeyId, scope, signedHeaders, date, signature, form, sessionToken } = received;
  const securityToken = presenceOf(sessionToken);
  const credentialScope = `${scope.date}/${scope.region}/${scope.service}/${scope.terminator}`;
  return {
    outcome: 'refused',
    form,
    received: { accessKeyId, credentialScope, signedHeaders, date, signature, securityToken },
  };
}

function refused(refusal: SignatureRefusal, evidence: AuthenticationEvidence): Authentication {
  evidence.refusal = refusal.rule;
  return { verified: false, refusal, evidence };
}
