import type { Stages } from '../staged-signer/staged-signer';
import type { Mode } from '../vectors';
import { AWS_ANSWERS } from './aws-answers';
import type { Mistake, Variant } from './mistake';
import { SPECIFICATION } from './specification';

const common = { specification: SPECIFICATION.sessionToken } as const;

/** The mistake in both forms, and in one of them. */
function inForms(token: Stages['tokenToSign']): Variant[] {
  const only = (form: Mode) => (stages: Stages) => ({
    tokenToSign: ((context, mode) =>
      (mode === form ? token : stages.tokenToSign)(context, mode)) as Stages['tokenToSign'],
  });
  return [
    { name: 'in both forms', replace: () => ({ tokenToSign: token }) },
    { name: 'in header form', replace: only('header') },
    { name: 'in query form', replace: only('query') },
  ];
}

/** Mistakes with the session token of temporary credentials. */
export const SESSION_TOKEN_MISTAKES: Mistake[] = [
  {
    ...common,
    id: 'token-never-signed',
    title: 'The session token is not signed',
    why: 'The token is an x-amz- header, or a query parameter, of the request, and is signed like all of them.',
    fix: 'Add X-Amz-Security-Token before you build the canonical request.',
    awsAnswers:
      'In header form accepted, if the token is sent. In query form, 403 InvalidSignatureException.',
    frequency: 3,
    hints: [
      'Do only the requests with temporary credentials fail?',
      'With temporary credentials X-Amz-Security-Token is added to the request, and signed ("Temporary security credentials").',
      'if sessionToken: headers += ["X-Amz-Security-Token", sessionToken]; then build the canonical request',
    ],
    variants: inForms(() => undefined),
  },
  {
    ...common,
    id: 'token-always-signed',
    title: 'The session token is signed, but it must not be',
    why: 'If the options say that the token is added after signing, it is not part of the canonical request.',
    fix: 'Leave the token out of the canonical request if signSessionToken is false, but send it.',
    awsAnswers: 'Accepted by API Gateway; some services want the token added after signing.',
    frequency: 3,
    hints: [
      'Which option do the failing cases have in common?',
      'Some services require that the token is added after the signature is computed (official suite, context.json: omit_session_token).',
      'toSign = options.signSessionToken ? headers + token : headers',
    ],
    variants: inForms(({ credentials }) => credentials.sessionToken),
  },
  {
    ...common,
    id: 'token-undefined-signed',
    title: 'A session token is signed, but the credentials have none',
    why: 'The text "undefined", or an empty text, was used as the token. Permanent credentials have no token.',
    fix: 'Add X-Amz-Security-Token only if there is a token.',
    awsAnswers: AWS_ANSWERS.invalidToken,
    frequency: 3,
    hints: [
      'What does your signer send as token when the credentials have none?',
      'X-Amz-Security-Token belongs to temporary credentials only ("Temporary security credentials").',
      'if sessionToken is set: headers += ["X-Amz-Security-Token", sessionToken]',
    ],
    variants: ['undefined', '', 'null', 'None'].map((text) => ({
      name: text === '' ? 'the empty text' : `the text ${text}`,
      replace: (stages: Stages) => ({
        tokenToSign: ((context, mode) =>
          context.credentials.sessionToken === undefined
            ? text
            : stages.tokenToSign(context, mode)) as Stages['tokenToSign'],
      }),
    })),
  },
];
