import { Command, Option } from 'commander';
import { answer, STEP_ARGUMENT } from './answer';

interface TryOptions {
  case: string;
  request?: string;
  form?: 'header' | 'query';
}

export const tryCase = new Command('try')
  .description(
    'run one request through your functions and show what goes in and what comes out of each',
  )
  .argument(...STEP_ARGUMENT)
  .option('--case <name>', 'the name of a test vector', 'get-vanilla')
  .option(
    '--request <file>',
    'a request of your own: JSON, a curl line or HTTP; - for standard input',
  )
  .addOption(
    new Option(
      '--form <form>',
      'where the signature goes (default: header; query in step 08)',
    ).choices(['header', 'query']),
  )
  .action(async (wanted: string | undefined, options: TryOptions) => {
    const [{ tryStep }, { caseOfVector }, { stepFor }, { allDone }] = await Promise.all([
      import('../learner/try/try-step'),
      import('../learner/try/tried-case'),
      import('../learner/command'),
      import('../learner/commands/check'),
    ]);
    const file = options.request;
    const own = file === undefined ? undefined : await import('../learner/try/own-request');
    return answer((context) => {
      const step = stepFor(wanted, context);
      if (!step) return allDone(context);
      const form = options.form ?? (step.number === '08' ? 'query' : 'header');
      const tried = own ? own.caseOfFile(file ?? '-', form) : caseOfVector(options.case, form);
      return tryStep(step, tried, context);
    });
  });
