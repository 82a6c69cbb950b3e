import type { Stages } from '../staged-signer/staged-signer';
import { AWS_ANSWERS } from './aws-answers';
import type { Mistake } from './mistake';
import { SPECIFICATION } from './specification';

const common = {
  specification: SPECIFICATION.queryForm,
  awsAnswers: AWS_ANSWERS.mismatch,
} as const;

const LIFETIMES = [3600, 900, 300, 60, 86400, 604800, 1800, 600, 120];

const withoutParameters = (stages: Stages, pattern: RegExp): Partial<Stages> => ({
  addedParameters: (values) =>
    stages.addedParameters(values).filter(([name]) => !pattern.test(name)),
});

/** Since 1970. */
function secondsOf(timestamp: string): number {
  const date = timestamp.replace(/^(....)(..)(..T..)(..)(..Z)$/, '$1-$2-$3:$4:$5');
  return Date.parse(date) / 1000;
}

/** Mistakes of presigned URLs. */
export const QUERY_FORM_MISTAKES: Mistake[] = [
  {
    ...common,
    id: 'expires-ignored',
    title: 'The signed lifetime is not the requested one',
    why: 'X-Amz-Expires is a signed parameter: with a fixed or missing number, the signed URL is not the one that is sent.',
    fix: 'Put the lifetime that the caller requests, in seconds, into X-Amz-Expires before signing.',
    frequency: 3,
    hints: [
      'Request a URL that is valid for one minute. What is your X-Amz-Expires?',
      'X-Amz-Expires contains the lifetime in seconds, from 1 to 604800, and is part of the canonical query string ("Authentication methods", query string).',
      'parameters["X-Amz-Expires"] = toString(expiresIn); then build the canonical query string',
    ],
    variants: [
      ...LIFETIMES.map((seconds) => ({
        name: `always ${seconds} seconds`,
        replace: () => ({ expiresIn: () => seconds }),
      })),
      {
        name: 'X-Amz-Expires not signed',
        replace: (stages) => withoutParameters(stages, /^X-Amz-Expires$/),
      },
    ],
  },
  {
    ...common,
    id: 'expires-wrong-unit',
    title: 'The lifetime is not in seconds',
    why: 'X-Amz-Expires is a number of seconds. AWS refuses a lifetime of more than a week, and computes the signature over the number that it receives.',
    fix: 'Convert the lifetime to seconds before you put it into X-Amz-Expires.',
    frequency: 2,
    hints: [
      'Ask for a URL that lives an hour. What does your X-Amz-Expires say?',
      'X-Amz-Expires holds the lifetime in seconds, from 1 to 604800 ("Authentication methods", query string).',
      'parameters["X-Amz-Expires"] = toString(lifetime in seconds)',
    ],
    variants: [
      {
        name: 'milliseconds',
        replace: (stages) => ({ expiresIn: (context) => stages.expiresIn(context) * 1000 }),
      },
      {
        name: 'minutes',
        replace: (stages) => ({
          expiresIn: (context) => Math.floor(stages.expiresIn(context) / 60),
        }),
      },
      {
        name: 'the moment at which it ends, in seconds since 1970',
        replace: (stages) => ({
          expiresIn: (context) => secondsOf(context.timestamp) + stages.expiresIn(context),
        }),
      },
    ],
  },
  {
    ...common,
    id: 'credential-not-encoded',
    title: 'The slashes of X-Amz-Credential are not encoded',
    why: 'X-Amz-Credential is a parameter like any other: in the canonical query string its slashes are %2F.',
    fix: 'Encode the values that signing adds with the same UriEncode as all other values.',
    frequency: 4,
    hints: [
      'How does your canonical query string write the slashes of the credential?',
      'In query form the scope’s slashes are encoded: AKID%2F20150830%2F… ("Authentication methods", query string).',
      'parameters["X-Amz-Credential"] = uriEncode(accessKeyId + "/" + scope)',
    ],
    variants: [
      {
        name: 'X-Amz-Credential unchanged',
        replace: (stages) => ({
          encodeParameter: (parameter, encode) =>
            stages.encodeParameter(
              parameter,
              parameter.isAdded && parameter.name === 'X-Amz-Credential' ? (text) => text : encode,
            ),
        }),
      },
      {
        name: 'all that signing adds unchanged',
        replace: (stages) => ({
          encodeParameter: (parameter, encode) =>
            stages.encodeParameter(parameter, parameter.isAdded ? (text) => text : encode),
        }),
      },
    ],
  },
  {
    ...common,
    id: 'signed-headers-parameter-missing',
    title: 'X-Amz-SignedHeaders is not signed',
    why: 'All parameters except X-Amz-Signature are in the canonical query string.',
    fix: 'Add X-Amz-SignedHeaders before you build the canonical query string.',
    frequency: 3,
    hints: [
      'Count the X-Amz parameters in your URL and in your canonical query string.',
      'All query parameters are signed, except X-Amz-Signature itself ("Authentication methods", query string).',
      'parameters["X-Amz-SignedHeaders"] = join(signedHeaderNames, ";"); then build the canonical query string',
    ],
    variants: [
      {
        name: 'left out',
        replace: (stages) => withoutParameters(stages, /^X-Amz-SignedHeaders$/),
      },
    ],
  },
  {
    ...common,
    id: 'query-parameters-not-signed',
    title: 'The parameters that signing adds are not signed',
    why: 'The canonical query string contains the X-Amz parameters too: add them before signing, not after.',
    fix: 'Add all X-Amz parameters except X-Amz-Signature, then build the canonical query string.',
    frequency: 2,
    hints: [
      'When do you add the X-Amz parameters: before or after you build the canonical request?',
      'All query parameters are signed, except X-Amz-Signature itself ("Authentication methods", query string).',
      'query = own parameters + X-Amz-Algorithm, -Credential, -Date, -Expires, -SignedHeaders; canonicalQuery(query)',
    ],
    variants: [
      { name: 'none of them', replace: (stages) => withoutParameters(stages, /./) },
      {
        name: 'X-Amz-Algorithm left out',
        replace: (stages) => withoutParameters(stages, /^X-Amz-Algorithm$/),
      },
      {
        name: 'X-Amz-Credential left out',
        replace: (stages) => withoutParameters(stages, /^X-Amz-Credential$/),
      },
    ],
  },
];
