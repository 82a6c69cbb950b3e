import type { VectorContext, VectorRequest } from './vectors';

/** What a vector is about: a report says by flag what a signer gets wrong. */
export type VectorFlag = keyof typeof FLAGS;

interface Flagged {
  request: VectorRequest;
  context: VectorContext;
}

const onPath = (pattern: RegExp) => (one: Flagged) => pattern.test(one.request.path);
const onQuery = (pattern: RegExp) => (one: Flagged) => pattern.test(one.request.query);
const onHeader = (pattern: RegExp) => (one: Flagged) =>
  one.request.headers.some(([, value]) => pattern.test(value));

const lowerCaseNames = ({ request }: Flagged) =>
  request.headers.map(([name]) => name.toLowerCase());
const parameterNames = ({ request }: Flagged) =>
  request.query.split('&').map((parameter) => parameter.split('=')[0]);
const repeats = (names: readonly unknown[]) => new Set(names).size < names.length;

/** Each flag, by what a request has that carries it; so a checkout of the suite has flags as well. */
const FLAGS = {
  'path-encoding': onPath(/[^A-Za-z0-9\-._~/]/),
  'path-normalization': onPath(/^$|\/\/|\/\.{1,2}(\/|$)/),
  /** Only S3 leaves a path as it is. */
  's3-only': ({ context }: Flagged) => !context.options.normalizePath,
  'query-encoding': onQuery(/[^A-Za-z0-9\-._~&=]/),
  'query-order': onQuery(/&/),
  'duplicate-parameter': (one: Flagged) => one.request.query !== '' && repeats(parameterNames(one)),
  'empty-parameter': onQuery(/(^|&)[^=&]+=?(&|$)/),
  'header-order': ({ request }: Flagged) => request.headers.length > 1,
  'header-white-space': onHeader(/^\s|\s$|\s\s|[\t\n]/),
  'duplicate-header': (one: Flagged) => repeats(lowerCaseNames(one)),
  'unsigned-header': (one: Flagged) =>
    lowerCaseNames(one).some((name) => /^(expect|user-agent|x-amzn-trace-id)$/.test(name)),
  /** A header over several lines, which HTTP has given up. */
  legacy: onHeader(/\n/),
  body: ({ request }: Flagged) => request.body.length > 0,
  'unsigned-body': ({ request, context }: Flagged) =>
    request.body.length > 0 && !context.options.signBody,
  'session-token': ({ context }: Flagged) => context.credentials.sessionToken !== undefined,
  'unsigned-token': ({ context }: Flagged) =>
    context.credentials.sessionToken !== undefined && !context.options.signSessionToken,
  lifetime: ({ context }: Flagged) => context.expiresIn !== 3600,
  scope: ({ context }: Flagged) =>
    `${context.region}/${context.service}` !== 'us-east-1/service' ||
    !context.timestamp.startsWith('20150830'),
  'secret-key': ({ context }: Flagged) =>
    context.credentials.secretAccessKey !== 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
} satisfies Record<string, (one: Flagged) => boolean>;

/** All flags, in the order of the stages. */
export const VECTOR_FLAGS = Object.keys(FLAGS) as VectorFlag[];

/**
 * The flags of a vector.
 *
 * @returns in the order of the stages; `plain` for a request that has none of what flags are about
 */
export function flagsOf(one: Flagged): (VectorFlag | 'plain')[] {
  const flags = VECTOR_FLAGS.filter((flag) => FLAGS[flag](one));
  return flags.length === 0 ? ['plain'] : flags;
}
