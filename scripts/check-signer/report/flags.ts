import { flagsOf, VECTOR_FLAGS } from '../../sigv4/vector-flags';
import type { Screen } from '../../terminal/screen';
import { count } from '../../terminal/words';
import { wrapped } from '../../terminal/wrap';
import type { CaseVerdict } from '../judge/judge';

/** Of the cases about one thing, how many fail. */
export interface FlaggedFailures {
  /** What they are about: `path-encoding`. */
  flag: string;
  /** Those with a wrong signature or none. */
  failed: number;
  of: number;
}

/** What the cases that fail are about: each flag that one of them carries, in the order of stages. */
export function failuresByFlag(verdicts: readonly CaseVerdict[]): FlaggedFailures[] {
  return [...VECTOR_FLAGS, 'plain' as const]
    .map((flag) => {
      const about = verdicts.filter((one) => flagsOf(one.case.vector).includes(flag));
      return { flag, failed: about.filter(isWrong).length, of: about.length };
    })
    .filter(({ failed }) => failed > 0);
}

/** In a sentence: `12 of 14 path-encoding cases fail`. */
export function flagSentence({ flag, failed, of }: FlaggedFailures): string {
  if (of === 1) return `the ${flag} case fails`;
  return `${failed === of ? 'all' : `${failed} of`} ${of} ${flag} cases fail`;
}

const SHOWN = 4;

/**
 * Which kinds of cases fail: the fewest flags that all failing cases carry, that of the largest share
 * first. Nothing where all cases fail or none does, since that is said already.
 */
export function showFlags(verdicts: readonly CaseVerdict[], { columns }: Screen): string[] {
  const wrong = verdicts.filter(isWrong);
  if (wrong.length === 0 || wrong.length === verdicts.length) return [];
  const chosen = fewestFlags(verdicts, wrong);
  const carriesNone = ({ case: { vector } }: CaseVerdict) =>
    !flagsOf(vector).some((carried) => chosen.some(({ flag }) => flag === carried));
  const others = wrong.filter(carriesNone).length;
  const rest = others === 0 ? 'all others pass' : `${count(others, 'other case')} as well`;
  const [first = '', ...more] = [...chosen.map(flagSentence), rest];
  const sentence = [first.charAt(0).toUpperCase() + first.slice(1), ...more].join('; ');
  return wrapped(`${sentence}.`, columns);
}

function fewestFlags(
  verdicts: readonly CaseVerdict[],
  wrong: readonly CaseVerdict[],
): FlaggedFailures[] {
  const chosen: FlaggedFailures[] = [];
  let open = wrong;
  while (open.length > 0 && chosen.length < SHOWN) {
    const covers = ({ flag }: FlaggedFailures) =>
      open.filter((one) => flagsOf(one.case.vector).some((carried) => carried === flag)).length;
    // What passes as often as it fails says little: the share counts first.
    const [best] = failuresByFlag(verdicts)
      .filter((one) => covers(one) > 0)
      .sort((a, b) => covers(b) * share(b) - covers(a) * share(a));
    if (!best) break;
    chosen.push(best);
    open = open.filter((one) => !flagsOf(one.case.vector).some((flag) => flag === best.flag));
  }
  return chosen;
}

function share({ failed, of }: FlaggedFailures): number {
  return failed / of;
}

function isWrong({ status }: CaseVerdict): boolean {
  return status === 'fail' || status === 'error';
}
