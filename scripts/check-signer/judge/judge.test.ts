import { vectorNamed } from '../../sigv4/vectors';
import type { SignedFigures } from '../protocol/signer-answer';
import { judge } from './judge';

const vector = vectorNamed('get-utf8');
const { canonicalRequest, stringToSign, signature } = vector.figures.header;

const judged = (figures: SignedFigures) =>
  judge({ id: 1, vector, mode: 'header' }, { kind: 'signed', figures });

describe('judge', () => {
  test.each([
    ['a right signature', { signature }],
    ['all right', { signature, canonicalRequest, stringToSign }],
  ])('lets %s pass', (_, figures) => {
    const verdict = judged(figures);
    expect(verdict).toMatchObject({ status: 'pass', firstDifference: undefined });
    expect(verdict.message).toBeUndefined();
  });

  test('lets a right signature pass beside a value that was not signed, and says so', () => {
    const verdict = judged({ signature, canonicalRequest: `${canonicalRequest}\n` });
    expect(verdict).toMatchObject({ status: 'pass', firstDifference: undefined });
    expect(verdict.message).toMatch(/right, but the canonical-request .* not what was signed/);
  });

  test('says nothing about where a signature alone is wrong', () => {
    expect(judged({ signature: 'a' })).toMatchObject({
      status: 'fail',
      firstDifference: undefined,
    });
  });

  test.each([
    [
      'canonical-request',
      { canonicalRequest: canonicalRequest.replace('%E1', '%e1'), stringToSign: 'a' },
    ],
    ['string-to-sign', { canonicalRequest, stringToSign: 'a', signingKey: 'a' }],
    ['signing-key', { stringToSign, signingKey: 'a' }],
    ['signature', { canonicalRequest, stringToSign }],
  ])('finds the earliest difference in the %s', (stage, figures) => {
    const verdict = judged({ ...figures, signature: 'a' });
    expect(verdict).toMatchObject({ status: 'fail', firstDifference: { stage } });
  });

  test('finds a difference in what is sent, and a signature alone beside it says nothing', () => {
    const credential = 'AKIDEXAMPLE/20150830/us-east-1/service/aws4_request';
    const wrong = credential.replace('us-east-1', 'us-west-1');
    expect(judged({ signature: 'a', credential })).toMatchObject({ firstDifference: undefined });
    expect(judged({ signature: 'a', credential: wrong })).toMatchObject({
      firstDifference: { stage: 'credential', expected: credential, actual: wrong },
    });
  });

  test('calls it an error if there is no signature, and keeps the reason', () => {
    const asked = { id: 1, vector, mode: 'header' as const };
    expect(judge(asked, undefined)).toMatchObject({ status: 'error', isAnswered: false });
    expect(judge(asked, { kind: 'error', message: 'why' })).toMatchObject({
      status: 'error',
      message: 'why',
    });
    expect(judge(asked, { kind: 'skip', reason: 'why' })).toMatchObject({
      status: 'skip',
      message: 'why',
    });
  });
});
