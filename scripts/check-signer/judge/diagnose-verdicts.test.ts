import { NOTHING_WRONG } from '../../sigv4/diagnosis/diagnose';
import type { SignedFigures } from '../protocol/signer-answer';
import { verdictsWith } from '../testing/verdicts';
import { diagnoseVerdicts } from './diagnose-verdicts';
import type { CaseVerdict } from './judge';
import { reproducedDifference } from './reproduced-difference';

const named = (verdicts: CaseVerdict[]) =>
  diagnoseVerdicts(verdicts).explanations.map(({ mistakes }) => mistakes);

describe('diagnoseVerdicts', () => {
  test('accuses no correct signer', () => {
    expect(diagnoseVerdicts(verdictsWith([]))).toEqual(NOTHING_WRONG);
  });

  test.each(['signature', 'all stages'] as const)('names a mistake from %s', (detail) => {
    expect(named(verdictsWith(['path-not-encoded'], detail))).toEqual([['path-not-encoded']]);
  });

  test('takes no value of a passed case for evidence', () => {
    const verdicts = verdictsWith(['path-not-encoded']).map((verdict) =>
      verdict.status === 'pass' ? withCanonicalRequest(verdict, 'anything') : verdict,
    );
    expect(named(verdicts)).toEqual([['path-not-encoded']]);
  });

  test('looks at the signatures alone if the values beside them lead nowhere', () => {
    const verdicts = verdictsWith(['key-prefix-missing']).map((verdict) =>
      withCanonicalRequest(verdict, 'GET\n…'),
    );
    expect(named(verdicts)).toEqual([['key-prefix-missing']]);
  });

  test('leaves cases without a signature out', () => {
    const verdicts = verdictsWith(['path-not-encoded']).map(
      (verdict, index): CaseVerdict =>
        index % 2 === 0 ? verdict : { ...verdict, status: 'skip', signed: undefined },
    );
    const failed = verdicts.filter(({ status }) => status === 'fail').length;
    expect(diagnoseVerdicts(verdicts).explanations).toMatchObject([
      { mistakes: ['path-not-encoded'], explains: failed, of: failed },
    ]);
  });
});

function withCanonicalRequest(verdict: CaseVerdict, canonicalRequest: string): CaseVerdict {
  return withFigures(verdict, { signature: verdict.signed!.given.signature, canonicalRequest });
}

function withFigures(verdict: CaseVerdict, given: SignedFigures): CaseVerdict {
  return { ...verdict, signed: { ...verdict.signed!, given } };
}

describe('reproducedDifference', () => {
  const verdicts = verdictsWith(['path-not-encoded']);
  const { explanations } = diagnoseVerdicts(verdicts);
  const failed = verdicts.find(({ case: { vector } }) => vector.name === 'get-utf8')!;

  test('shows from a signature alone what led to it', () => {
    expect(reproducedDifference(failed, explanations, verdicts)).toMatchObject({
      part: 'canonical-uri',
      expected: '/%E1%88%B4',
      actual: '/ሴ',
    });
  });

  test('shows nothing for a signature that no explanation gives', () => {
    const other = withFigures(failed, { signature: 'a' });
    expect(reproducedDifference(other, explanations, verdicts)).toBeUndefined();
  });
});
