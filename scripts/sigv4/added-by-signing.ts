import { uriEncode } from './staged-signer/uri-encode';
import type { Figures, Header, Vector, VectorContext } from './vectors';

const ALGORITHM = 'AWS4-HMAC-SHA256';

/**
 * What signing adds to a request, in the order of the official suite: headers in header form, a
 * query string in query form.
 */
export function addedBySigning({
  context,
  figures,
}: Pick<Vector, 'context' | 'figures'>): Vector['added'] {
  return {
    header: addedHeaders(context, figures.header),
    query: addedQuery(context, figures.query),
  };
}

function addedHeaders(context: VectorContext, figures: Figures): Header[] {
  const { credentials, options, timestamp, profile } = context;
  const token: Header[] = credentials.sessionToken
    ? [['X-Amz-Security-Token', credentials.sessionToken]]
    : [];
  const contentHash: Header[] =
    options.signBody || profile === 's3' ? [['x-amz-content-sha256', payloadHash(figures)]] : [];
  const authorization =
    `${ALGORITHM} Credential=${credentialOf(context)}, ` +
    `SignedHeaders=${signedHeaders(figures)}, Signature=${figures.signature}`;
  return [...token, ['X-Amz-Date', timestamp], ...contentHash, ['Authorization', authorization]];
}

function addedQuery(context: VectorContext, figures: Figures): string {
  const { sessionToken } = context.credentials;
  const parameters = [
    ['X-Amz-Algorithm', ALGORITHM],
    ['X-Amz-Credential', credentialOf(context)],
    ['X-Amz-Date', context.timestamp],
    ['X-Amz-SignedHeaders', signedHeaders(figures)],
    ['X-Amz-Expires', String(context.expiresIn)],
    ...(sessionToken ? [['X-Amz-Security-Token', sessionToken]] : []),
    ['X-Amz-Signature', figures.signature],
  ];
  return parameters.map(([name, value = '']) => `${name}=${uriEncode(value)}`).join('&');
}

function credentialOf({ credentials, timestamp, region, service }: VectorContext): string {
  return [credentials.accessKeyId, timestamp.slice(0, 8), region, service, 'aws4_request'].join(
    '/',
  );
}

/** The last line but one of the canonical request. */
function signedHeaders({ canonicalRequest }: Figures): string {
  return canonicalRequest.split('\n').at(-2) ?? '';
}

/** The last line of the canonical request. */
function payloadHash({ canonicalRequest }: Figures): string {
  return canonicalRequest.split('\n').at(-1) ?? '';
}
