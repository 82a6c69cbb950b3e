import { diagnoseVerdicts } from '../../../check-signer/judge/diagnose-verdicts';
import { humanReport } from '../../../check-signer/report/human';
import { reportOf } from '../../../check-signer/report/report';
import { verdictsWith } from '../../../check-signer/testing/verdicts';
import { explain } from '../../../inspect/explain';
import type { RequestRecord } from '../../../local-aws';
import { requestLines } from '../../../local-aws/records/request-lines';
import { vectorNamed } from '../../../sigv4/vectors';
import type { Screen } from '../../../terminal/screen';
import { reportScreen, type ScreenModel } from './screen-model';
import { mismatchBody } from './verify';

const NOW = new Date('2026-03-01T12:01:00Z');
const SCOPE = '20260301/eu-central-1/execute-api/aws4_request';
const AUTHORIZATION =
  `AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/${SCOPE}, SignedHeaders=host;x-amz-date, ` +
  `Signature=${'0123456789abcdef'.repeat(4)}`;
const HOST = 'a1b2c3d4e5.execute-api.eu-central-1.amazonaws.com';
const { canonicalRequest, stringToSign } = vectorNamed('get-vanilla').figures.header;

const PASTED: Record<string, string> = {
  'a wrong signature': mismatchBody(canonicalRequest, stringToSign),
  'a missing token': '{"message":"Missing Authentication Token"}',
  'a caller who is not allowed':
    '{"Message":"User: arn:aws:iam::123456789012:user/alice is not authorized to perform: ' +
    'execute-api:Invoke on resource: arn:aws:execute-api:eu-central-1:********9012:a1b2c3d4e5/dev/GET/"}',
  'an Authorization header': `Authorization: ${AUTHORIZATION.replace('host;', '')}`,
  'a curl line': `curl -H 'X-Amz-Date: 20260301T120000Z' -H 'Authorization: ${AUTHORIZATION.replace('eu-central-1', 'us-east-1')}' https://${HOST}/dev/`,
  'a curl line in order': `curl -H 'X-Amz-Date: 20260301T120000Z' -H 'Authorization: ${AUTHORIZATION}' https://${HOST}/dev/`,
  'a presigned URL':
    `https://${HOST}/dev/?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDEXAMPLE%2F` +
    `${SCOPE.replaceAll('/', '%2F')}&X-Amz-Date=20260301T110000Z&X-Amz-Expires=300` +
    `&X-Amz-SignedHeaders=host&X-Amz-Signature=${'0123456789abcdef'.repeat(4)}`,
  'something else': 'Internal Server Error of another product',
};

/** Of explain: each form that it takes. */
export const EXPLAIN_SCREENS: readonly ScreenModel[] = Object.entries(PASTED).map(([name, text]) =>
  reportScreen(`explain, ${name}`, explain(text, NOW)),
);

/** A longer search would find no more here. */
const LIMITS = { mistakes: 3, trials: 5000 };

function signerScreen(name: string, mistakes: string[], detail?: 'all stages'): ScreenModel {
  const verdicts = verdictsWith(mistakes, detail);
  const report = reportOf(verdicts, diagnoseVerdicts(verdicts, LIMITS));
  const subject = { signer: 'python3 signer.py', vectors: 'the official suite', isPart: false };
  const [cause] = report.diagnosis;
  return {
    name: `check-signer, ${name}`,
    show: (screen: Screen) => humanReport(report, verdicts, subject, screen),
    mistake: cause?.members.length === 1 ? cause.mistakes[0] : undefined,
  };
}

/** Of check-signer. */
export const signerScreens = (): ScreenModel[] => [
  signerScreen('all pass', []),
  signerScreen('a path that is not encoded', ['path-not-encoded'], 'all stages'),
  signerScreen('a key without AWS4', ['key-prefix-missing']),
  signerScreen('two mistakes', ['path-not-encoded', 'signed-headers-comma']),
];

const RECORD: RequestRecord = {
  id: '7',
  receivedAt: NOW.toISOString(),
  service: 'execute-api',
  request: { method: 'GET', path: '/dev/', query: '', headers: [], body: '', sourceIp: '' },
  response: { status: 200, headers: {}, body: '' },
};

const REFUSED: Record<string, Partial<RequestRecord>> = {
  'a wrong signature': {
    refusedBy: { check: 'authentication', reason: 'It does not match.' },
    authentication: { outcome: 'refused', refusal: 'signature-mismatch' },
    diagnosis: {
      mistakes: ['query-not-sorted'],
      title: 'The query parameters are not sorted',
      why: '',
      fix: 'Sort them by name, then by value, after both are encoded.',
      alternatives: [],
    },
  },
  'a caller who is not allowed': {
    refusedBy: { check: 'authorization', reason: 'User: …' },
    authorization: [
      {
        action: 'execute-api:Invoke',
        resource: 'arn:aws:execute-api:eu-central-1:123456789012:a1b2c3d4e5/dev/GET/',
        principal: 'arn:aws:iam::123456789012:role/workshop/alice-caller',
        decision: 'implicitDeny',
        statements: [
          {
            policy: 'inline policy invoke-hello-api of role alice-caller',
            type: 'identity-based',
            index: 0,
            effect: 'Allow',
            matched: false,
            why: 'Resource arn:aws:execute-api:eu-central-1:123456789012:a1b2c3d4e5/dev/GET does not match.',
            unknownConditions: [],
          },
        ],
      },
    ] as unknown as RequestRecord['authorization'],
  },
};

function requestScreen(name: string, refusal?: Partial<RequestRecord>): ScreenModel {
  const url = `http://127.0.0.1:4566/_workshop/requests/7?token=${'0123456789abcdef'.repeat(2)}`;
  const refused = { response: { status: 403, headers: {}, body: '' }, ...refusal };
  const record = { ...RECORD, ...(refusal && refused) };
  return {
    name: `local-aws, ${name}`,
    show: (screen) => requestLines(record, url, screen).join('\n'),
    mistake: refusal && (refusal.diagnosis?.title ?? 'implicitDeny'),
  };
}

/** Of local AWS: the lines of a request. */
export const REQUEST_SCREENS: readonly ScreenModel[] = [
  requestScreen('an answer'),
  ...Object.entries(REFUSED).map(([name, refusal]) => requestScreen(name, refusal)),
];
