import { Command } from 'commander';
import type { DemoOptions } from '../verify/demo/demo';

export const demo = new Command('demo')
  .description(
    'show the finished workshop on local AWS: from an empty account to a signed call, and back',
  )
  .option('--slow', 'wait for a key after each act, for a projector')
  .option('--verbose', 'also show each call')
  .action(async (options: DemoOptions) => {
    const { demoCommand } = await import('../verify/demo/demo');
    process.exitCode = await demoCommand(options);
  });
