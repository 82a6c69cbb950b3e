import type { VectorMismatch } from '../../jest/matchers';
import { answerInText } from '../../sigv4/diagnosis/answer-in-text';
import type { AnsweredCase, GivenFigures } from '../../sigv4/diagnosis/answered-case';
import { diagnose, LIMITS } from '../../sigv4/diagnosis/diagnose';
import { mistakeNamed } from '../../sigv4/mistakes/catalogue';
import type { Mistake } from '../../sigv4/mistakes/mistake';
import type { Stage } from '../../sigv4/stages';
import { allVectors, type Figures, type Mode, type Vector } from '../../sigv4/vectors';
import { type FailedCase, spread, type Verdict } from '../check/verdict';

/** So many failed cases are enough to tell mistakes apart. */
const FAILED_CASES = 4;

/**
 * The mistakes that reproduce, to the byte, what the learner's code made of the case that a verdict
 * shows; the cases of the same group, passed and failed, tell them apart from others.
 *
 * @returns in the order of the stages; none if the check compares no vector there, or nothing in the
 *   catalogue gives the same bytes
 */
export function mistakesShownBy({ finding }: Verdict): Mistake[] {
  if (finding.kind !== 'failed' || !finding.mismatch) return [];
  const [shown, ...others] = failedCases(finding.mismatch, finding.group.failed);
  if (!shown) return [];
  const passed = passedCases(finding.mismatch, finding.group.passed);
  // A cache of keys shows in the order in which the check asked.
  const asked = [...passed, shown, ...others].sort((a, b) => placeOf(a) - placeOf(b));
  const { cases, unexplained } = diagnose(asked, LIMITS.hint);
  // What explains some of the answers alone may be another mistake that looks alike in them.
  if (unexplained) return [];
  const diagnosed = cases.find(
    ({ name, mode }) => name === shown.vector.name && mode === shown.mode,
  );
  return (diagnosed?.mistakes ?? []).map(mistakeNamed);
}

function failedCases(shown: VectorMismatch, failed: FailedCase['group']['failed']): AnsweredCase[] {
  const others = failed.filter(
    ({ vector, mode }) => vector !== shown.vector || mode !== shown.mode,
  );
  return [shown, ...spread(others, FAILED_CASES - 1)].flatMap(
    ({ vector, mode, difference, actual }) => {
      const answer = answerInText(difference.stage, actual);
      const known = vectorsByName().get(vector);
      return answer && known ? [{ vector: known, mode, answer }] : [];
    },
  );
}

/** Cases that are named after their vector, and gave its figure. */
function passedCases({ difference, mode }: VectorMismatch, titles: string[]): AnsweredCase[] {
  return titles.flatMap((title) => {
    const [, name = '', form = mode] = /^(\S+?)(?:, (header|query) form)?$/.exec(title) ?? [];
    const vector = vectorsByName().get(name);
    if (!vector) return [];
    const answer = rightAnswer(difference.stage, vector.figures[form as Mode]);
    return [{ vector, mode: form as Mode, answer }];
  });
}

function rightAnswer(stage: Stage, figures: Figures): GivenFigures {
  const { canonicalRequest, stringToSign, signature } = figures;
  if (stage === 'canonical-request') return { canonicalRequest };
  return stage === 'string-to-sign' ? { stringToSign } : { signature };
}

/** The place of a case's vector among all. */
function placeOf({ vector }: AnsweredCase): number {
  return [...vectorsByName().keys()].indexOf(vector.name);
}

let vectors: Map<string, Vector> | undefined;

/** Read when a vector first differs: most checks of a learner's day need none of them. */
function vectorsByName(): Map<string, Vector> {
  vectors ??= new Map(allVectors().map((vector) => [vector.name, vector]));
  return vectors;
}
