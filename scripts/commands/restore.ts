import { Command } from 'commander';
import { type AnswerOptions, answer, JSON_OPTION } from './answer';

export const restore = new Command('restore')
  .description('restore files as they were before a command changed them')
  .argument('[snapshot]', 'its number in the list, or its id; if left out, the newest')
  .argument('[files...]', 'only these files')
  .option('--list', 'list the saved states')
  .option('--diff', 'show the differences, and change nothing')
  .option(...JSON_OPTION)
  .action(
    async (
      snapshot: string | undefined,
      files: string[],
      options: { list?: boolean; diff?: boolean } & AnswerOptions,
    ) => {
      const { listSaved, restore, showSaved } = await import('../learner/commands/restore');
      if (options.list) return answer(listSaved, options);
      const act = options.diff ? showSaved : restore;
      return answer((context) => act({ snapshot, files }, context), options);
    },
  );
