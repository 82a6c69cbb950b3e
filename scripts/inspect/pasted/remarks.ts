import { sha256Hex } from '../../sigv4/staged-signer/payload-stages';
import { timeOf } from '../../sigv4/timestamps';
import { headerValue, type PastedRequest, type SignedParts } from './signed-parts';

/** What is wrong with a signed request, as far as it can be seen without the secret key. */
export interface Remark {
  /** What is wrong, in a sentence. */
  cause: string;
  /** What to do, in a sentence. */
  remedy: string;
}

interface Seen extends SignedParts {
  request: PastedRequest;
  /** The parts of the credential. */
  scope: string[];
  /** The names in SignedHeaders, as they are there. */
  names: string[];
  /** The region in the host name of an API. */
  hostRegion: string | undefined;
  now: Date;
}

interface Rule {
  applies(seen: Seen): boolean;
  remark(seen: Seen): Remark;
}

const TIMESTAMP = /^\d{8}T\d{6}Z$/;
const LONGEST_EXPIRY = 604_800;
const LARGEST_SKEW_MS = 5 * 60_000;

/** Refused before anything is computed. */
const PARTS: Rule[] = [
  {
    applies: ({ algorithm }) => algorithm !== 'AWS4-HMAC-SHA256',
    remark: ({ algorithm }) => ({
      cause: `The algorithm is ${algorithm ?? 'missing'}; API Gateway accepts AWS4-HMAC-SHA256 only.`,
      remedy: 'Begin the Authorization header with AWS4-HMAC-SHA256 and a space.',
    }),
  },
  missingPart('credential', 'Credential'),
  missingPart('signature', 'Signature'),
  missingPart('signedHeaders', 'SignedHeaders'),
  {
    applies: ({ date }) => date === undefined,
    remark: () => ({
      cause: 'X-Amz-Date is missing from what you pasted.',
      remedy: 'Send it and sign it. If your request sends it, paste it too.',
    }),
  },
  {
    applies: ({ credential, scope }) => Boolean(credential) && scope.length !== 5,
    remark: ({ scope }) => ({
      cause: `The credential has ${scope.length} parts separated by slashes; it must have five.`,
      remedy: 'Write it as access key id/date/region/service/aws4_request.',
    }),
  },
  {
    applies: ({ date }) => date !== undefined && !TIMESTAMP.test(date),
    remark: ({ date }) => ({
      cause: `The timestamp ${date} is not ISO 8601 basic in UTC, with whole seconds.`,
      remedy: 'Write it as 20150830T123600Z, without dashes, colons or milliseconds.',
    }),
  },
  {
    applies: ({ names, signedHeaders }) => Boolean(signedHeaders) && !hasName(names, 'host'),
    remark: () => ({
      cause: 'The Host header is not among the signed headers.',
      remedy: 'Add Host to the headers of the request before you sign it.',
    }),
  },
];

/** Refused for who signed it, when, and for what. */
const SCOPE: Rule[] = [
  {
    applies: ({ scope, hasToken, form, request }) =>
      scope[0]?.startsWith('ASIA') === true && !hasToken && knowsHeaders(form, request),
    remark: () => ({
      cause:
        'The access key id begins with ASIA, so it is temporary, but no session token is sent.',
      remedy: 'Send the session token as X-Amz-Security-Token.',
    }),
  },
  {
    applies: ({ date, expires, form, now }) => lateBy(form, date, expires, now) > 0,
    remark: ({ date, form }) => ({
      cause:
        form === 'query'
          ? 'The URL has expired.'
          : `It was signed at ${date}, more than five minutes ago.`,
      remedy: 'Sign a new request and send it at once.',
    }),
  },
  {
    applies: ({ date, now }) => timeOf(date ?? '') - now.getTime() > LARGEST_SKEW_MS,
    remark: ({ date }) => ({
      cause: `It is signed for ${date}, more than five minutes from now.`,
      remedy: 'Set the clock, and write the time in UTC.',
    }),
  },
  {
    applies: ({ form, expires }) => form === 'query' && expires !== undefined && !isExpiry(expires),
    remark: ({ expires }) => ({
      cause: `X-Amz-Expires is ${expires}.`,
      remedy: 'Give a whole number of seconds from 1 to 604800.',
    }),
  },
  {
    applies: ({ hostRegion, scope }) =>
      hostRegion !== undefined && scope[3] !== undefined && scope[3] !== 'execute-api',
    remark: ({ scope }) => ({
      cause: `It is signed for the service ${scope[3]}, but the host belongs to execute-api.`,
      remedy: 'Sign for execute-api.',
    }),
  },
  {
    applies: ({ hostRegion, scope }) =>
      hostRegion !== undefined && scope[2] !== undefined && scope[2] !== hostRegion,
    remark: ({ hostRegion, scope }) => ({
      cause: `It is signed for the region ${scope[2]}, but the API is in ${hostRegion}.`,
      remedy: `Sign for ${hostRegion}: the region of the API, not that of the caller.`,
    }),
  },
  {
    applies: ({ scope }) => scope.length === 5 && scope[4] !== 'aws4_request',
    remark: ({ scope }) => ({
      cause: `The credential scope ends with "${scope[4]}" instead of aws4_request.`,
      remedy: 'End it with aws4_request.',
    }),
  },
  {
    applies: ({ date, scope }) =>
      date !== undefined &&
      TIMESTAMP.test(date) &&
      scope.length === 5 &&
      scope[1] !== date.slice(0, 8),
    remark: ({ date, scope }) => ({
      cause: `The credential scope has the date ${scope[1]}, but X-Amz-Date has ${date?.slice(0, 8)}.`,
      remedy: 'Read the clock once, in UTC, and use the first eight digits in the scope.',
    }),
  },
];

