/** One header as it is sent: its name and its value. */
export type Header = [name: string, value: string];

/** An HTTP request as a plain value, before or after it is signed. */
export interface HttpRequest {
  method: string;
  /** As in the request line, up to the `?`. */
  path: string;
  /** As in the request line, without the `?`; empty if there is no query. */
  query: string;
  /** In the order in which they are sent, including repeated ones. `Host` is required. */
  headers: Header[];
  /** Text (sent as UTF-8) or bytes; empty if there is no body. */
  body: string | Uint8Array;
}

export interface Credentials {
  accessKeyId: string;
  secretAccessKey: string;
  /** Part of temporary credentials, such as those of a role. */
  sessionToken?: string;
}

export interface SigningOptions {
  /** Resolve `.`, `..` and empty segments of the path. Every service except S3 does. */
  normalizePath: boolean;
  /** Sign the body's hash. If not, the hash of an empty body is signed instead. */
  signBody: boolean;
  /** Sign the session token. If not, it is sent but not signed. */
  signSessionToken: boolean;
}

/** Everything that the signature depends on, besides the request. */
export interface SigningContext {
  credentials: Credentials;
  region: string;
  service: string;
  /** ISO 8601 basic, in UTC: `20150830T123600Z`. */
  timestamp: string;
  /** For how many seconds a presigned URL is valid: 1 to 604,800. */
  expiresIn?: number;
  options?: Partial<SigningOptions>;
}

/** What API Gateway expects. */
export const DEFAULT_OPTIONS: SigningOptions = {
  normalizePath: true,
  signBody: true,
  signSessionToken: true,
};

/** Seven days, in seconds: the longest validity of a presigned URL. */
const MAX_EXPIRES_IN = 604_800;

// A line break is allowed only in a folded value: before a space or a tab.
const FORBIDDEN_IN_VALUE = /\r?\n(?![ \t])|(?!\r?\n|\t)\p{Cc}/u;
const FORBIDDEN_IN_NAME = /[^!#$%&'*+\-.^_`|~0-9A-Za-z]/;
const FORBIDDEN_IN_TARGET = /\p{Cc}/u;
const MALFORMED_ESCAPE = /%(?![0-9A-Fa-f]{2})/;
const TIMESTAMP = /^(\d{4})(0[1-9]|1[0-2])(\d\d)T([01]\d|2[0-3])[0-5]\d[0-5]\dZ$/;

/**
 * Refuses input that cannot be signed as it is, before anything is signed.
 *
 * @throws TypeError that says what is wrong and where; it never contains the secret key or the
 *   session token
 */
export function assertSigningInput(request: HttpRequest, context: SigningContext): void {
  assertMethod(request.method);
  assertTarget('path', request.path);
  assertTarget('query', request.query);
  assertQueryIsUtf8(request.query);
  assertHeaders(request.headers);
  if (typeof request.body === 'string') assertWellFormed('body', request.body);
  assertContext(context);
}

function assertMethod(method: string): void {
  if (FORBIDDEN_IN_NAME.test(method) || method === '') {
    refuse(`method ${JSON.stringify(method)} is not an HTTP method`);
  }
}

function assertTarget(part: 'path' | 'query', text: string): void {
  assertWellFormed(part, text);
  refuseAt(part, text, FORBIDDEN_IN_TARGET, 'a control character');
  refuseAt(part, text, MALFORMED_ESCAPE, 'a % without two hexadecimal digits after it');
}

function assertQueryIsUtf8(query: string): void {
  if (!query.includes('%')) return;
  try {
    decodeURIComponent(query);
  } catch {
    refuse(`query "${query}" has %-escapes that are not UTF-8`);
  }
}

function assertHeaders(headers: Header[]): void {
  for (const [name, value] of headers) {
    if (name === '') refuse('a header has no name');
    refuseAt(
      'header name',
      name,
      FORBIDDEN_IN_NAME,
      'a character that is not allowed in header names',
    );
    assertWellFormed(`header ${name}`, value);
    refuseAt(`header ${name}`, value, FORBIDDEN_IN_VALUE, 'a control character');
  }
  const hosts = headers.filter(([name]) => name.toLowerCase() === 'host');
  if (hosts.length !== 1) {
    refuse(`headers must contain exactly one Host, the name of the server; found ${hosts.length}`);
  }
  if (hosts[0]?.[1].trim() === '') refuse('header Host is empty');
}

function assertContext({
  credentials,
  region,
  service,
  timestamp,
  expiresIn,
}: SigningContext): void {
  if (!credentials?.accessKeyId) refuse('credentials.accessKeyId is missing');
  if (!credentials.secretAccessKey) refuse('credentials.secretAccessKey is missing');
  if (credentials.sessionToken === '')
    refuse('credentials.sessionToken is empty; leave it out instead');
  if (!region) refuse('region is missing');
  if (!service) refuse('service is missing');
  if (!isTimestamp(timestamp)) {
    refuse(`timestamp ${JSON.stringify(timestamp)} is not a UTC time such as 20150830T123600Z`);
  }
  if (expiresIn === undefined) return;
  if (!Number.isInteger(expiresIn) || expiresIn < 1 || expiresIn > MAX_EXPIRES_IN) {
    refuse(
      `expiresIn is ${expiresIn}; it must be a whole number of seconds from 1 to ${MAX_EXPIRES_IN}`,
    );
  }
}

function isTimestamp(timestamp: string): boolean {
  const [, year, month, day] = TIMESTAMP.exec(timestamp) ?? [];
  // Day 0 of the next month is the last day of this one.
  const lastDay = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  return Number(day) >= 1 && Number(day) <= lastDay;
}

function assertWellFormed(part: string, text: string): void {
  if (!text.isWellFormed()) refuseAt(part, text, /\p{Surrogate}/u, 'an unpaired surrogate');
}

function refuseAt(part: string, text: string, forbidden: RegExp, what: string): void {
  const position = text.search(forbidden);
  if (position >= 0) refuse(`${part} has ${what} at position ${position}`);
}

function refuse(reason: string): never {
  throw new TypeError(`Cannot sign this request: ${reason}.`);
}
