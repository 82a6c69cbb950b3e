import { LIMITS, NOTHING_WRONG } from '../../sigv4/diagnosis/diagnose';
import { allVectors, MODES, officialVectors } from '../../sigv4/vectors';
import { plain, type Screen } from '../../terminal/screen';
import { contestedCases } from '../cases/select-cases';
import { compareContested } from '../judge/compare-contested';
import { diagnoseVerdicts } from '../judge/diagnose-verdicts';
import { type CaseVerdict, judge } from '../judge/judge';
import type { Outcome } from '../protocol/signer-answer';
import type { SignerFault } from '../signer/fault';
import { verdictsWith } from '../testing/verdicts';
import { humanReport } from './human';
import { reportOf } from './report';

const PLAIN: Screen = { columns: 80, style: plain };

/** A longer search would find no more here. */
const SOON = { ...LIMITS.signer, trials: 20_000 };

function shown(verdicts: CaseVerdict[], fault?: SignerFault, remarks: string[] = []): string {
  const report = reportOf(verdicts, diagnoseVerdicts(verdicts, SOON), {
    run: { fault, remarks },
  });
  return humanReport(report, verdicts, { signer: 'a.py', vectors: 'some', isPart: false }, PLAIN);
}

const [vector] = officialVectors();
const judged = (outcome?: Outcome) => judge({ id: 1, vector: vector!, mode: 'header' }, outcome);

describe('the report for people', () => {
  test('shows what passed, the first difference, the cause and the next step', () => {
    const [heading, cause, difference, grid, flags, next] = shown(
      verdictsWith(['path-not-encoded'], 'all stages'),
    ).split('\n\n');
    expect(heading).toBe('FAIL  70 of 76 pass, 6 fail.\nSigner: a.py\nVectors: some');
    expect(grid?.split('\n')).toEqual([
      '  passed           header     query',
      '  plain               4/4       4/4',
      '  query               6/6       6/6',
      '  path              13/16     13/16',
      '  headers             7/7       7/7',
      '  payload             2/2       2/2',
      '  session-token       3/3       3/3',
    ]);
    expect(flags).toBe('All 6 path-encoding cases fail; all others pass.');
    expect(difference?.split('\n')).toEqual([
      'The simplest case that fails: get-utf8, header form',
      '  canonical request, line 2: canonical URI',
      '    expected  /%E1%88%B4',
      '    actual    /ሴ',
      '               ^ (10 characters expected, 2 found)',
    ]);
    expect(cause).toMatch(
      /^The cause of all 6 failures: path-not-encoded\n {2}what {2}.+\n {2}why {3}.+\n.+ {2}fix {3}/s,
    );
    expect(next).toMatch(/^Next: fix a cause .* --only get-utf8 --mode header/s);
  });

  test('computes the first difference where only signatures were given', () => {
    expect(shown(verdictsWith(['key-prefix-missing']))).toMatch(
      /Derived from the signature and the cause named above:\n {2}signing key\n {4}expected {2}[0-9a-f]{64}\n/,
    );
  });

  test('tells several mistakes one by one, each with its cases and its fix', () => {
    const text = shown(verdictsWith(['path-not-encoded', 'signed-headers-comma']));
    expect(text).toMatch(/^The causes of all 49 failures: 2 mistakes$/m);
    expect(text).toMatch(/^ {2}- {2}signed-headers-comma \(in 46\): .*\n(.*\n)? {5}fix /m);
    expect(text).toMatch(/^ {2}- {2}path-not-encoded \(in 6\): .*\n(.*\n)? {5}fix {2}Split/m);
  });

  test('says that the search was stopped, and how to search on', () => {
    const wrong = judged({ kind: 'signed', figures: { signature: '0'.repeat(64) } });
    expect(shown([wrong]).replace(/\s+/g, ' ')).toMatch(
      /stopped at its limit; --thorough searches/,
    );
  });

  test('shows contested cases for information, where nothing fails', () => {
    const contested = contestedCases({ set: 'all', mode: 'both', only: [] }).map((asked) => {
      const signature = asked.vector.answers['aws4 1.13.2']?.[asked.mode] ?? '';
      return compareContested(asked, { kind: 'signed', figures: { signature } });
    });
    const verdicts = verdictsWith([]);
    const report = reportOf(verdicts, NOTHING_WRONG, { contested });
    const subject = { signer: 'a.py', vectors: 'some', isPart: false };
    const lines = humanReport(report, verdicts, subject, PLAIN).split('\n');
    expect(lines).toContainEqual(
      expect.stringMatching(
        /^ {2}header-te +as aws4, aws-crt; unlike @smithy\/signature-v4, botocore$/,
      ),
    );
    expect(lines).toContainEqual(expect.stringMatching(/^ {2}header-x-amz, query form +as aws4/));
    const failing = { ...report, failed: 1 };
    expect(humanReport(failing, verdicts, subject, PLAIN)).not.toContain('For information');
  });

  test('fits a screen, with both sets, two causes and a difference', () => {
    const mistakes = ['headers-not-sorted', 'query-values-not-sorted'];
    const lines = shown(verdictsWith(mistakes, 'signature', allVectors())).split('\n');
    expect(lines.length).toBeLessThanOrEqual(40);
    const isWide = (line: string) => line.length > 80 && !/^ {4}(expected|actual)/.test(line);
    expect(lines.filter(isWide)).toEqual([]);
  });

  test('says so where nothing is explained, and shows what the simplest case should be', () => {
    const text = shown([judged({ kind: 'signed', figures: { signature: '0'.repeat(64) } })]);
    expect(text).toContain('Not explained: 1 case. No mistake of the catalogue');
    expect(text).toMatch(
      /Its canonical request should be:\n {2}GET\n {2}\/\n {2}\(an empty line\)\n/,
    );
    expect(text).not.toContain('The cause of');
  });

  test.each([
    [
      'error',
      { kind: 'error', message: 'no\nkey' },
      /Without a signature: 1 case.*\n {2}no\n {2}key/,
    ],
    [
      'skip',
      { kind: 'skip', reason: 'no tokens' },
      /Skipped by the signer: 1 case.*\n {2}no tokens/,
    ],
  ] satisfies [string, Outcome, RegExp][])('gives the reason of an %s', (_, outcome, expected) => {
    expect(shown([judged(outcome)])).toMatch(expected);
  });

  test('says that nothing is known where all is skipped', () => {
    expect(shown([judged({ kind: 'skip', reason: 'a' })])).toMatch(/all was skipped, so nothing/);
  });

  test('shows a fault with its case and what was said', () => {
    const fault: SignerFault = {
      kind: 'died',
      message: 'It ended.',
      caseId: 1,
      stderr: 'last\nwords',
    };
    expect(shown([judged()], fault)).toContain(
      [
        'The check was broken off at get-vanilla, header form.',
        '  It ended.',
        '  The end of its standard error:',
        '    last',
        '    words',
      ].join('\n'),
    );
  });

  test('shows remarks, also on values that were not signed', () => {
    const { signature } = vector!.figures.header;
    const odd = judged({ kind: 'signed', figures: { signature, stringToSign: 'a' } });
    const text = shown([odd], undefined, ['It was odd.']);
    expect(text).toContain('Note: It was odd.\nNote: 1 case like get-vanilla, header form: The');
  });

  test('asks for header form alone when query form alone is wrong throughout', () => {
    const vectors = officialVectors();
    const verdicts = MODES.flatMap((mode) =>
      vectors.map((each) => {
        const signature = mode === 'header' ? each.figures.header.signature : '0'.repeat(64);
        return judge({ id: 1, vector: each, mode }, { kind: 'signed', figures: { signature } });
      }),
    );
    expect(shown(verdicts)).toMatch(/^Next: add --mode header/m);
  });

  test.each([
    ['the official suite', officialVectors(), /^Next: add --set all/m],
    ['both sets', allVectors(), /^Next: nothing/m],
  ])('says what is next when %s passes', (_, vectors, expected) => {
    expect(shown(verdictsWith([], 'signature', vectors))).toMatch(expected);
  });
});

