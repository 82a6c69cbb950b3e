import { Command } from 'commander';
import type { CommandContext } from '../learner/command';
import type { LoopPreferences } from '../learner/loop/run-loop';
import { answer, STEP_ARGUMENT } from './answer';

interface StartOptions extends LoopPreferences {
  /** The address of a live class. */
  class?: string;
  name?: string;
}

export const start = new Command('start')
  .description('work on a step: the workshop checks it each time you save')
  .argument(...STEP_ARGUMENT)
  .option('--manual', 'check only when you press a key, not when you save')
  .option('--polling', 'look for changes itself, if the system does not report saved files')
  .option('--auto-advance', 'continue with the next step as soon as one passes')
  .option('--class <url>', 'report your progress to a live class, at the address that it shows')
  .option('--name <name>', 'tell the class your name; otherwise nobody is named')
  .action(async (wanted: string | undefined, options: StartOptions) => {
    if (process.stdin.isTTY && process.stdout.isTTY) return loop(wanted, options);
    const { checkWithMap } = await import('../learner/commands/check');
    return answer(async (context) => {
      const { text, ...rest } = await checkWithMap(wanted, context);
      if (options.class === undefined) return { text, ...rest };
      const { reportOnce } = await import('../classroom/commands/join-class');
      const joined = { url: options.class, name: options.name };
      return { text: `${text}\n\n${await reportOnce(joined, context)}`, ...rest };
    });
  });

async function loop(wanted: string | undefined, options: StartOptions): Promise<void> {
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
  const joined = await join(options, context);
  await runLoop({ context, first, preferences: options, beside: joined, input, output });
  joined?.leave();
}

async function join({ class: url, name }: StartOptions, context: () => CommandContext) {
  if (url === undefined) return undefined;
  const { joinClass } = await import('../classroom/commands/join-class');
  return joinClass({ url, name }, context);
}
