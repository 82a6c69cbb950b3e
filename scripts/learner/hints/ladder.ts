import { readFileSync } from 'node:fs';
import type { Mistake } from '../../sigv4/mistakes/mistake';
import type { Style } from '../../terminal/screen';
import { functionInTitle } from '../check/places';
import type { FailedCase, Finding } from '../check/verdict';
import { exercisesOf } from '../starter';
import { type Hint, type Step, solutionOf } from '../steps';
import { errorHint } from './error-hint';
import { functionDiff, functionWithHelpers } from './function-solution';
import { lessonHintsOf, pseudoCodeOf } from './lesson-hints';

/** Hints that are taken one after another, from the nudge to what is to be written. */
export interface Ladder {
  /** How the level reached on it is remembered. */
  key: string;
  /** The mistake or the function that it is about, where one is known. */
  about?: string;
  rungs: Hint[];
}

/** What a learner is stuck at. */
export interface Stuck {
  step: Step;
  /** What the last check found; undefined if there was none. */
  finding?: Finding;
  /** The mistakes behind it, if known. */
  mistakes: Mistake[];
}

/**
 * The hints for what a learner is stuck at, in the order in which they are to be climbed: for each
 * mistake that is known a ladder of its own; otherwise the error of the language or what the lesson
 * says of the function in question, and then what is to be written in it.
 */
export function laddersFor(stuck: Stuck, page: { root: string; style: Style }): Ladder[] {
  const { step, finding, mistakes } = stuck;
  const functionName = functionInQuestion(stuck, page);
  const solution = functionName ? solutionHint(step, functionName, page) : [];
  if (mistakes.length > 0) {
    return mistakes.map((mistake) => ({
      key: mistake.id,
      about: mistake.title,
      rungs: [...hintsOfMistake(mistake), ...solution],
    }));
  }
  const { nudges, pseudoCode } = lessonHintsOf(step);
  const text = functionName && pseudoCode && pseudoCodeOf(functionName, pseudoCode);
  const written = text ? [{ title: 'Pseudo-code', text }] : [];

  const error = finding && errorHint(finding);
  if (error) {
    const key = functionName ? `error in ${functionName}` : 'not-loaded';
    return [{ key, about: functionName, rungs: [error, ...written, ...solution] }];
  }
  if (!functionName) {
    return [{ key: 'lesson', rungs: pseudoCode ? [...nudges, pseudoCode] : nudges }];
  }
  const isBegun = finding?.kind !== 'to-do';
  const own = nudges.filter(({ functions }) =>
    functions.length > 0 ? functions.includes(functionName) : !isBegun,
  );
  return [{ key: functionName, about: functionName, rungs: [...own, ...written, ...solution] }];
}

/** The next hint on the first ladder that is not climbed yet. */
export interface NextHint {
  ladder: Ladder;
  hint: Hint;
  /** Its place on the ladder, from 1. */
  level: number;
  /** Whether none follows, on this ladder or another. */
  isLast: boolean;
}

/**
 * @param levels how many hints of each ladder were taken, by its key
 * @returns the last hint again if all were taken; undefined if there are none
 */
export function nextHint(
  ladders: Ladder[],
  levels: Readonly<Record<string, number>>,
): NextHint | undefined {
  const there = ladders.filter(({ rungs }) => rungs.length > 0);
  const last = there.at(-1);
  if (!last) return undefined;
  const taken = ({ key }: Ladder) => levels[key] ?? 0;
  const ladder = there.find((one) => taken(one) < one.rungs.length) ?? last;
  const level = Math.min(taken(ladder) + 1, ladder.rungs.length);
  const hint = ladder.rungs[level - 1];
  if (!hint) return undefined;
  return { ladder, hint, level, isLast: ladder === last && level === ladder.rungs.length };
}

function hintsOfMistake({ hints, specification }: Mistake): Hint[] {
  const [nudge, rule, pseudoCode] = hints;
  const place = `[${specification.name}](${specification.url})`;
  return [
    { title: 'A nudge', text: nudge },
    { title: 'The rule', text: `${rule}\n\n${place}` },
    { title: 'Pseudo-code', text: pseudoCode },
  ];
}

function solutionHint(
  step: Step,
  functionName: string,
  page: { root: string; style: Style },
): Hint[] {
  const diff = functionDiff(step.id, functionName, page);
  if (diff === undefined) return [];
  const title = `The solution of ${functionName}`;
  const same = `Your \`${functionName}\` is that of the solution: look at what it calls from earlier steps.`;
  return [{ title, text: diff ? `\`\`\`diff\n${diff}\n\`\`\`` : same }];
}

/**
 * The function to look at, of those that the learner writes in this step: the likeliest that is not
 * written as in the solution.
 */
function functionInQuestion(
  { step, finding }: Stuck,
  page: { root: string; style: Style },
): string | undefined {
  if (finding?.kind === 'to-do') return finding.functionName;
  if (finding?.kind !== 'failed') return undefined;
  const exercises = exercisesIn(step, page.root);
  const names = functionsBehind(finding, step, page.root).filter((name) =>
    exercises.includes(name),
  );
  return names.find((name) => functionDiff(step.id, name, page) !== '') ?? names[0];
}

/** The functions that a case depends on, the likeliest first. */
function functionsBehind({ test, mismatch }: FailedCase, step: Step, root: string): string[] {
  const groups = test.map(functionInTitle);
  const behind = groups.flatMap((name) => functionWithHelpers(step.id, name, root));
  // The specification's names of the parts are those of the functions: canonical-uri, canonicalUri.
  // A part may be made behind the function, too: a key is looked at through a signature.
  const part = mismatch?.difference.part ?? '';
  const named = part.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  return behind.includes(named) ? [named, ...behind] : behind;
}

/** The functions that the learner writes in a step. */
export function exercisesIn(step: Step, root?: string): string[] {
  return step.files.flatMap((file) => {
    const solution = solutionOf(step, file, root);
    const exercises = solution ? exercisesOf(readFileSync(solution, 'utf8')) : [];
    return exercises.map(({ functionName }) => functionName);
  });
}