describe('what is known of failures that nothing explains', () => {
  const members = { title: 'It is so', why: 'Since.', fix: 'Do that.', variants: ['a'] };
  const nearMiss = {
    ...members,
    mistakes: ['path-not-encoded'],
    explains: 6,
    of: 8,
    cases: [],
    members: [],
    alternatives: [],
    against: ['a', 'b', 'c'].map((name) => ({ name, mode: 'header' as const })),
  };
  const told = {
    ...members,
    mistake: 'headers-not-sorted',
    variant: 'a',
    cases: [{ name: 'a', mode: 'query' as const }],
    alternatives: [],
  };

  test('is told, with the cases that speak against it', () => {
    const diagnosis = { ...NOTHING_WRONG, nearMisses: [nearMiss], told: [told] };
    const verdicts = verdictsWith([]);
    const report = reportOf(verdicts, diagnosis);
    const text = humanReport(report, verdicts, { signer: 'a', vectors: 'b', isPart: false }, PLAIN);
    expect(text).toContain(
      [
        'One of several mistakes in 1 case: headers-not-sorted',
        '  what  It is so',
        '  fix   Do that.',
        '',
        'Almost an explanation of 6 of 8 failures: path-not-encoded',
        '  what  It is so',
        '  but   3 passing cases would fail: a, header form; b, header form; …',
      ].join('\n'),
    );
  });
});

describe('what a signer sends', () => {
  const asked = { id: 1, vector: vector!, mode: 'header' as const };
  const signed = (sends: string[]): CaseVerdict => {
    const verdict = judge(asked, { kind: 'signed', figures: vector!.figures.header });
    return { ...verdict, signed: { ...verdict.signed!, sends } };
  };

  test('is told by kind, the most frequent first', () => {
    const text = shown([
      signed(['path /%20 instead of / ', 'header accept added']),
      signed(['header accept added']),
      signed([]),
    ]);
    expect(text).toContain(
      [
        'Signed rightly, but not as asked: 2 cases of 3 that pass. With --strict they',
        'fail.',
        '  header accept added: 2 cases',
        '  path: 1 case, such as path /%20 instead of /',
      ].join('\n'),
    );
  });

  test('and prints reaches the terminal without its escapes', () => {
    const evil = '\u001b]0;evil\u0007';
    const fault: SignerFault = { kind: 'died', message: `It ${evil}.`, stderr: evil, caseId: 1 };
    const error = judge(asked, { kind: 'error', message: evil });
    const verdicts = [signed([`path ${evil} instead of /`]), error];
    const report = reportOf(verdicts, diagnoseVerdicts(verdicts, SOON), {
      run: { fault, remarks: [evil] },
    });
    const subject = { signer: evil, vectors: evil, isPart: false };
    const text = humanReport(report, verdicts, subject, PLAIN);
    expect(text.match(/\\u\{001b\}/g)?.length).toBeGreaterThanOrEqual(6);
    expect(text).not.toContain('\u001b');
  });
});
