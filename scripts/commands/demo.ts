import { Command } from 'commander';

export const demo = new Command('demo')
  .description('show the finished workshop: from an empty local account to a signed call, and back')
  .action(async () => {
    const { demoCommand } = await import('../verify/demo/demo');
    process.exitCode = await demoCommand();
  });
