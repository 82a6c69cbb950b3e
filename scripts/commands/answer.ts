import type { CommandAnswer, CommandContext } from '../learner/command';

/** In which form a command answers. */
export interface AnswerOptions {
  json?: boolean;
}

/** An option of several commands: its flag and its help. */
export const JSON_OPTION = [
  '--json',
  'answer with one JSON object (use `npm -s run`, so that npm prints nothing itself)',
] as const;

/** An argument of several commands: its name and its help. */
export const STEP_ARGUMENT = ['[step]', 'its number; if left out, your current step'] as const;

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
