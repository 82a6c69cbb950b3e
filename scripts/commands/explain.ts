import { Command } from 'commander';

export const explain = new Command('explain')
  .description('explain a refusal of API Gateway: why, what to do, and what AWS computed itself')
  .argument('<file>', 'the body of the answer; - for standard input')
  .action(async (file: string) => {
    const { explainFile } = await import('../inspect/explain-file');
    console.log(explainFile(file));
  });
