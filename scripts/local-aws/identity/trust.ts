import { accountIdIn } from '../account/arn';
import type { Cloud } from '../account/cloud';
import { type ParsedPolicy, parsePolicy, readPolicy } from '../authorization';
import { type IamIdentity, iamState, type Role } from './iam-state';

const USER_OR_ROLE = /^arn:aws:iam::\d{12}:(user|role)\/(?:.*\/)?([^/]+)$/;

/** A trust policy as it is stored: its text, and the ids of the users and roles that it names. */
export type StoredTrust = Pick<Role, 'trustPolicy' | 'trustedIds'>;

/**
 * The users and roles that a trust policy names. IAM keeps them by their ids: one that is deleted
 * and made again is another one, which is not trusted.
 * @param accounts those in which names can be looked up
 * @returns the ids by ARN; one that does not exist has none
 */
export function trustedIds(text: string, { accounts }: Cloud): Record<string, string | undefined> {
  const named = parsePolicy(text, 'trust').statements.flatMap(({ principal }) =>
    principal === undefined || principal === '*' ? [] : (principal.AWS ?? []),
  );
  return Object.fromEntries(
    named
      .filter((arn) => USER_OR_ROLE.test(arn) && accounts.has(accountIdIn(arn)))
      .map((arn) => [arn, identityAt(arn, { accounts })?.id]),
  );
}

/** A role's trust policy in which a deleted user or role appears with the id that is left of it. */
export function trustPolicyOf(role: StoredTrust, cloud: Cloud): ParsedPolicy {
  const document = readPolicy(role.trustPolicy, 'trust');
  const gone = goneFrom(role, cloud);
  if (gone.size === 0) return document;
  const statements = document.statements.map((statement) => {
    const { principal } = statement;
    if (principal === undefined || principal === '*' || !principal.AWS) return statement;
    const AWS = principal.AWS.map((name) => gone.get(name) ?? name);
    return { ...statement, principal: { ...principal, AWS } };
  });
  return { ...document, statements };
}

/** The same as text, as IAM shows it. */
export function shownTrustPolicy(role: StoredTrust, cloud: Cloud): string {
  const gone = goneFrom(role, cloud);
  if (gone.size === 0) return role.trustPolicy;
  return JSON.stringify(JSON.parse(role.trustPolicy), (name, value) =>
    name === 'Principal' ? withIds(value, gone) : value,
  );
}

function withIds(principal: unknown, gone: Map<string, string>): unknown {
  return JSON.parse(JSON.stringify(principal), (_, value) => gone.get(value) ?? value);
}

function goneFrom({ trustedIds: ids = {} }: StoredTrust, cloud: Cloud): Map<string, string> {
  return new Map(Object.entries(ids).filter(([arn, id]) => identityAt(arn, cloud)?.id !== id));
}

function identityAt(arn: string, { accounts }: Pick<Cloud, 'accounts'>): IamIdentity | undefined {
  const [, kind, name = ''] = USER_OR_ROLE.exec(arn) ?? [];
  const state = accounts.get(accountIdIn(arn))?.read(iamState);
  const found = (kind === 'user' ? state?.users : state?.roles)?.[name];
  return found?.arn === arn ? found : undefined;
}
