import { withoutHeaders } from '../../sigv4/staged-signer/header-stages';
import { sha256Hex, UNSIGNED_PAYLOAD } from '../../sigv4/staged-signer/payload-stages';
import { percentDecode } from '../../sigv4/staged-signer/uri-encode';
import type { Mode, Vector, VectorContext, VectorRequest } from '../../sigv4/vectors';

/** What of a case its signature depends on. */
export interface RequestToJudge extends Pick<Vector, 'request' | 'context'> {
  mode: Mode;
}

/**
 * The request that a signer sends: the members that it tells, and for the others those of the case.
 * What signing has to add is taken out of it.
 *
 * @param told with or without what signing adds
 */
export function sentRequest(
  { request, context, mode }: RequestToJudge,
  told: Partial<VectorRequest>,
): VectorRequest {
  const body = told.body ?? request.body;
  return {
    method: told.method ?? request.method,
    path: told.path ?? request.path,
    query: told.query === undefined ? request.query : withoutAddedParameters(told.query, mode),
    headers: told.headers
      ? withoutAddedHeaders(told.headers, { context, mode, body })
      : request.headers,
    body,
  };
}

/** A date or a token that is not the case's stays, so that no signature over it is right. */
function withoutAddedHeaders(
  headers: VectorRequest['headers'],
  { context, mode, body }: Pick<RequestToJudge, 'context' | 'mode'> & Pick<VectorRequest, 'body'>,
): VectorRequest['headers'] {
  const own = withoutHeaders(headers, ['authorization']);
  if (mode === 'query') return own;
  const added: Record<string, string | undefined> = {
    'x-amz-date': context.timestamp,
    'x-amz-security-token': context.credentials.sessionToken,
    'x-amz-content-sha256': context.options.signBody ? sha256Hex(body) : unsignedPayload(context),
  };
  return own.filter(([name, value]) => added[name.toLowerCase()] !== value);
}

/** Only S3 has a text for a body that is not signed. */
function unsignedPayload({ profile }: VectorContext): string | undefined {
  return profile === 's3' ? UNSIGNED_PAYLOAD : undefined;
}

const ADDED_PARAMETERS = [
  'X-Amz-Algorithm',
  'X-Amz-Credential',
  'X-Amz-Date',
  'X-Amz-Expires',
  'X-Amz-SignedHeaders',
  'X-Amz-Security-Token',
  'X-Amz-Signature',
];

function withoutAddedParameters(query: string, mode: Mode): string {
  if (mode === 'header') return query;
  return query
    .split('&')
    .filter((text) => !ADDED_PARAMETERS.includes(percentDecode(text.split('=', 1)[0] ?? '')))
    .join('&');
}