/** What makes the signature another one than that which API Gateway computes. */
const SIGNATURE: Rule[] = [
  {
    applies: ({ names }) => names.some((name) => name !== name.toLowerCase()),
    remark: () => ({
      cause: 'A name in SignedHeaders has capital letters.',
      remedy: 'Write the names in lower case, in the canonical request too.',
    }),
  },
  {
    applies: ({ names }) => names.join() !== [...names].sort().join(),
    remark: ({ names }) => ({
      cause: `The signed headers are not sorted: ${names.join(';')}.`,
      remedy: 'Sort the names by code point, here and in the canonical headers.',
    }),
  },
  {
    applies: ({ signedHeaders }) => signedHeaders?.includes(',') === true,
    remark: () => ({
      cause: 'The signed headers are joined by commas.',
      remedy: 'Join them by semicolons.',
    }),
  },
  {
    applies: ({ signature }) => Boolean(signature) && !/^[0-9a-f]{64}$/.test(signature!),
    remark: ({ signature }) => ({
      cause: `The signature is not 64 lower-case hexadecimal digits: ${formOf(signature!)}.`,
      remedy: 'Write the last HMAC in lower-case hex.',
    }),
  },
  {
    applies: ({ form, names, request }) =>
      knowsHeaders(form, request) && missingHeaders(names, request).length > 0,
    remark: ({ names, request }) => ({
      cause: `These headers are signed but not sent: ${missingHeaders(names, request).join(', ')}.`,
      remedy: 'Send every signed header as it was signed.',
    }),
  },
  {
    applies: ({ request }) => {
      const hash = headerValue(request.headers, 'x-amz-content-sha256');
      return (
        hash !== undefined &&
        request.body !== undefined &&
        /^[0-9a-f]{64}$/.test(hash) &&
        hash !== sha256Hex(request.body)
      );
    },
    remark: () => ({
      cause: 'X-Amz-Content-Sha256 is not the hash of the body that is sent.',
      remedy: 'Hash the bytes that are sent; do not serialize the body again after signing.',
    }),
  },
  {
    applies: ({ request }) => {
      const host = headerValue(request.headers, 'host');
      return host !== undefined && request.host !== undefined && host !== request.host;
    },
    remark: ({ request }) => ({
      cause: `The Host header is ${headerValue(request.headers, 'host')}, but the URL leads to ${request.host}.`,
      remedy: 'Sign the host that the request is sent to.',
    }),
  },
  {
    applies: ({ request }) => request.query?.includes('+') === true,
    remark: () => ({
      cause: 'The query has a raw "+", which API Gateway reads as a space.',
      remedy: 'Write %20 for a space and %2B for a plus sign.',
    }),
  },
];

const RULES = [...PARTS, ...SCOPE, ...SIGNATURE];

function missingPart(part: 'credential' | 'signedHeaders' | 'signature', name: string): Rule {
  return {
    applies: (seen) => !seen[part],
    remark: () => ({
      cause: `${name} is missing.`,
      remedy: 'Send Credential, SignedHeaders and Signature.',
    }),
  };
}

/**
 * What is wrong with a signed request, in the order in which API Gateway checks. Whether the signature
 * itself is right cannot be seen without the secret key.
 *
 * @param now the moment at which the request was received, or will be
 */
export function remarksOn(request: PastedRequest, parts: SignedParts, now: Date): Remark[] {
  const seen: Seen = {
    ...parts,
    request,
    scope: parts.credential?.split('/') ?? [],
    names: parts.signedHeaders?.split(/[;,]\s*/) ?? [],
    hostRegion: regionOfHost(request.host ?? headerValue(request.headers, 'host') ?? ''),
    now,
  };
  return RULES.filter((rule) => rule.applies(seen)).map((rule) => rule.remark(seen));
}

function regionOfHost(host: string): string | undefined {
  return /^[a-z0-9]+\.execute-api\.([a-z0-9-]+)\.amazonaws\.com(\.cn)?(:\d+)?$/i.exec(host)?.[1];
}

function hasName(names: readonly string[], name: string): boolean {
  return names.some((other) => other.toLowerCase() === name);
}

/** An Authorization header that was pasted alone says nothing about the other headers. */
function knowsHeaders(form: SignedParts['form'], request: PastedRequest): boolean {
  return form === 'query' || request.host !== undefined;
}

/** Every HTTP client sends Host by itself. */
function missingHeaders(names: readonly string[], { headers }: PastedRequest): string[] {
  return names.filter((name) => {
    const lower = name.toLowerCase();
    return lower !== 'host' && lower !== '' && headerValue(headers, lower) === undefined;
  });
}

function formOf(signature: string): string {
  if (/^[0-9A-F]{64}$/i.test(signature)) return 'it has capital letters';
  if (/^[\w+/-]{43}=?$/.test(signature)) return 'it looks like base64';
  return `it has ${signature.length} characters`;
}

function isExpiry(text: string): boolean {
  const seconds = Number(text);
  return /^\d+$/.test(text) && seconds >= 1 && seconds <= LONGEST_EXPIRY;
}

/** Milliseconds since a signature expired; negative while it is valid, NaN without a timestamp. */
function lateBy(
  form: SignedParts['form'],
  date: string | undefined,
  expires: string | undefined,
  now: Date,
): number {
  const valid = form === 'query' ? Number(expires ?? 0) * 1000 : LARGEST_SKEW_MS;
  return now.getTime() - timeOf(date ?? '') - valid;
}
