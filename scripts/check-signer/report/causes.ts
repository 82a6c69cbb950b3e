import { describeExplanation } from '../../sigv4/describe-explanation';
import type { Explanation, NearMiss, ToldMistake } from '../../sigv4/diagnosis/diagnose';
import { visible } from '../../sigv4/first-difference';
import type { Screen } from '../../terminal/screen';
import { count } from '../../terminal/words';
import { labelled, wrapped } from '../../terminal/wrap';
import type { CaseVerdict } from '../judge/judge';
import { caseName } from './case-name';
import type { ReportedUnexplained, SignerReport } from './report';

/** Explanations that are shown with why and how. */
const SHOWN_IN_FULL = 2;

/** Cases that are named as speaking against a near miss. */
const SHOWN_AGAINST = 2;

/** Why cases fail, if known: a section for each cause, and one for what has none. */
export function showCauses(
  { diagnosis, nearMisses, told, unexplained }: SignerReport,
  verdicts: readonly CaseVerdict[],
  screen: Screen,
): string[][] {
  return [
    ...diagnosis.slice(0, SHOWN_IN_FULL).map((explanation) => showExplanation(explanation, screen)),
    diagnosis.slice(SHOWN_IN_FULL).flatMap((explanation) => showInShort(explanation, screen)),
    ...told.slice(0, SHOWN_IN_FULL).map((mistake) => showTold(mistake, screen)),
    ...nearMisses.slice(0, SHOWN_IN_FULL).map((nearMiss) => showNearMiss(nearMiss, screen)),
    unexplained ? showUnexplained(unexplained, verdicts, screen) : [],
  ];
}

function showExplanation(explanation: Explanation, { columns, style }: Screen): string[] {
  return [style('strong', titleOf(explanation)), ...describeExplanation(explanation, columns)];
}

function showInShort(explanation: Explanation, { columns }: Screen): string[] {
  const { members } = explanation;
  const names = members.map(({ mistake, shows }) => `${mistake} (in ${shows})`);
  const isOne = members.length === 1;
  return wrapped(
    isOne ? titleOf(explanation) : `${titleOf(explanation)}: ${names.join(', ')}`,
    columns,
  );
}

/** One mistake is named in the title; several are, each with its share, below it. */
function titleOf({ mistakes, explains, of }: Explanation): string {
  const share = explains === of ? `all ${of}` : `${explains} of ${of}`;
  const failures = of === 1 ? 'the failure' : `${share} failures`;
  return mistakes.length === 1
    ? `The cause of ${failures}: ${mistakes[0]}`
    : `The causes of ${failures}: ${mistakes.length} mistakes`;
}

/** A mistake beside one that is not known: the answers as a whole stay unexplained. */
function showTold(
  { mistake, title, fix, cases }: ToldMistake,
  { columns, style }: Screen,
): string[] {
  const heading = `One of several mistakes in ${count(cases.length, 'case')}: ${mistake}`;
  return [
    style('strong', heading),
    ...labelled('  what  ', title, columns),
    ...labelled('  fix   ', fix, columns),
  ];
}

function showNearMiss(
  { mistakes, explains, of, against, title }: NearMiss,
  { columns, style }: Screen,
): string[] {
  const heading = `Almost an explanation of ${explains} of ${of} failures: ${mistakes.join(' + ')}`;
  const shown = against.slice(0, SHOWN_AGAINST).map(caseName).join('; ');
  const more = against.length > SHOWN_AGAINST ? '; …' : '';
  return [
    style('strong', heading),
    ...labelled('  what  ', title, columns),
    ...labelled(
      '  but   ',
      `${count(against.length, 'passing case')} would fail: ${shown}${more}`,
      columns,
    ),
  ];
}

function showUnexplained(
  { cases: open, smallest, firstDifference, setsApart, isCapped }: ReportedUnexplained,
  verdicts: readonly CaseVerdict[],
  { style, columns }: Screen,
): string[] {
  const traits = setsApart.length === 0 ? '' : ` It ${setsApart.join(', ')}.`;
  const searched = isCapped
    ? 'No mistake of the catalogue gives these answers alone, and of several at once none was found ' +
      'before the search was stopped at its limit; --thorough searches on, for a minute or so.'
    : 'No mistake of the catalogue, alone or with others, gives these answers.';
  const intro = `Not explained: ${count(open.length, 'case')}. ${searched} Start with ${caseName(smallest)}.${traits}`;
  const [title = '', ...rest] = wrapped(intro, columns);
  if (firstDifference) return [style('strong', title), ...rest];
  const verdict = verdicts.find(
    ({ case: { vector, mode } }) => vector.name === smallest.name && mode === smallest.mode,
  );
  const correct = verdict?.case.vector.figures[smallest.mode].canonicalRequest ?? '';
  return [
    style('strong', title),
    ...rest,
    'Its canonical request should be:',
    ...correct.split('\n').map((line) => `  ${line === '' ? '(an empty line)' : visible(line)}`),
  ];
}
