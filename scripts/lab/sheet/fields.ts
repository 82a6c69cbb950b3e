import type { SigningInput } from '../../sigv4/staged-signer/staged-signer';
import type { Header } from '../../sigv4/vectors';

/** What can be typed on the page, each as a text. */
export interface Fields {
  method: string;
  path: string;
  query: string;
  /** A line each; a line that begins with a space or a tab goes on with the one before. */
  headers: string;
  body: string;
  /** How the body is typed: what is not text is typed in base64. */
  bodyForm: 'text' | 'base64';
  region: string;
  service: string;
  timestamp: string;
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string;
  expiresIn: string;
  form: 'header' | 'query';
  normalizePath: boolean;
  signBody: boolean;
  signSessionToken: boolean;
  /** Whether the rules of S3 apply: no second encoding of the path, and a payload hash of its own. */
  s3Rules: boolean;
}

export type Field = keyof Fields;

/** What is to be signed, from what was typed. What cannot be sent is not refused: it is shown. */
export function signingInputOf(fields: Fields): SigningInput {
  const { accessKeyId, secretAccessKey, sessionToken, region, service, timestamp } = fields;
  const { normalizePath, signBody, signSessionToken, s3Rules } = fields;
  return {
    request: {
      method: fields.method,
      path: fields.path,
      query: fields.query,
      headers: headersOf(fields.headers),
      body: fields.bodyForm === 'base64' ? Buffer.from(fields.body, 'base64') : fields.body,
    },
    context: {
      credentials: {
        accessKeyId,
        secretAccessKey,
        sessionToken: sessionToken === '' ? undefined : sessionToken,
      },
      region,
      service,
      timestamp,
      expiresIn: Number(fields.expiresIn),
      options: { normalizePath, signBody, signSessionToken },
      profile: s3Rules ? 's3' : undefined,
    },
    mode: fields.form,
  };
}

/** The fields that stand for a request. */
export function fieldsOf({ request, context, mode }: SigningInput): Fields {
  const { credentials, options, expiresIn, profile, ...scope } = context;
  return {
    method: request.method,
    path: request.path,
    query: request.query,
    headers: request.headers.map(([name, value]) => `${name}: ${value}`).join('\n'),
    body:
      typeof request.body === 'string'
        ? request.body
        : Buffer.from(request.body).toString('base64'),
    bodyForm: typeof request.body === 'string' ? 'text' : 'base64',
    region: scope.region,
    service: scope.service,
    timestamp: scope.timestamp,
    accessKeyId: credentials.accessKeyId,
    secretAccessKey: credentials.secretAccessKey,
    sessionToken: credentials.sessionToken ?? '',
    expiresIn: String(expiresIn),
    form: mode,
    ...options,
    s3Rules: profile === 's3',
  };
}

/** Headers from the lines in which they are typed. */
export function headersOf(text: string): Header[] {
  return text
    .split(/\n(?![ \t])/)
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const colon = line.indexOf(':');
      return colon < 0
        ? [line, '']
        : [line.slice(0, colon), line.slice(colon + 1).replace(/^ /, '')];
    });
}
