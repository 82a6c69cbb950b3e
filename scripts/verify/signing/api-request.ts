import type {
  Credentials,
  HttpRequest,
  SigningContext,
} from '../../../solutions/04-canonical-request/signing-input';
import type { Session } from '../../account/session';

/** The request for a URL, before it is signed. */
export function apiRequest(url: URL): HttpRequest {
  return {
    method: 'GET',
    path: url.pathname,
    query: url.search.slice(1),
    headers: [['host', url.host]],
    body: '',
  };
}

/** What the request is signed with, now. */
export function signingContext(
  { region, time }: Session,
  credentials: Credentials,
): SigningContext {
  const timestamp = time
    .now()
    .toISOString()
    .replace(/[-:]|\.\d{3}/g, '');
  return { credentials, region, service: 'execute-api', timestamp };
}
