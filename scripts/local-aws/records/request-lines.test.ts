import { plain } from '../../terminal/screen';
import type { RequestRecord } from './record';
import { requestLines } from './request-lines';

const URL = 'http://127.0.0.1:4566/_workshop/requests/1?token=0123';
const RECORD: RequestRecord = {
  id: '1',
  receivedAt: '2026-01-31T12:00:00.000Z',
  service: 'execute-api',
  request: {
    method: 'GET',
    path: '/dev/',
    query: 'X-Amz-Security-Token=IQoJ',
    headers: [],
    body: '',
    sourceIp: '127.0.0.1',
  },
  response: { status: 200, headers: {}, body: '' },
};
const REFUSED = { ...RECORD, response: { status: 403, headers: {}, body: '{"message":"No."}' } };

const shown = (record: RequestRecord) =>
  requestLines(record, URL, { columns: 100, style: plain }).join('\n');

test('a request that was answered takes one line, without its query', () => {
  expect(shown(RECORD)).toBe('ok    200 GET /dev/ execute-api');
});

test('a wrong signature: the check, the rule, the named mistake, and where to look', () => {
  const record: RequestRecord = {
    ...REFUSED,
    refusedBy: { check: 'authentication', reason: 'The request signature … does not match.' },
    authentication: { outcome: 'refused', refusal: 'signature-mismatch' },
    diagnosis: {
      mistakes: ['query-not-sorted'],
      title: 'The query parameters are not sorted',
      why: '',
      fix: 'Sort them.',
      alternatives: [],
    },
  };
  expect(shown(record)).toBe(
    [
      'FAIL  403 GET /dev/ execute-api',
      '    refused by: authentication, rule signature-mismatch',
      '    the mistake: The query parameters are not sorted',
      '    to do: Sort them.',
      `    in full: ${URL}`,
    ].join('\n'),
  );
});

const statement = {
  policy: 'inline policy p of role r',
  type: 'identity-based',
  index: 0,
  unknownConditions: [],
} as const;
const asked = { action: 'execute-api:Invoke', resource: 'arn', principal: 'r' };
const refusedBy = { check: 'authorization', reason: 'User: …' } as const;

test.each([
  [
    'a statement that denies, whatever else allows',
    {
      decision: 'explicitDeny',
      statements: [
        { ...statement, effect: 'Allow', matched: false, why: 'No.' },
        { ...statement, effect: 'Deny', matched: true, why: 'Deny of *.' },
      ],
    },
    'decided by: explicitDeny; inline policy p of role r: Deny of *.',
  ],
  [
    'a statement that does not allow',
    {
      decision: 'implicitDeny',
      statements: [{ ...statement, effect: 'Allow', matched: false, why: 'Resource differs.' }],
    },
    'decided by: implicitDeny; inline policy p of role r: Resource differs.',
  ],
  [
    'no policy at all',
    { decision: 'implicitDeny', statements: [] },
    'decided by: implicitDeny, since the caller has no policy',
  ],
] as const)('a caller who is not allowed: %s', (_, evidence, told) => {
  const authorization = [{ ...asked, ...evidence }] as unknown as RequestRecord['authorization'];
  const text = shown({ ...REFUSED, refusedBy, authorization });
  expect(text).toContain('refused by: authorization\n');
  expect(text).toContain(`    ${told}\n`);
});

test('an error of a service: why', () => {
  const record = { ...REFUSED, service: 'iam', operation: 'GetRole' };
  expect(shown(record)).toContain('FAIL  403 GET /dev/ GetRole\n    why: No.\n');
});
