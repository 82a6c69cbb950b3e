import type { KeyOnFile } from '../../identity/keys';
import { headerOf, queryParameters, type ReceivedRequest } from '../../wire/http';
import type { AuthenticationEvidence } from './evidence';

type Received = NonNullable<AuthenticationEvidence['received']>;

/** What a part is called in the Authorization header, and in the query form. */
const PARTS = {
  credential: ['Credential', 'X-Amz-Credential'],
  signedHeaders: ['SignedHeaders', 'X-Amz-SignedHeaders'],
  signature: ['Signature', 'X-Amz-Signature'],
} as const;

/**
 * What can be read of a signature that could not be taken apart as a whole: it lacks something, or
 * is written in another way.
 * @returns nothing where no signature was sent at all
 */
export function readablePartsOf(
  request: ReceivedRequest,
): Pick<AuthenticationEvidence, 'form' | 'received'> {
  const header = headerOf(request, 'authorization');
  const query = new Map(queryParameters(request.query));
  if (header !== undefined) return { form: 'header', received: inHeader(request, header) };
  const isSigned = [...query.keys()].some((name) => name.startsWith('X-Amz-'));
  return isSigned ? { form: 'query', received: inQuery(query) } : {};
}

function inHeader(request: ReceivedRequest, header: string): Received {
  const date = headerOf(request, 'x-amz-date') ?? headerOf(request, 'date');
  return received(
    ([name]) => new RegExp(`(?:^|[\\s,])${name}=([^,\\s]+)`).exec(header)?.[1],
    date,
    headerOf(request, 'x-amz-security-token'),
  );
}

function inQuery(query: Map<string, string>): Received {
  return received(
    ([, name]) => query.get(name),
    query.get('X-Amz-Date'),
    query.get('X-Amz-Security-Token'),
  );
}

function received(
  read: (names: readonly [string, string]) => string | undefined,
  date: string | undefined,
  token: string | undefined,
): Received {
  const [accessKeyId, ...scope] = read(PARTS.credential)?.split('/') ?? [];
  const signedHeaders = read(PARTS.signedHeaders)?.split(';');
  const signature = read(PARTS.signature);
  return {
    accessKeyId: accessKeyId || undefined,
    credentialScope: scope.length > 0 ? scope.join('/') : undefined,
    signedHeaders,
    date: date || undefined,
    signature,
    securityToken: presenceOf(token),
  };
}

/** A session token is a secret: whether one was sent is all that may be told of it. */
export function presenceOf(token: string | undefined): 'sent' | 'not sent' {
  return token === undefined ? 'not sent' : 'sent';
}

/** Why API Gateway calls a token invalid: it says no more, and it may be one of four things. */
export function whyKeyIsUnknown(
  { accessKeyId, sessionToken }: { accessKeyId: string; sessionToken?: string },
  key: KeyOnFile | undefined,
): string {
  if (!key && accessKeyId.startsWith('ASIA')) {
    return `There is no session with the access key ${accessKeyId} in local AWS, or its role is gone.`;
  }
  if (!key) return `There is no access key ${accessKeyId} in local AWS.`;
  if (key.sessionToken === undefined) {
    return `A session token was sent, and the access key ${accessKeyId} has none: it is a user's.`;
  }
  const what = sessionToken === undefined ? 'none was sent' : 'another one was sent';
  return `The access key ${accessKeyId} is temporary: it takes its session token, and ${what}.`;
}
