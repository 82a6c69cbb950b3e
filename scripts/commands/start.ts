import { Command } from 'commander';
import type { LoopPreferences } from '../learner/loop/run-loop';
import { answer, STEP_ARGUMENT } from './answer';

export const start = new Command('start')
  .description('work on a step: it is checked each time you save')
  .argument(...STEP_ARGUMENT)
  .option('--manual', 'check on a key only, not on a save')
  .option('--polling', 'look at the files in turns, where the system does not tell of saves')
  .option('--auto-advance', 'go on with the next step as soon as one passes')
  .action(async (wanted: string | undefined, preferences: LoopPreferences) => {
    if (process.stdin.isTTY && process.stdout.isTTY) return loop(wanted, preferences);
    const { checkWithMap } = await import('../learner/commands/check');
    return answer((context) => checkWithMap(wanted, context));
  });

async function loop(wanted: string | undefined, preferences: LoopPreferences): Promise<void> {
  const [{ openContext }, { stepFor }, { runLoop }] = await Promise.all([
    import('../learner/context'),
    import('../learner/command'),
    import('../learner/loop/run-loop'),
  ]);
  const opened = openContext();
  const first = stepFor(wanted, opened);
  if (!first) {
    const { allDone } = await import('../learner/commands/check');
    return answer(allDone);
  }
  // The terminal may have another width by then; the steps are read once.
  const context = () => ({ ...openContext(), steps: opened.steps });
  const { stdin: input, stdout: output } = process;
  await runLoop({ context, first, preferences, input, output });
}
