import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CannotRun } from '../../terminal/cannot-run';
import { diagnoseVerdicts } from '../judge/diagnose-verdicts';
import { humanReport } from '../report/human';
import { junitReport } from '../report/junit';
import { exitCodeOf, reportOf } from '../report/report';
import { verdictsWith } from '../testing/verdicts';
import {
  type AcceptedCase,
  acceptedFileText,
  currentCases,
  readAcceptedCases,
  readIfPresent,
} from './accepted-cases';

const folder = mkdtempSync(path.join(tmpdir(), 'accepted-'));
const file = path.join(folder, 'accepted.json');
afterAll(() => rmSync(folder, { recursive: true }));

const verdicts = verdictsWith(['path-not-encoded']);
const diagnosis = diagnoseVerdicts(verdicts);
const current = currentCases(verdicts, [], diagnosis);
const screen = { columns: 80, style: (_: string, text: string) => text };
const subject = { signer: 'a.py', vectors: 'some', isPart: false };

describe('the cases that go wrong now', () => {
  test('are listed with what is known of them, and read again', () => {
    expect(current).toHaveLength(6);
    expect(current[0]).toEqual({
      name: expect.any(String),
      mode: 'header',
      reason: 'path-not-encoded',
    });
    writeFileSync(file, acceptedFileText(current));
    expect(readAcceptedCases(file)).toEqual(current);
  });

  test('keep their reasons, lose those that pass, and keep those that were not asked', () => {
    const [first] = current;
    const known: AcceptedCase = { ...first!, reason: 'https://example.com/issues/1' };
    const passing: AcceptedCase = { name: 'get-vanilla', mode: 'header', reason: 'fixed' };
    const notAsked: AcceptedCase = { name: 'path-escapes', mode: 'query', reason: 'later' };
    const updated = currentCases(verdicts, [known, passing, notAsked], diagnosis);
    expect(updated).toHaveLength(7);
    expect(updated).toEqual(expect.arrayContaining([known, notAsked]));
  });
});

describe('an accepted case', () => {
  test('fails no run, and still counts', () => {
    const report = reportOf(verdicts, diagnosis, { accepted: current });
    expect(exitCodeOf(report)).toBe(0);
    expect(report).toMatchObject({ passed: 70, failed: 6, accepted: 6, passedAgain: [] });
    expect(report.cases.filter(({ accepted }) => accepted === 'path-not-encoded')).toHaveLength(6);
    expect(humanReport(report, verdicts, subject, screen)).toMatch(
      /^ok {2}70 of 76 pass, 6 fail, 6 of these accepted\.\n/,
    );
  });

  test('leaves another one to fail the run', () => {
    const report = reportOf(verdicts, diagnosis, { accepted: current.slice(1) });
    expect(exitCodeOf(report)).toBe(1);
    expect(humanReport(report, verdicts, subject, screen)).toMatch(/^FAIL .* 5 of these accepted/);
  });

  test('is skipped with its reason in JUnit', () => {
    const text = junitReport(reportOf(verdicts, diagnosis, { accepted: current }), verdicts);
    expect(text).toContain('<skipped message="accepted: path-not-encoded"/>');
    expect(text).toContain('failures="0" errors="0" skipped="3"');
  });

  test('is told of when it passes again', () => {
    const accepted: AcceptedCase[] = [{ name: 'get-vanilla', mode: 'header', reason: 'why' }];
    const report = reportOf(verdicts, diagnosis, { accepted });
    expect(report.passedAgain).toEqual([{ name: 'get-vanilla', mode: 'header' }]);
    expect(humanReport(report, verdicts, subject, screen)).toContain(
      'Accepted as wrong, but passing now: get-vanilla, header form.',
    );
  });
});

describe('the file', () => {
  test('need not be there yet when it is to be written, only when it is to be read', () => {
    const missing = path.join(folder, 'missing.json');
    expect(readIfPresent(missing)).toBeUndefined();
    expect(() => readAcceptedCases(missing)).toThrow(/--accept-current/);
  });

  test.each([
    ['no JSON', '{', /does not list accepted cases/],
    ['of another version', '{"schema":2,"accepted":[]}', /"schema" is not 1/],
    ['without a list', '{"schema":1}', /"accepted" is not a list/],
    [
      'with an entry of another form',
      '{"schema":1,"accepted":[{"name":"a","mode":"both","reason":""}]}',
      /entry 1 is not such as/,
    ],
  ])('is refused if it is %s', (_, text, why) => {
    writeFileSync(file, text);
    expect(() => readAcceptedCases(file)).toThrow(CannotRun);
    expect(() => readAcceptedCases(file)).toThrow(why);
  });
});
