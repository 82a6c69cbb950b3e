import { headerOf, queryParameters, type ReceivedRequest } from '../../wire/http';
import type { AuthorizationPart, SignatureRefusal } from './refusal';

export const ALGORITHM = 'AWS4-HMAC-SHA256';
const ALGORITHM_AND_PARTS = /^\s*(\S*)\s*(.*)$/s;
const PARTS = ['Credential', 'SignedHeaders', 'Signature'];
const SEVEN_DAYS_IN_SECONDS = 604_800;

/** A signature as it was sent, taken apart but not verified. */
export interface ReceivedSignature {
  form: 'header' | 'query';
  accessKeyId: string;
  scope: { date: string; region: string; service: string; terminator: string };
  /** As sent. */
  signedHeaders: string[];
  signature: string;
  sessionToken?: string;
  /** ISO 8601 basic form, such as `20260131T120000Z`. */
  date: string;
  /** The same in milliseconds. */
  time: number;
  /** Query form only. */
  expiresInSeconds?: number;
}

/** Takes the signature of a request apart, in header or in query form, or says what is wrong. */
export function parseSignature(request: ReceivedRequest): ReceivedSignature | SignatureRefusal {
  const authorization = headerOf(request, 'authorization');
  if (authorization !== undefined) return parseAuthorizationHeader(request, authorization);
  const parameters = firstValues(queryParameters(request.query));
  const inQueryForm = parameters.has('X-Amz-Algorithm') || parameters.has('X-Amz-Signature');
  return inQueryForm ? parseQuery(parameters) : { rule: 'missing-authorization' };
}

function parseAuthorizationHeader(
  request: ReceivedRequest,
  authorization: string,
): ReceivedSignature | SignatureRefusal {
  const [, algorithm = '', rest = ''] = ALGORITHM_AND_PARTS.exec(authorization) ?? [];
  if (algorithm !== ALGORITHM && algorithm.startsWith('AWS4-')) {
    return { rule: 'unsupported-algorithm', algorithm };
  }
  const pairs = rest === '' ? [] : rest.split(',').map((pair) => pair.trim());
  if (algorithm !== ALGORITHM || pairs.some((pair) => !pair.includes('='))) {
    return { rule: 'not-key-value', authorization };
  }
  const named = pairs.map(splitAtEquals);
  const parts = new Map(named);
  const date = requestDate(request);
  const credential = parts.get('Credential');
  const signature = parts.get('Signature');
  const signedHeaders = parts.get('SignedHeaders');
  if (!credential || !signature || !signedHeaders || date === undefined) {
    const missing: [AuthorizationPart, string | undefined][] = [
      ['Credential', credential],
      ['Signature', signature],
      ['SignedHeaders', signedHeaders],
      ['Date', date],
    ];
    return {
      rule: 'missing-parts',
      missing: missing.filter(([, value]) => !value).map(([part]) => part),
      authorization,
    };
  }
  const unexpected = named.find(
    ([name], index) => !PARTS.includes(name) || named.slice(0, index).some(([n]) => n === name),
  );
  if (unexpected) return { rule: 'unexpected-part', part: unexpected[0] };
  return assemble('header', {
    credential,
    signature,
    signedHeaders,
    date,
    sessionToken: headerOf(request, 'x-amz-security-token'),
  });
}

function parseQuery(parameters: Map<string, string>): ReceivedSignature | SignatureRefusal {
  const [algorithm, credential, signature, signedHeaders, date] = QUERY_PARAMETERS.map((name) =>
    parameters.get(name),
  );
  if (!algorithm || !credential || !signature || !signedHeaders || !date) {
    return {
      rule: 'missing-parameters',
      missing: QUERY_PARAMETERS.filter((name) => !parameters.get(name)),
    };
  }
  if (algorithm !== ALGORITHM) return { rule: 'unsupported-algorithm', algorithm };
  const expires = parameters.get('X-Amz-Expires');
  if (expires !== undefined && !isLifetime(expires)) {
    return { rule: 'malformed-expires', expires };
  }
  const sessionToken = parameters.get('X-Amz-Security-Token');
  const parsed = assemble('query', { credential, signature, signedHeaders, date, sessionToken });
  if ('rule' in parsed || expires === undefined) return parsed;
  return { ...parsed, expiresInSeconds: Number(expires) };
}

function isLifetime(expires: string): boolean {
  return /^\d{1,6}$/.test(expires) && Number(expires) <= SEVEN_DAYS_IN_SECONDS;
}

/**
 * X-Amz-Expires is not among them: a signature without it lasts as long as one in the header. So
 * Postman, aws4 and aws4fetch sign.
 */
const QUERY_PARAMETERS = [
  'X-Amz-Algorithm',
  'X-Amz-Credential',
  'X-Amz-Signature',
  'X-Amz-SignedHeaders',
  'X-Amz-Date',
];

interface Parts {
  credential: string;
  signature: string;
  signedHeaders: string;
  date: string;
  sessionToken: string | undefined;
}

function assemble(form: 'header' | 'query', parts: Parts): ReceivedSignature | SignatureRefusal {
  const { credential, signature, date, sessionToken } = parts;
  const elements = credential.split('/');
  const [accessKeyId, scopeDate, region, service, terminator] = elements;
  if (elements.length !== 5 || elements.includes('')) {
    return { rule: 'malformed-credential', credential };
  }
  const time = timeOf(date);
  if (Number.isNaN(time)) return { rule: 'malformed-date', date };
  return {
    form,
    accessKeyId: accessKeyId!,
    scope: { date: scopeDate!, region: region!, service: service!, terminator: terminator! },
    signedHeaders: parts.signedHeaders.split(';'),
    signature,
    date,
    time,
    sessionToken,
  };
}

/** X-Amz-Date, or else the Date header, in ISO 8601 basic form when it can be read at all. */
function requestDate(request: ReceivedRequest): string | undefined {
  const amzDate = headerOf(request, 'x-amz-date');
  if (amzDate !== undefined) return amzDate;
  const date = headerOf(request, 'date');
  if (date === undefined || /^\d{8}T/.test(date)) return date;
  const parsed = new Date(date);
  return Number.isNaN(parsed.getTime()) ? date : basicIso8601(parsed);
}

/** A date in ISO 8601 basic form: `20260131T120000Z`. */
export function basicIso8601(date: Date): string {
  return date.toISOString().replace(/[-:]|\.\d{3}/g, '');
}

/** The time of a date in ISO 8601 basic form, in milliseconds; NaN when it is no such date. */
function timeOf(basic: string): number {
  const [, year, month, day, hour, minute, second] = BASIC_ISO_8601.exec(basic) ?? [];
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}

const BASIC_ISO_8601 = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/;

/** Of a parameter that was sent twice, the first counts; the others are part of what is signed. */
function firstValues(parameters: [string, string][]): Map<string, string> {
  return new Map([...parameters].reverse());
}

function splitAtEquals(pair: string): [string, string] {
  const equals = pair.indexOf('=');
  return [pair.slice(0, equals), pair.slice(equals + 1)];
}
