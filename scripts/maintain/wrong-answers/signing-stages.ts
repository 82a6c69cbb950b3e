import type { WrongAnswer } from './wrong-answer';

/** Wrong answers to step 05. */
export const STRING_TO_SIGN: WrongAnswer[] = [
  {
    mistake: 'the scope without its end',
    heading: 'credentialScope',
    text: /\/\$\{TERMINATOR\}/,
    replacement: '',
    told: /credential scope[\s\S]*The mistake: /,
  },
];

/** Wrong answers to step 06. */
export const SIGNING_KEY: WrongAnswer[] = [
  {
    mistake: 'no cache',
    alone: true,
    heading: 'signingKey derives a key once',
    text: 'cache.set(name, key);',
    replacement: '',
    told: /The second call has made the key anew/,
  },
  {
    mistake: 'a cache without an end',
    heading: 'signingKey does not remember every key',
    text: 'if (cache.size === CACHE_SIZE) cache.clear();',
    replacement: '',
    told: /the first one is still remembered[\s\S]*CACHE_SIZE/,
  },
];

/** Wrong answers to step 07. */
export const SIGN_REQUEST: WrongAnswer[] = [
  {
    mistake: 'the token neither sent nor signed',
    alone: true,
    heading: 'signRequest',
    text: "sessionToken ? [['X-Amz-Security-Token', sessionToken]] : []",
    replacement: '[]',
    told: /Missing among the headers that signing adds: x-amz-security-token\.\n.*send it(?![\s\S]*The mistake)/,
  },
  {
    mistake: 'the token signed, and not sent',
    alone: true,
    heading: 'signRequest',
    text: '[...ownHeaders, ...token, date',
    replacement: '[...ownHeaders, date',
    told: /Missing among the headers that signing adds: x-amz-security-token\./,
  },
  {
    mistake: 'the token sent, and not signed',
    alone: true,
    heading: 'signRequest',
    text: '[...ownHeaders, ...signedToken, date',
    replacement: '[...ownHeaders, date',
    told: /The mistake: token-never-signed/,
  },
  {
    mistake: 'input that is not looked at',
    heading: 'signRequest refuses',
    text: '  assertSigningInput(request, context);\n',
    replacement: '',
    told: /It must refuse a request without Host, and has signed it\.\n.*assertSigningInput/,
  },
  {
    mistake: 'no defaults',
    alone: true,
    heading: 'signRequest signs body',
    text: '{ ...DEFAULT_OPTIONS, ...context.options }',
    replacement:
      '{ normalizePath: false, signBody: false, signSessionToken: false, ...context.options }',
    told: /SignedHeaders must be\nhost;[\s\S]*and is\nhost;x-amz-date\n.*DEFAULT_OPTIONS/,
  },
  {
    mistake: 'the request itself changed',
    alone: true,
    heading: 'signRequest does not change',
    text: 'return { ...request, headers: [...ownHeaders, ...token, date, ...contentHash, authorization] };',
    replacement:
      'request.headers = [...ownHeaders, ...token, date, ...contentHash, authorization];\n  return request;',
    told: /signRequest has changed the request that it was given: return a copy/,
  },
];

/** Wrong answers to step 08. */
export const PRESIGN_URL: WrongAnswer[] = [
  {
    mistake: "the request's own parameters lost",
    heading: 'presignQuery',
    text: 'return [...own, ...parameters',
    replacement: 'return [...parameters',
    told: /The request's own parameters are missing.*must begin with \S+=\S*&\nIt begins with X-Amz-Algorithm/,
  },
  {
    mistake: 'the token lost',
    alone: true,
    heading: 'presignQuery',
    text: '...parameters, ...token, ...proof',
    replacement: '...parameters, ...proof',
    told: /Missing among the query parameters that signing adds: X-Amz-Security-Token\./,
  },
];
