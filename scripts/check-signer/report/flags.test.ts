import { allVectors } from '../../sigv4/vectors';
import type { Screen } from '../../terminal/screen';
import { verdictsWith } from '../testing/verdicts';
import { failuresByFlag, showFlags } from './flags';

const PLAIN: Screen = { columns: 100, style: (_, text) => text };
const verdicts = (id: string) => verdictsWith([id], 'signature', allVectors());

test('of a mistake that shows in a few cases, the flags say which', () => {
  const failing = verdicts('header-duplicates-comma-space');
  expect(showFlags(failing, PLAIN)).toEqual([
    'All 10 duplicate-header cases fail; all others pass.',
  ]);
  expect(failuresByFlag(failing).map(({ flag }) => flag)).toContain('duplicate-header');
});

test('of cases with a flag, those that pass are counted, too', () => {
  const [sentence] = showFlags(verdicts('query-values-not-sorted'), PLAIN);
  expect(sentence).toMatch(/^\d+ of \d+ [a-z-]+ cases fail; /);
});

test('where all cases fail or none does, the flags add nothing', () => {
  expect(showFlags(verdicts('signature-base64'), PLAIN)).toEqual([]);
  expect(failuresByFlag(verdictsWith([]))).toEqual([]);
});
