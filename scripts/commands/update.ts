import { Command } from 'commander';
import { type AnswerOptions, answer, JSON_OPTION } from './answer';

export const update = new Command('update')
  .description('update the workshop and keep your work; changes of a step are merged into it')
  .argument('[folder]', 'a newer copy, unpacked; if left out, git fetches one')
  .option('--undo', 'undo the last update')
  .option(...JSON_OPTION)
  .action(async (folder: string | undefined, options: { undo?: boolean } & AnswerOptions) => {
    const { undoUpdate, update } = await import('../learner/update/update');
    const act = options.undo ? undoUpdate : update.bind(undefined, folder);
    return answer(act, options);
  });
