import type { CacheName, CacheNamePart, KeyStages } from '../staged-signer/key-stages';
import type { Stages } from '../staged-signer/staged-signer';
import { AWS_ANSWERS } from './aws-answers';
import type { Mistake, Variant } from './mistake';
import { SPECIFICATION } from './specification';

const common = {
  specification: SPECIFICATION.signingKey,
  awsAnswers: AWS_ANSWERS.mismatch,
} as const;

const RULE_CACHE =
  'A signing key is valid for one secret key, date, region and service; a cache must file it under all four ("Derive a signing key").';
const CODE_CACHE = 'cache[join([secret, date, region, service], "\\n")] ??= deriveKey(…)';

const ignoring = (stages: Stages, ...parts: CacheNamePart[]): Partial<Stages> => ({
  cacheName: {
    ...stages.cacheName,
    ...Object.fromEntries(parts.map((part) => [part, () => ''])),
  },
});

function cacheIgnoring(...parts: CacheNamePart[]): Variant[] {
  return [
    {
      name: `${parts.join(' and ')} left out`,
      replace: (stages) => ignoring(stages, ...parts),
    },
    {
      name: `${parts.join(' and ')} left out, a single key remembered`,
      replace: (stages) => ({ ...ignoring(stages, ...parts), cachedContext: lastKeyOnly }),
    },
  ];
}

/** A part of the name is another text than it should be. */
function cacheFiling(names: Record<string, Partial<CacheName>>): Variant[] {
  return Object.entries(names).map(([name, parts]) => ({
    name,
    replace: (stages) => ({ cacheName: { ...stages.cacheName, ...parts } }),
  }));
}

/** A cache that holds one key, the latest that was derived. */
const lastKeyOnly: KeyStages['cachedContext'] = (context, earlier, same) =>
  [...earlier, context].reduce((held, next) => (same(held, next) ? held : next));

/** Mistakes of a cache of signing keys. */
export const KEY_CACHE_MISTAKES: Mistake[] = [
  {
    ...common,
    id: 'key-cache-ignores-date',
    title: 'A cached signing key outlives its day',
    why: 'Yesterday’s key is not valid today: a long-running process starts to fail at midnight UTC.',
    fix: 'Store cached keys under the date as well.',
    frequency: 2,
    hints: [
      'Does a request fail only if another one was signed before it?',
      RULE_CACHE,
      CODE_CACHE,
    ],
    variants: [
      ...cacheIgnoring('date'),
      ...cacheFiling({
        'the day without its year': { date: ({ timestamp }) => timestamp.slice(4, 8) },
        'the day of the month alone': { date: ({ timestamp }) => timestamp.slice(6, 8) },
      }),
    ],
  },
  {
    ...common,
    id: 'key-cache-ignores-scope',
    title: 'A cached signing key is used for another region or service',
    why: 'A key is valid for one region and one service; a signer that is used for two of them mixes them up.',
    fix: 'Store cached keys under region and service as well.',
    frequency: 2,
    hints: [
      'Does a request to a second region or service fail after one to the first?',
      RULE_CACHE,
      CODE_CACHE,
    ],
    variants: [
      ...cacheIgnoring('region', 'service'),
      ...cacheIgnoring('region'),
      ...cacheIgnoring('service'),
      {
        name: 'the parts of the name run together',
        replace: () => ({ joinCacheName: (parts) => parts.join('') }),
      },
    ],
  },
  {
    ...common,
    id: 'key-cache-ignores-secret',
    title: 'A cached signing key outlives its secret key',
    why: 'Temporary credentials are renewed; the cached key of the old secret still signs.',
    fix: 'Store cached keys under the secret key itself as well.',
    frequency: 2,
    hints: ['Does it fail once the credentials have changed?', RULE_CACHE, CODE_CACHE],
    variants: [
      ...cacheIgnoring('secret'),
      ...cacheFiling({
        'the access key id in place of the secret key': {
          secret: ({ credentials }) => credentials.accessKeyId,
        },
        'the first 8 characters of the secret key': {
          secret: ({ credentials }) => credentials.secretAccessKey.slice(0, 8),
        },
      }),
    ],
  },
  {
    ...common,
    id: 'key-cache-ignores-all',
    title: 'The signing key is derived once, for all requests',
    why: 'A key is valid for one secret key, date, region and service; this one never changes.',
    fix: 'Derive the key for each request, or store cached keys under everything that they depend on.',
    frequency: 2,
    hints: ['Does the first request always pass, whichever it is?', RULE_CACHE, CODE_CACHE],
    variants: [
      {
        name: 'one key for ever',
        replace: (stages) => ignoring(stages, 'secret', 'date', 'region', 'service'),
      },
      {
        name: 'one key for each secret key',
        replace: (stages) => ignoring(stages, 'date', 'region', 'service'),
      },
    ],
  },
];
