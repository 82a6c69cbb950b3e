import { SPECIFICATION, type SpecificationSection } from '../../sigv4/mistakes/specification';
import type { Field } from './fields';
import type { SheetStage } from './figures';

/** Where a part comes from: the fields that go into it, the rule, and where to read on. */
export interface PartSource {
  fields: readonly Field[];
  rule: string;
  specification: SpecificationSection;
  /** The step that teaches it. */
  step: string;
}

const canonicalRequest = {
  specification: SPECIFICATION.canonicalRequest,
  step: '04-canonical-request',
};
const stringToSign = { specification: SPECIFICATION.stringToSign, step: '05-string-to-sign' };
const signingKey = { specification: SPECIFICATION.signingKey, step: '06-signing-key' };
const signature = { specification: SPECIFICATION.signature, step: '06-signing-key' };
const sentInHeaders = { specification: SPECIFICATION.elements, step: '07-sign-request' };
const sentInQuery = { specification: SPECIFICATION.queryForm, step: '08-presign-url' };

const SCOPE = ['timestamp', 'region', 'service'] as const;
const REQUEST = ['method', 'path', 'query', 'headers', 'body'] as const;
const EVERYTHING = [...REQUEST, ...SCOPE, 'secretAccessKey', 'sessionToken'] as const;

const SOURCES: Record<SheetStage, Record<string, PartSource>> = {
  'canonical-request': {
    method: { ...canonicalRequest, fields: ['method'], rule: 'The HTTP method, in capitals.' },
    'canonical-uri': {
      ...canonicalRequest,
      fields: ['path', 'normalizePath'],
      rule:
        'The path of the request line, percent-encoded once more; its slashes stay. ' +
        'Every service but S3 first resolves ".", ".." and empty segments. An empty path is "/".',
    },
    'canonical-query': {
      ...canonicalRequest,
      fields: ['query', 'form'],
      rule:
        'Each name and value encoded exactly once, sorted by name and then by value, by code point. ' +
        'A parameter without a value keeps its "=". In query form, the parameters that signing adds ' +
        'are among them, except X-Amz-Signature.',
    },
    'canonical-headers': {
      ...canonicalRequest,
      fields: ['headers', 'timestamp', 'sessionToken', 'body'],
      rule:
        'Names in lower case, values trimmed and with single spaces, a colon between them without a ' +
        'space, sorted by name. A repeated header is written once, its values joined by commas. ' +
        'Each line ends with a newline.',
    },
    'blank-line': {
      ...canonicalRequest,
      fields: [],
      rule:
        'Each header line ends with a newline; the newline that separates the parts comes after it, ' +
        'and so leaves an empty line.',
    },
    'signed-headers': {
      ...canonicalRequest,
      fields: ['headers', 'sessionToken', 'form'],
      rule: 'The names of the canonical headers, in the same order, joined by semicolons.',
    },
    'payload-hash': {
      ...canonicalRequest,
      fields: ['body', 'signBody'],
      rule:
        'SHA-256 of the bytes of the body, in lower-case hex. An empty body has a hash too, the one ' +
        'that begins with e3b0c442.',
    },
  },
  'string-to-sign': {
    algorithm: { ...stringToSign, fields: [], rule: 'The one algorithm: AWS4-HMAC-SHA256.' },
    timestamp: {
      ...stringToSign,
      fields: ['timestamp'],
      rule: 'The moment of signing in UTC, ISO 8601 basic: the same text as in X-Amz-Date.',
    },
    'credential-scope': {
      ...stringToSign,
      fields: SCOPE,
      rule: 'Date, region, service and "aws4_request", joined by slashes.',
    },
    'canonical-request-hash': {
      ...stringToSign,
      fields: [...REQUEST, 'timestamp', 'sessionToken'],
      rule: 'SHA-256 of the canonical request above, in lower-case hex.',
    },
  },
  'signing-key': {
    'signing-key': {
      ...signingKey,
      fields: ['secretAccessKey', ...SCOPE],
      rule:
        'A chain of four HMACs. The first is keyed with "AWS4" and the secret key, each further one ' +
        'with the bytes (not the hex) of the one before.',
    },
  },
  signature: {
    signature: {
      ...signature,
      fields: EVERYTHING,
      rule: 'HMAC-SHA256 of the string to sign, keyed with the signing key, in lower-case hex.',
    },
  },
  sent: {
    algorithm: { ...sentInHeaders, fields: [], rule: 'The algorithm, and a space.' },
    credential: {
      ...sentInHeaders,
      fields: ['accessKeyId', ...SCOPE],
      rule: 'The access key id, a slash, and the credential scope.',
    },
    signedheaders: {
      ...sentInHeaders,
      fields: ['headers', 'sessionToken'],
      rule: 'The signed headers, the same text as in the canonical request.',
    },
    signature: {
      ...sentInHeaders,
      fields: EVERYTHING,
      rule: 'The signature: 64 hexadecimal digits.',
    },
    'x-amz-date': {
      ...sentInHeaders,
      fields: ['timestamp'],
      rule: 'The timestamp. It is signed, so it is among the canonical headers.',
    },
    'x-amz-security-token': {
      ...sentInHeaders,
      fields: ['sessionToken', 'signSessionToken'],
      rule: 'The session token that comes with temporary credentials.',
    },
    'x-amz-content-sha256': {
      ...sentInHeaders,
      fields: ['body', 'signBody'],
      rule: 'The payload hash. S3 requires this header; API Gateway accepts it.',
    },
    'x-amz-algorithm': { ...sentInQuery, fields: [], rule: 'The algorithm.' },
    'x-amz-credential': {
      ...sentInQuery,
      fields: ['accessKeyId', ...SCOPE],
      rule: 'The access key id and the credential scope, with "%2F" for each slash.',
    },
    'x-amz-signedheaders': {
      ...sentInQuery,
      fields: ['headers'],
      rule: 'The signed headers, with "%3B" for each semicolon.',
    },
    'x-amz-expires': {
      ...sentInQuery,
      fields: ['expiresIn'],
      rule: 'For how many seconds the URL is valid: 1 to 604,800.',
    },
    'x-amz-signature': {
      ...sentInQuery,
      fields: EVERYTHING,
      rule: 'The signature. It is added last, and is the one parameter that is not signed.',
    },
  },
};

/** Where a part of a stage comes from; undefined for a part that no right signer has. */
export function sourceOf(stage: SheetStage, part: string): PartSource | undefined {
  return SOURCES[stage][part];
}
