import { isPass } from '../check/verdict';
import { recordVerdict, showChecked, verdictOn } from '../checked';
import { type CommandAnswer, type CommandContext, stepFor } from '../command';
import { mistakesShownBy } from '../hints/diagnosis';
import { takeHint } from '../hints/take-hint';
import { firstUnfinished, stepAtHand } from '../progress';
import { showAfterPass, showAllDone } from '../show/after-pass';
import { showMap, showStep } from '../show/map';
import type { Step } from '../steps';
import { list } from './list';

/**
 * Checks a step once, and records the verdict.
 *
 * @param wanted the step's number; the one at hand if left out
 * @throws Error if there is no such step, or no check can be run here
 */
export async function check(
  wanted: string | undefined,
  context: CommandContext,
): Promise<CommandAnswer> {
  return withStep(wanted, context, async (step) => {
    const outcome = await checkAndRecord(step, context);
    const exitCode = isPass(outcome.checked.verdict) ? 0 : 1;
    return { text: outcomeText(step, outcome, context), exitCode };
  });
}

/**
 * What the loop shows first, where there is no terminal for it: the map, the step, and one check.
 * That a step is not solved is no error.
 *
 * @param wanted the step's number; the one at hand if left out
 * @throws Error if there is no such step, or no check can be run here
 */
export async function checkWithMap(
  wanted: string | undefined,
  context: CommandContext,
): Promise<CommandAnswer> {
  return withStep(wanted, context, async (step) => {
    const outcome = await checkAndRecord(step, context);
    const { root, style } = context;
    const [steps, { progress }] = [context.steps(), outcome];
    const text = [
      showMap(steps, progress, stepAtHand(steps, progress), style),
      showStep(step, root, style),
      outcomeText(step, outcome, context),
      'In a terminal, npm start checks a step each time you save its file.',
    ];
    return { text: text.join('\n\n') };
  });
}

/**
 * The next hint of a step. The step is checked first, so that the hint fits what is wrong now.
 *
 * @param wanted the step's number; the one at hand if left out
 * @throws Error if there is no such step, or no check can be run here
 */
export async function hint(
  wanted: string | undefined,
  context: CommandContext,
): Promise<CommandAnswer> {
  return withStep(wanted, context, async (step) => {
    const verdict = await verdictOn(step, context.root);
    const stuck = { step, finding: verdict.finding, mistakes: mistakesShownBy(verdict) };
    return { text: takeHint(stuck, context) };
  });
}

/** Answers about the step that is wanted; if none is left, with what there is to say then. */
async function withStep(
  wanted: string | undefined,
  context: CommandContext,
  answer: (step: Step) => Promise<CommandAnswer>,
): Promise<CommandAnswer> {
  const step = stepFor(wanted, context);
  return step ? answer(step) : allDone(context);
}

/** What there is to say when no step is left. */
export function allDone(context: CommandContext): CommandAnswer {
  const text = [list({}, context).text, showAllDone(context), 'To see a step again: npm start N'];
  return { text: text.join('\n\n') };
}

type Outcome = ReturnType<typeof recordVerdict>;

async function checkAndRecord(step: Step, { root, progress }: CommandContext): Promise<Outcome> {
  const verdict = await verdictOn(step, root);
  return recordVerdict(step, verdict, { progress, now: new Date() });
}

function outcomeText(step: Step, { checked, progress }: Outcome, context: CommandContext): string {
  const shown = showChecked(step, checked, context);
  if (!isPass(checked.verdict)) return shown;
  const next = firstUnfinished(context.steps(), progress, step);
  const goOn = next && `Next: step ${next.number}, ${next.title}: npm start ${next.number}`;
  return `${shown}\n\n${showAfterPass(step, { goOn, ...checked }, context)}`;
}
