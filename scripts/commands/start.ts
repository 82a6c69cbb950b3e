import { Command } from 'commander';
import type { LoopPreferences } from '../learner/loop/run-loop';
import { answer, STEP_ARGUMENT } from './answer';

export const start = new Command('start')
  .description('work on a step: the workshop checks it each time you save')
  .argument(...STEP_ARGUMENT)
  .option('--manual', 'check only when you press a key, not when you save')
  .option('--polling', 'look for changes itself, if the system does not report saved files')
  .option('--auto-advance', 'continue with the next step as soon as one passes')
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
  // Opened again for each check, as the terminal may have been resized; the steps are read once.
  const context = () => ({ ...openContext(), steps: opened.steps });
  const { stdin: input, stdout: output } = process;
  await runLoop({ context, first, preferences, input, output });
}
