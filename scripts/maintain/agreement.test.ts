import type { Figures } from '../sigv4/vectors';
import {
  type Answers,
  agreeing,
  differing,
  isContested,
  notAsked,
  signaturesOf,
} from './agreement';

const figuresWith = (signature: string): Figures => ({
  canonicalRequest: '',
  stringToSign: '',
  signature,
});
const FIGURES = { header: figuresWith('aa'), query: figuresWith('bb') };

const ANSWERS: Answers = {
  'right 1.0': { header: { signature: 'aa' }, query: { signature: 'bb' } },
  'wrong 1.0': { header: { signature: 'aa' }, query: { signature: 'cc' } },
  'header-only 1.0': { header: { signature: 'aa' }, query: { refusal: 'cannot presign' } },
  'wrong-header-only 1.0': { header: { signature: 'dd' }, query: { refusal: 'cannot presign' } },
};

test('agreeing names the signers that reproduce both forms', () => {
  expect(agreeing(ANSWERS, FIGURES)).toEqual(['right 1.0']);
});

test('differing names the signers that answer a form otherwise, not those that refuse it', () => {
  expect(differing(ANSWERS, FIGURES)).toEqual(['wrong 1.0', 'wrong-header-only 1.0']);
});

test('signaturesOf leaves out the forms that a signer cannot express', () => {
  expect(signaturesOf(ANSWERS)['header-only 1.0']).toEqual({ header: 'aa' });
});

describe('isContested', () => {
  test('holds where two signers answer one form differently', () => {
    expect(isContested({ a: { header: 'aa', query: 'bb' }, b: { query: 'cc' } })).toBe(true);
  });

  test('is false if the answers have different forms', () => {
    expect(isContested({ a: { header: 'aa' }, b: { query: 'cc' } })).toBe(false);
  });
});

test('notAsked keeps what an absent library said, and drops an older version of a present one', () => {
  const earlier = ['@smithy/signature-v4 5.0.0', 'aws-crt 1.0.0'];
  expect(notAsked(earlier, ['@smithy/signature-v4 5.7.5'])).toEqual(['aws-crt 1.0.0']);
});
