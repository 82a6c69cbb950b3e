import { hash } from 'node:crypto';
import aws4 from 'aws4';
import { version } from 'aws4/package.json';
import type { Figures, Header, Mode, VectorContext, VectorRequest } from '../vectors';
import { joinedHeaders } from './joined-headers';
import { type ReferenceSigner, Unsupported } from './reference-signer';

/** The signer that most Node.js projects outside the SDK use. */
export const aws4Signer: ReferenceSigner = { name: `aws4 ${version}`, sign };

/** With any of these in it, aws4 encodes the path before it signs and sends it. */
const REWRITTEN_IN_PATH = /[^0-9A-Za-z;,/?:@&=+$\-_.!~*'()#%]/;

/** The part of aws4's RequestSigner that its type declarations leave out. */
interface RequestSigner {
  datetime: string;
  canonicalString(): string;
  stringToSign(): string;
  signature(): string;
}

const { RequestSigner } = aws4 as unknown as {
  RequestSigner: new (request: object, credentials: object) => RequestSigner;
};

async function sign(request: VectorRequest, context: VectorContext, mode: Mode): Promise<Figures> {
  const { options, credentials, profile } = context;
  if (!options.normalizePath && profile !== 's3')
    throw new Unsupported('aws4 normalizes every path');
  if (mode === 'header' && request.headers.some(([name]) => /^x-amz-date$/i.test(name))) {
    throw new Unsupported('aws4 signs with the time of an X-Amz-Date that it finds');
  }
  if (REWRITTEN_IN_PATH.test(request.path)) throw new Unsupported('aws4 sends another path');
  const body = options.signBody ? request.body : '';
  const signer = new RequestSigner(
    {
      method: request.method,
      path: pathAndQuery(request, context, mode),
      headers: joinedHeaders([...request.headers, ...addedHeaders(context, mode, body)]),
      body: typeof body === 'string' ? body : Buffer.from(body),
      service: context.service,
      region: context.region,
      signQuery: mode === 'query',
      // Or it adds a Content-Type and a Content-Length of its own to every body.
      doNotModifyHeaders: true,
    },
    options.signSessionToken ? credentials : { ...credentials, sessionToken: undefined },
  );
  signer.datetime = context.timestamp;
  return {
    canonicalRequest: signer.canonicalString(),
    stringToSign: signer.stringToSign(),
    signature: signer.signature(),
  };
}

/** In query form aws4 wants the date and the expiry among the parameters. */
function pathAndQuery(request: VectorRequest, context: VectorContext, mode: Mode): string {
  const own = request.query === '' ? [] : [request.query];
  const added =
    mode === 'query'
      ? [`X-Amz-Date=${context.timestamp}`, `X-Amz-Expires=${context.expiresIn}`]
      : [];
  const query = [...own, ...added].join('&');
  return query === '' ? request.path : `${request.path}?${query}`;
}

/** In header form the caller adds what is to be signed besides its own headers. */
function addedHeaders(
  { credentials, options, timestamp, profile }: VectorContext,
  mode: Mode,
  body: string | Uint8Array,
): Header[] {
  if (mode === 'query') return [];
  const added: Header[] = [['X-Amz-Date', timestamp]];
  if (credentials.sessionToken && options.signSessionToken) {
    added.push(['X-Amz-Security-Token', credentials.sessionToken]);
  }
  if (options.signBody) added.push(['x-amz-content-sha256', hash('sha256', body, 'hex')]);
  else if (profile === 's3') added.push(['x-amz-content-sha256', 'UNSIGNED-PAYLOAD']);
  return added;
}
