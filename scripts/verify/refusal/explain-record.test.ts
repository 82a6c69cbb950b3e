import type { RequestRecord } from '../../local-aws';
import { explainRecord } from './explain-record';

const RECORD: RequestRecord = {
  id: 'one',
  receivedAt: '2026-01-31T12:00:00.000Z',
  request: { method: 'GET', path: '/', query: '', headers: [], body: '', sourceIp: '127.0.0.1' },
  refusedBy: { check: 'authentication', reason: 'The security token … is invalid.' },
};

test('a refused key: what was received, whether a token was, and why it is not known', () => {
  const why = 'The access key ASIA is temporary: it takes its session token, and none was sent.';
  const authentication: RequestRecord['authentication'] = {
    outcome: 'refused',
    refusal: 'unknown-key',
    received: { accessKeyId: 'ASIA', signedHeaders: ['host'], securityToken: 'not sent' },
    why,
  };
  expect(explainRecord({ ...RECORD, authentication })).toEqual([
    { kind: 'heading', text: 'What local AWS recorded (request one)' },
    {
      kind: 'facts',
      rows: [
        ['refused by', 'authentication, rule unknown-key'],
        ['why', why],
      ],
    },
    {
      kind: 'facts',
      isDetail: true,
      rows: [
        ['access key', 'ASIA'],
        ['scope', '(none)'],
        ['signed headers', 'host'],
        ['date', '(none)'],
        ['session token', 'not sent'],
      ],
    },
  ]);
});

test('a call without a signature has nothing to list', () => {
  const authentication = { outcome: 'refused', refusal: 'missing-authorization' } as const;
  expect(explainRecord({ ...RECORD, authentication }).at(-1)).toMatchObject({
    rows: [['received', 'no signature']],
  });
});
