import { randomBytes } from 'node:crypto';
import type { Account, Credentials } from '../../account/account';
import { randomIdentifier } from '../../account/identifiers';
import { type RoleSessionRequest, sessionPrincipal } from '../../identity/identities';
import { type RoleSession, stsState } from '../../identity/sts-state';

/** An expired session is remembered for a while, so that its caller is told that it has expired. */
const REMEMBERED_AFTER_EXPIRY_MS = 24 * 60 * 60 * 1000;

interface SessionRequest extends RoleSessionRequest {
  durationSeconds: number;
}

/**
 * Hands out temporary credentials for a role. Whether the caller may have them is checked before.
 * @param account the account of the role
 */
export function issueSession(account: Account, request: SessionRequest): RoleSession {
  const now = account.clock.now().getTime();
  const session: RoleSession = {
    accessKeyId: randomIdentifier('ASIA'),
    secretAccessKey: randomBytes(30).toString('base64'),
    sessionToken: randomBytes(192).toString('base64'),
    expiration: new Date(now + request.durationSeconds * 1000).toISOString(),
    principal: sessionPrincipal(account.id, { ...request, issuedAt: new Date(now).toISOString() }),
  };
  account.change(stsState, ({ sessions }) => {
    for (const [id, { expiration }] of Object.entries(sessions)) {
      if (Date.parse(expiration) + REMEMBERED_AFTER_EXPIRY_MS < now) delete sessions[id];
    }
    sessions[session.accessKeyId] = session;
  });
  return session;
}

/** A session's credentials in the form that signers take. */
export function credentialsOf(session: RoleSession): Required<Credentials> {
  const { accessKeyId, secretAccessKey, sessionToken, expiration } = session;
  return { accessKeyId, secretAccessKey, sessionToken, expiration: new Date(expiration) };
}
