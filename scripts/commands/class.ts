import { once } from 'node:events';
import { Command } from 'commander';
import type { ClassCommandOptions } from '../classroom/commands/class';
import type { ServeClassOptions } from '../classroom/commands/serve-class';
import { CannotRun } from '../terminal/cannot-run';
import { type AnswerOptions, answer, JSON_OPTION } from './answer';

type ClassOptions = ClassCommandOptions & ServeClassOptions & AnswerOptions & { serve?: boolean };

/** Where a live class is kept, unless another folder is named; git ignores it. */
const LIVE_FOLDER = '.workshop/class';

export const classPage = new Command('class')
  .description('show the reports of a class on one page, or the class live')
  .argument('[folder]', `where the reports are; of a live class, ${LIVE_FOLDER} if left out`)
  .option('--serve', 'serve the page live; learners join with npm start -- --class URL')
  .option('--host <address>', 'serve it at this address of yours; otherwise this machine only')
  .option('--port <port>', 'serve it at this port', '4600')
  .option('--title <title>', 'the title of the page')
  .option('--output <file>', 'the page to write; if left out, class.html in the folder')
  .option(...JSON_OPTION)
  .action(async (folder: string | undefined, options: ClassOptions) => {
    if (options.serve) return serve(folder ?? LIVE_FOLDER, options);
    if (folder === undefined) {
      throw new CannotRun('Name the folder with the reports, or serve the page live: --serve');
    }
    const { classReport } = await import('../classroom/commands/class');
    return answer(({ now }) => classReport(folder, options, now), options);
  });

async function serve(folder: string, options: ServeClassOptions): Promise<void> {
  const { serveClass } = await import('../classroom/commands/serve-class');
  const ended = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  await serveClass(folder, options, (text) => process.stdout.write(`${text}\n`), ended);
}
