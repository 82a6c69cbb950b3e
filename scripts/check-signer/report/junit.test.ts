import { LIMITS } from '../../sigv4/diagnosis/diagnose';
import { officialVectors } from '../../sigv4/vectors';
import { diagnoseVerdicts } from '../judge/diagnose-verdicts';
import { type CaseVerdict, judge } from '../judge/judge';
import type { SignerFault } from '../signer/fault';
import { verdictsWith } from '../testing/verdicts';
import { junitReport } from './junit';
import { reportOf } from './report';

/** A longer search would find no more here. */
const SOON = { ...LIMITS.signer, trials: 5000 };

function xml(verdicts: CaseVerdict[], fault?: SignerFault): string {
  return junitReport(
    reportOf(verdicts, diagnoseVerdicts(verdicts, SOON), {
      run: { fault, remarks: [] },
    }),
    verdicts,
  );
}

const [vector] = officialVectors();
const asked = { id: 1, vector: vector!, mode: 'header' as const };

describe('the JUnit report', () => {
  test('has a suite for each form and a test for each case', () => {
    const text = xml(verdictsWith(['path-not-encoded'], 'all stages'));
    expect(text).toMatch(/^<\?xml version="1.0" encoding="UTF-8"\?>\n<testsuites name=/);
    for (const form of ['header', 'query']) {
      const counts = 'tests="38" failures="3" errors="0" skipped="0" time="0.000"';
      expect(text).toContain(`<testsuite name="${form} form" ${counts}>`);
    }
    expect(text).toContain(
      '<property name="flag path-encoding" value="all 3 path-encoding cases fail"/>',
    );
    expect(text.match(/<testcase /g)).toHaveLength(76);
    expect(text).toContain('<testcase classname="header.plain" name="get-vanilla" time="0.000"/>');
  });

  test('names the cause of a failure and shows its difference', () => {
    const text = xml(verdictsWith(['path-not-encoded'], 'all stages'));
    expect(text).toMatch(
      /name="get-utf8" time="0.000">\s+<failure message="wrong signature: path-not-encoded">canonical request.*\/%E1%88%B4/,
    );
  });

  test('says of each mistake why it is one and how to fix it, from signatures alone too', () => {
    const text = xml(verdictsWith(['path-not-encoded', 'query-not-sorted']));
    const [, body = ''] =
      /name="get-utf8" time="0.000">\s+<failure[^>]*>(.*)<\/failure>/.exec(text) ?? [];
    expect(body).toMatch(
      /^canonical request.*%E1%88%B4.*&#10;path-not-encoded: .*&#10;why: .*&#10;fix: Split/,
    );
    expect(body).not.toContain('query-not-sorted');
  });

  test('writes what XML has signs of its own for, and control characters, as text', () => {
    const message = '<a> & "b"\u0000\n\u001b[31m';
    const text = xml([judge(asked, { kind: 'error', message })]);
    const written = '&lt;a&gt; &amp; &quot;b&quot;\\u{0000}&#10;\\u{001b}[31m';
    expect(text).toContain(`<error message="${written}"/>`);
  });

  test('tells skips and faults', () => {
    const fault: SignerFault = {
      kind: 'died',
      message: 'It ended.',
      caseId: undefined,
      stderr: 'last words',
    };
    const text = xml([judge(asked, { kind: 'skip', reason: 'why' })], fault);
    expect(text).toContain('<skipped message="why"/>');
    expect(text).toContain(
      '<error type="died" message="It ended.">It ended.&#10;last words</error>',
    );
  });
});
