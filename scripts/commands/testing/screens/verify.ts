import { inspectInvokePolicy } from '../../../inspect/policies';
import type { RequestRecord } from '../../../local-aws';
import { CANDIDATES, NO_MISTAKE, withMistakes } from '../../../sigv4/diagnosis/candidates';
import { STAGES, sign } from '../../../sigv4/staged-signer/staged-signer';
import { vectorNamed } from '../../../sigv4/vectors';
import { outputTo } from '../../../terminal/output';
import type { Screen } from '../../../terminal/screen';
import { ACTS, actFindings, actHeading, besideEachOther } from '../../../verify/demo/demo';
import { answerInShort, explainAnswer } from '../../../verify/refusal/explain-answer';
import type { VerificationRun } from '../../../verify/verification';
import { DoesNotHold, VerificationReport } from '../../../verify/verification-report';
import { type StepOutcome, verificationReport } from '../../../verify/verify';
import { SESSION } from './account';
import { reportScreen, type ScreenModel } from './screen-model';

const RUN = {
  session: { ...SESSION, kind: 'local' },
  code: { shelf: 'steps', isFinished: false },
} as VerificationRun;

const API_ARN = 'arn:aws:execute-api:eu-central-1:123456789012:a1b2c3d4e5/dev/GET';
const CALLER_ROLE = 'arn:aws:iam::123456789012:role/workshop/alice-caller';

/** The body of a refusal for a wrong signature, as API Gateway writes it. */
export function mismatchBody(canonicalRequest: string, stringToSign: string): string {
  const message =
    'The request signature we calculated does not match the signature you provided. Check your AWS ' +
    'Secret Access Key and signing method. Consult the service documentation for details.\n\n' +
    `The Canonical String for this request should have been\n'${canonicalRequest}'\n\n` +
    `The String-to-Sign should have been\n'${stringToSign}'\n`;
  return JSON.stringify({ message });
}

/** What the verification of a step has found, when it has said all this. */
async function outcomeOf(
  number: string,
  tell: (report: VerificationReport) => unknown,
): Promise<StepOutcome> {
  const report = new VerificationReport(outputTo({ write: () => undefined }));
  try {
    await tell(report);
    return { number, passes: true, ...report.take() };
  } catch (error) {
    if (!(error instanceof DoesNotHold)) throw error;
    const { earlierStep } = error;
    return { number, passes: false, earlierStep, ...report.take() };
  }
}

function verifyScreen(name: string, outcomes: StepOutcome[]): ScreenModel {
  const numbers = outcomes.map(({ number }) => number);
  return reportScreen(`verify, ${name}`, verificationReport(RUN, outcomes, numbers));
}

const passing = (number: string, ...claims: string[]) =>
  outcomeOf(number, (report) => {
    for (const claim of claims) report.problems(claim, []);
  });

/** IAM's answer to a policy without the slash of the path, and what local AWS recorded of it. */
function withoutSlash(report: VerificationReport): Promise<void> {
  report.problems('The trust policy lets Lambda, and nobody else, take the role', []);
  report.problems('GET /dev/ with the role, which has no policy yet → 403', []);
  report.problems('The wide policy allows execute-api:Invoke on *', []);
  const Statement = [{ Effect: 'Allow', Action: 'execute-api:Invoke', Resource: API_ARN }];
  const target = {
    ...{ region: 'eu-central-1', accountId: '123456789012', apiId: 'a1b2c3d4e5' },
    ...{ stage: 'dev', method: 'GET', path: '/' },
  };
  const message =
    `User: arn:aws:sts::123456789012:assumed-role/alice-caller/alice-probe is not authorized to ` +
    `perform: execute-api:Invoke on resource: ${API_ARN}/ because no identity-based policy allows ` +
    'the execute-api:Invoke action';
  const denied = {
    status: 403,
    headers: [],
    body: JSON.stringify({ Message: message }),
    record: '7',
  };
  const record = {
    id: '7',
    refusedBy: { check: 'authorization', reason: message },
    authorization: [
      {
        action: 'execute-api:Invoke',
        resource: `${API_ARN}/`,
        principal: CALLER_ROLE,
        decision: 'implicitDeny',
        statements: [
          {
            policy: 'inline policy invoke-hello-api of role alice-caller',
            why: `Resource ${API_ARN} does not match.`,
          },
        ],
      },
    ],
  } as unknown as RequestRecord;
  const session = {
    ...SESSION,
    records: { byId: async () => record, latestCall: async () => record },
  };
  return report.all(
    () =>
      report.problems(
        'The least-privilege policy names only GET on / of this API and stage',
        inspectInvokePolicy({ Version: '2012-10-17', Statement }, target),
        'steps/03-invoke-policy/invoke-policy.ts:41',
      ),
    () =>
      report.claim({
        text: 'GET /dev/ with the role and the least-privilege policy → 200',
        expected: '200 "Hello from Lambda!"',
        got: answerInShort(denied),
        holds: false,
        explain: () => explainAnswer(session, denied),
      }),
  );
}

