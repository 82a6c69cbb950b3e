import { STAGES, sign } from '../staged-signer/staged-signer';
import { vectorNamed } from '../vectors';
import type { GivenFigures } from './answered-case';
import { clockOf } from './clock';
import { diagnose, LIMITS } from './diagnose';

const vector = vectorNamed('get-vanilla');
const input = { request: vector.request, context: vector.context, mode: 'header' as const };
const clock = '20260102T030400Z';
const { signature, stringToSign, canonicalRequest, credential } = sign(
  { ...STAGES, signingTime: () => clock },
  input,
);

const found = (answer: GivenFigures, answeredAt?: string) =>
  clockOf({ vector, mode: 'header', answer, answeredAt }, input);

describe('the time that a signer’s clock showed', () => {
  test.each([
    ['X-Amz-Date', { signature, timestamp: clock }],
    ['the string to sign', { signature, stringToSign }],
    ['the canonical request', { signature, canonicalRequest }],
    ['another way of writing it', { signature, timestamp: '2026-01-02T03:04:00.000Z' }],
  ])('is told by %s', (_, answer) => expect(found(answer)).toBe(clock));

  test('is one of the seconds before the answer: that which gives the signature', () => {
    expect(found({ signature }, '20260102T030402Z')).toBe(clock);
    expect(found({ signature, credential }, '20260102T030401Z')).toBe(clock);
  });

  test('is taken for that of the answer if the signature does not tell', () => {
    expect(found({ signature: 'a' }, '20260102T030402Z')).toBe('20260102T030402Z');
  });

  test('is of the day that the scope tells', () => {
    expect(found({ signature: 'a', credential }, '20270101T000000Z')).toBe('20260102T000000Z');
    expect(found({ signature: 'a', credential }, '20260103T000001Z')).toBe('20260102T235959Z');
  });

  test('is not known where nothing tells it', () => expect(found({ signature })).toBeUndefined());
});

test.each([
  ['an Authorization header', { signature, credential }, '20260102T030401Z'],
  ['a presigned URL', { signature, timestamp: clock, credential }, undefined],
])('a signer that reads its clock is named from %s', (_, answer, answeredAt) => {
  const { explanations } = diagnose([{ vector, mode: 'header', answer, answeredAt }]);
  expect(explanations).toMatchObject([{ mistakes: ['timestamp-from-clock'] }]);
});

test('a signer that was right at another time than its clock’s does not read it', () => {
  const answers = [
    { vector, answer: { signature: vector.figures.header.signature } },
    { vector: vectorNamed('post-vanilla'), answer: { signature: 'a' } },
  ].map((one) => ({ ...one, mode: 'header' as const, answeredAt: clock }));
  expect(diagnose(answers, LIMITS.check).explanations).toEqual([]);
});
