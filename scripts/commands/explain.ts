import { Command } from 'commander';
import { type AnswerOptions, JSON_OPTION } from './answer';

export const explain = new Command('explain')
  .description('explain a refusal of API Gateway, or what is wrong with a signed request')
  .argument(
    '<pasted>',
    'the body of a 403, an Authorization header, a curl line, a presigned URL; or a file that ' +
      'contains one; - for standard input',
  )
  .option(...JSON_OPTION)
  .action(async (pasted: string, { json }: AnswerOptions) => {
    const [{ explainFile }, { outputTo }] = await Promise.all([
      import('../inspect/explain-file'),
      import('../terminal/output'),
    ]);
    outputTo(process.stdout, { isJson: json }).report(explainFile(pasted));
  });
