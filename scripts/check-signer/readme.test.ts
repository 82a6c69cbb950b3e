import { readFileSync } from 'node:fs';
import path from 'node:path';
import { selectCases } from './cases/select-cases';
import { diagnoseVerdicts } from './judge/diagnose-verdicts';
import { signerInput } from './protocol/signer-input';
import { humanReport } from './report/human';
import { pageFor } from './report/page';
import { reportOf } from './report/report';
import { verdictsWith } from './testing/verdicts';

const README = readFileSync(path.join(__dirname, 'README.md'), 'utf8');

/** The first block of that language. */
function block(language: string): string | undefined {
  return new RegExp(`^\`\`\`${language}\n(.*?)\n\`\`\`$`, 'ms').exec(README)?.[1];
}

it('the README shows a case as it is asked', () => {
  const cases = selectCases({ set: 'official', mode: 'both', only: [] });
  expect(JSON.parse(block('json') ?? '')).toEqual(signerInput(cases[38]!));
});

it('the README shows a report as it is printed', () => {
  const verdicts = verdictsWith(['path-not-encoded']);
  const report = reportOf(verdicts, diagnoseVerdicts(verdicts), { fault: null, remarks: [] });
  const subject = {
    signer: 'python3 my_adapter.py',
    vectors: '76 of the official suite, in header and query form',
    isPart: false,
  };
  const page = pageFor({ write: () => true });
  expect(block('text')).toBe(humanReport(report, verdicts, subject, page));
});
