import { iamArn } from '../account/arn';
import type { PrincipalElement } from './policy';

/** Who makes the request, as far as policies look at it. */
export type RequestPrincipal =
  | { kind: 'root' | 'user'; accountId: string; arn: string }
  | { kind: 'assumed-role'; accountId: string; arn: string; roleArn: string }
  | { kind: 'service'; service: string }
  | { kind: 'anonymous' };

/**
 * How a Principal element names the caller: the caller itself (or everyone), the role behind its
 * session, or only its account. Naming an account delegates: the account's own identity-based
 * policies decide whom it lets through.
 */
export type PrincipalMatch = 'caller' | 'role' | 'account';

/** How `element` names `principal`; undefined when it does not. The widest naming is returned. */
export function matchPrincipal(
  element: PrincipalElement,
  principal: RequestPrincipal,
): PrincipalMatch | undefined {
  if (element === '*' || element.AWS?.includes('*')) return 'caller';
  if (principal.kind === 'anonymous') return undefined;
  if (principal.kind === 'service') {
    return element.Service?.includes(principal.service) ? 'caller' : undefined;
  }

  const named = element.AWS ?? [];
  if (named.includes(principal.arn)) return 'caller';
  if (principal.kind === 'assumed-role' && named.includes(principal.roleArn)) return 'role';
  const accounts = [principal.accountId, iamArn(principal.accountId, 'root')];
  return named.some((name) => accounts.includes(name)) ? 'account' : undefined;
}

/**
 * Whether a NotPrincipal element spares the caller. An account that is named there spares its root
 * user, and nobody else of the account.
 */
export function sparesPrincipal(element: PrincipalElement, principal: RequestPrincipal): boolean {
  const match = matchPrincipal(element, principal);
  if (match !== 'account') return match !== undefined;
  return 'arn' in principal && principal.kind === 'root';
}

/** A principal in the words of an explanation. */
export function principalText(principal: RequestPrincipal): string {
  if (principal.kind === 'anonymous') return 'an anonymous caller';
  return principal.kind === 'service' ? principal.service : principal.arn;
}

/** A Principal element in the words of an explanation. */
export function principalElementText(element: PrincipalElement): string {
  if (element === '*') return '"*"';
  return Object.entries(element)
    .flatMap(([type, values]) => values.map((value) => `${type} "${value}"`))
    .join(', ');
}