/** A signer with one mistake of the catalogue, refused. */
function wrongSignature(mistake: string, vectorName: string, claim: string, place: string) {
  const { name: _, request, context } = vectorNamed(vectorName);
  const asked = { request, context, mode: 'header' } as const;
  const candidate = CANDIDATES.find((one) => one.mistake.id === mistake)!;
  const right = sign(STAGES, asked);
  const own = sign(withMistakes(NO_MISTAKE, [candidate])!.stages, asked);
  const refused = {
    status: 403,
    headers: [],
    body: mismatchBody(right.canonicalRequest, right.stringToSign),
  };
  return (report: VerificationReport) =>
    report.claim({
      text: claim,
      expected: '200 "Hello from Lambda!"',
      got: answerInShort(refused),
      holds: false,
      explain: () =>
        explainAnswer(SESSION, refused, { own: { ...own, signed: asked }, placeOf: () => place }),
    });
}

/** Of verify. */
export async function verifyScreens(): Promise<ScreenModel[]> {
  const permission =
    'The method GET / has the authorization NONE: everybody may call it; it must be AWS_IAM.';
  return [
    verifyScreen('a step passes', [
      await passing(
        '03',
        'The trust policy lets Lambda, and nobody else, take the role',
        'GET /dev/ with the role, which has no policy yet → 403',
        'The wide policy allows execute-api:Invoke on *',
        'GET /dev/ with the role and the wide policy → 200',
        'The least-privilege policy names only GET on / of this API and stage',
        'GET /dev/ with the role and the least-privilege policy → 200',
      ),
    ]),
    verifyScreen('three steps pass', [
      await passing('01', 'The function answers 200 "Hello from Lambda!"'),
      await passing('02', 'GET /dev/, not signed → 403 Missing Authentication Token'),
      await passing('03', 'GET /dev/ with the role and the least-privilege policy → 200'),
    ]),
    verifyScreen('a method without IAM', [
      await outcomeOf('02', (report) =>
        report.problems(
          'The API is as it must be',
          [permission],
          'steps/02-provision-api/provision-api.ts:46',
        ),
      ),
    ]),
    verifyScreen('a policy without the slash of the path', [await outcomeOf('03', withoutSlash)]),
    verifyScreen('a canonical request that differs', [
      await outcomeOf(
        '04',
        wrongSignature(
          'query-not-sorted',
          'get-vanilla-query-order-key-case',
          'GET /dev/ with a query, by your canonical request → 200',
          'steps/04-canonical-request/canonical-request.ts:58',
        ),
      ),
    ]),
    verifyScreen('a signing key that differs', [
      await outcomeOf(
        '06',
        wrongSignature(
          'key-prefix-missing',
          'get-vanilla',
          'GET /dev/, signed with your key → 200',
          'steps/06-signing-key/signing-key.ts:22',
        ),
      ),
    ]),
  ];
}

/** Of demo: an act with a claim, and the one that shows two texts beside each other. */
export function demoScreens(): ScreenModel[] {
  const { figures } = vectorNamed('get-vanilla');
  const { canonicalRequest, stringToSign } = figures.header;
  const received = canonicalRequest.replace('/\n\n', '/\nadmin=true\n');
  const act = (number: number, text: string, more?: (screen: Screen) => string[]) => ({
    name: `demo, act ${number}`,
    show: (screen: Screen) => {
      const inner = { ...screen, columns: screen.columns - 3 };
      return [
        actHeading(ACTS[number - 1]!, number, screen),
        '',
        actFindings(
          [
            { kind: 'claim', outcome: 'ok', text },
            ...(more ? [{ kind: 'verbatim', lines: more(inner) } as const] : []),
          ],
          screen,
        ),
      ].join('\n');
    },
  });
  return [
    act(3, 'The caller signs and calls → 403'),
    act(5, 'GET /dev/?admin=true, signed as GET /dev/ → 403', (screen) =>
      besideEachOther(canonicalRequest, mismatchBody(received, stringToSign), screen),
    ),
  ];
}
