import { Command } from 'commander';
import type { LabOptions } from '../lab/run-lab';
import { readPort } from './port';

export const lab = new Command('lab')
  .description('see a request signed, byte by byte, with your own steps beside it')
  .option('--port <number>', 'the port to listen on', readPort, 4580)
  .option('--no-open', 'do not open a browser')
  .option('--out <folder>', 'write out the part of the page that needs no server')
  .action(async (options: LabOptions) => {
    const { runLab } = await import('../lab/run-lab');
    await runLab(options);
  });
