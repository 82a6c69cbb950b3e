import type { AnsweredCase } from './answered-case';
import type { Evidence } from './evidence';

/** Something that a case can have and another can lack. */
interface Feature {
  /** Completes "It …" and "no case that passes …": has a body, is signed in query form. */
  text: string;
  has(one: AnsweredCase): boolean;
}

const headerNames = ({ vector }: AnsweredCase) =>
  vector.request.headers.map(([name]) => name.toLowerCase());

const onTarget = (pattern: RegExp) => (one: AnsweredCase) =>
  pattern.test(`${one.vector.request.path}?${one.vector.request.query}`);

const onPath = (pattern: RegExp) => (one: AnsweredCase) => pattern.test(one.vector.request.path);
const onQuery = (pattern: RegExp) => (one: AnsweredCase) => pattern.test(one.vector.request.query);
const onHeader = (pattern: RegExp) => (one: AnsweredCase) =>
  one.vector.request.headers.some(([, value]) => pattern.test(value));

const FEATURES: readonly Feature[] = [
  { text: 'is signed in query form', has: ({ mode }) => mode === 'query' },
  { text: 'is signed in header form', has: ({ mode }) => mode === 'header' },
  { text: 'has a body', has: ({ vector }) => vector.request.body.length > 0 },
  { text: 'has a signed body', has: ({ vector }) => vector.context.options.signBody },
  {
    text: 'has a body that is not text',
    has: ({ vector }) => typeof vector.request.body !== 'string',
  },
  {
    text: 'has a session token',
    has: ({ vector }) => vector.context.credentials.sessionToken !== undefined,
  },
  {
    text: 'has a session token that is not to be signed',
    has: ({ vector }) =>
      vector.context.credentials.sessionToken !== undefined &&
      !vector.context.options.signSessionToken,
  },
  {
    text: 'has a path that must not be normalized',
    has: ({ vector }) => !vector.context.options.normalizePath,
  },
  { text: 'has a path other than /', has: ({ vector }) => vector.request.path !== '/' },
  { text: 'has a dot or an empty segment in its path', has: onPath(/\/\.{0,2}(\/|$)./) },
  { text: 'has a percent escape in its path', has: onPath(/%/) },
  { text: 'has a space in its path', has: onPath(/ /) },
  { text: 'has a slash at the end of its path', has: onPath(/.\/$/) },
  { text: 'has a query string', has: onQuery(/./) },
  { text: 'has several query parameters', has: onQuery(/&/) },
  { text: 'has a percent escape in its query', has: onQuery(/%/) },
  { text: 'has a query parameter without a value', has: onQuery(/(^|&)[^=&]+=?(&|$)/) },
  { text: 'has a character beyond ASCII in its target', has: onTarget(/[^\0-\x7f]/) },
  { text: "has one of ! ' ( ) * in its target", has: onTarget(/[!'()*]/) },
  { text: 'has other headers than Host', has: (one) => headerNames(one).length > 1 },
  {
    text: 'has a repeated header',
    has: (one) => new Set(headerNames(one)).size < headerNames(one).length,
  },
  { text: 'has a header with spaces around or in a row', has: onHeader(/^\s|\s$|\s\s/) },
  { text: 'has a folded header', has: onHeader(/\n/) },
  {
    text: 'has a header that must not be signed',
    has: (one) =>
      headerNames(one).some((name) =>
        /^(connection|expect|user-agent|x-amzn-trace-id)$/.test(name),
      ),
  },
  { text: 'is a POST', has: ({ vector }) => vector.request.method === 'POST' },
  {
    text: 'asks for a lifetime other than an hour',
    has: ({ vector }) => vector.context.expiresIn !== 3600,
  },
];

/**
 * What sets a failed case apart.
 *
 * @returns what it has and no passed case has; if nothing, what all failed cases have in common and
 *   not all passed ones
 */
export function setsApart(
  one: AnsweredCase,
  failed: readonly Evidence[],
  passed: readonly Evidence[],
): string[] {
  if (passed.length === 0) return [];
  const own = FEATURES.filter(({ has }) => has(one));
  const unique = own.filter(({ has }) => !passed.some((other) => has(other.case)));
  const common = own.filter(
    ({ has }) =>
      failed.every((other) => has(other.case)) && !passed.every((other) => has(other.case)),
  );
  return (unique.length > 0 ? unique : common).map(({ text }) => text);
}
