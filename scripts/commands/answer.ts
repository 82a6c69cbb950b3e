import type { CommandAnswer, CommandContext } from '../learner/command';

/** How an answer is wanted. */
export interface AnswerOptions {
  json?: boolean;
}

/** The words of an option that several commands have. */
export const JSON_OPTION = [
  '--json',
  'answer with one JSON object (npm itself is silent with `npm -s run`)',
] as const;

/** The words of an argument that several commands have. */
export const STEP_ARGUMENT = [
  '[step]',
  'its number; if left out, the one that you were at, or the next',
] as const;

/** Runs a learner's command, and prints its answer. */
export async function answer(
  run: (context: CommandContext) => CommandAnswer | Promise<CommandAnswer>,
  { json = false }: AnswerOptions = {},
): Promise<void> {
  const { openContext } = await import('../learner/context');
  const { data, text, exitCode = 0 } = await run(openContext());
  process.stdout.write(`${json ? JSON.stringify(data, null, 2) : text}\n\n`);
  process.exitCode = exitCode;
}
