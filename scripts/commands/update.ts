import { Command } from 'commander';
import { type AnswerOptions, answer, JSON_OPTION } from './answer';

export const update = new Command('update')
  .description('update the workshop; your work is kept, and merged where steps changed')
  .argument('[folder]', 'an unpacked newer copy; if left out, git fetches it')
  .option('--undo', 'undo the last update')
  .option(...JSON_OPTION)
  .action(async (folder: string | undefined, options: { undo?: boolean } & AnswerOptions) => {
    const { undoUpdate, update } = await import('../learner/update/update');
    const act = options.undo ? undoUpdate : update.bind(undefined, folder);
    return answer(act, options);
  });
