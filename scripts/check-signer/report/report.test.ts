import { readFileSync } from 'node:fs';
import path from 'node:path';
import Ajv from 'ajv/dist/2020';
import { ROOT } from '../../files/root';
import { LIMITS, NOTHING_WRONG } from '../../sigv4/diagnosis/diagnose';
import { officialVectors } from '../../sigv4/vectors';
import { diagnoseVerdicts } from '../judge/diagnose-verdicts';
import { type CaseVerdict, judge } from '../judge/judge';
import type { SignerFault } from '../signer/fault';
import { verdictsWith } from '../testing/verdicts';
import { exitCodeOf, reportOf, type SignerReport } from './report';

const SCHEMA = path.join(ROOT, 'fixtures/check-signer/report.schema.json');
const validate = new Ajv({ allErrors: true }).compile<SignerReport>(
  JSON.parse(readFileSync(SCHEMA, 'utf8')),
);

/** A longer search would find no more here. */
const SOON = { ...LIMITS.signer, trials: 5000 };

/** The report as it is read from standard output. */
function printed(verdicts: CaseVerdict[], fault?: SignerFault): SignerReport {
  const report = reportOf(verdicts, diagnoseVerdicts(verdicts, SOON), {
    run: { fault, remarks: ['odd'] },
  });
  return JSON.parse(JSON.stringify(report));
}

const [vector] = officialVectors();
const asked = { id: 1, vector: vector!, mode: 'header' as const };
const unanswered = judge(asked, undefined);
const skipped = judge(asked, { kind: 'skip', reason: 'why' });
const random = judge(asked, { kind: 'signed', figures: { signature: '0'.repeat(64) } });
const died: SignerFault = { kind: 'died', message: 'It ended.', caseId: 1, stderr: 'last words' };

/** A report with all that can be in one. */
function fullReport(): SignerReport {
  const verdicts = [random, unanswered, ...verdictsWith([])];
  const { explanations } = diagnoseVerdicts(verdictsWith(['path-not-encoded']), SOON);
  const [explanation] = explanations;
  const [member] = explanation!.members;
  const { shows, ...mistake } = member!;
  const against = [{ name: 'get-vanilla', mode: 'query' as const }];
  const report = reportOf(
    verdicts,
    {
      ...NOTHING_WRONG,
      explanations,
      nearMisses: [{ ...explanation!, against }],
      told: [{ ...mistake, cases: against, alternatives: [['path-encoded-once']] }],
    },
    {
      run: { fault: died, remarks: ['odd'] },
      accepted: [{ ...against[0]!, reason: 'why' }],
      contested: [
        { ...against[0]!, note: 'Why.', agreesWith: ['a 1'], differsFrom: ['b 2'] },
        { ...against[0]!, note: 'Why.', agreesWith: [], differsFrom: [], message: 'why' },
      ],
    },
  );
  return JSON.parse(JSON.stringify(report));
}

const REPORTS: [string, SignerReport, exitCode: number][] = [
  ['all passed', printed(verdictsWith([])), 0],
  ['a mistake, from signatures', printed(verdictsWith(['path-not-encoded'])), 1],
  ['a mistake, from all stages', printed(verdictsWith(['path-not-encoded'], 'all stages')), 1],
  ['a failure without an explanation', printed([random]), 1],
  ['an error', printed([judge(asked, { kind: 'error', message: 'why' })]), 1],
  ['all skipped', printed([skipped]), 1],
  ['some skipped', printed([...verdictsWith([]), skipped]), 0],
  ['a fault', printed([unanswered], died), 2],
  ['all that there can be', fullReport(), 2],
  ['a fault when all had passed', printed(verdictsWith([]), { ...died, caseId: undefined }), 2],
];

describe('the report', () => {
  test.each(REPORTS)('of %s keeps to its schema', (_, report) => {
    validate(report);
    expect(validate.errors).toBeNull();
  });

  test.each(REPORTS)('of %s gives the exit code', (_, report, exitCode) => {
    expect(exitCodeOf(report)).toBe(exitCode);
  });

  test.each(REPORTS)('of %s counts each case once', (_, report) => {
    const { total, passed, failed, errored, skipped, cases } = report;
    expect(passed + failed + errored + skipped).toBe(total);
    expect(cases).toHaveLength(total);
  });

  test('names the mistakes of each case and of all', () => {
    const report = printed(verdictsWith(['path-not-encoded'], 'all stages'));
    expect(report).toMatchObject({ total: 76, passed: 70, failed: 6, errored: 0, skipped: 0 });
    expect(report.diagnosis).toMatchObject([
      { mistakes: ['path-not-encoded'], explains: 6, of: 6 },
    ]);
    expect(report.cases.find(({ name }) => name === 'get-utf8')).toMatchObject({
      mode: 'header',
      status: 'fail',
      firstDifference: {
        stage: 'canonical-request',
        part: 'canonical-uri',
        line: 2,
        expected: '/%E1%88%B4',
        actual: '/ሴ',
      },
      mistakes: ['path-not-encoded'],
    });
  });

  test('gives no difference and no name where there is none', () => {
    const report = printed([random]);
    expect(report).toMatchObject({
      cases: [{ status: 'fail', firstDifference: null, mistakes: [] }],
      diagnosis: [],
      unexplained: { smallest: { name: 'get-vanilla', mode: 'header' } },
    });
  });

  test('says on which case the signer broke off', () => {
    expect(printed([unanswered], died)).toMatchObject({
      errored: 1,
      fault: { kind: 'died', case: { name: 'get-vanilla', mode: 'header' }, stderr: 'last words' },
    });
  });

  test('is held by its schema to what it says', () => {
    const [, report] = REPORTS[1]!;
    expect(validate({ ...report, schema: 2 })).toBe(false);
    expect(validate({ ...report, passed: '70' })).toBe(false);
    expect(validate({ ...report, extra: 1 })).toBe(false);
  });
});
