import { mkdirSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { diagnoseMismatch } from '../account/diagnose-mismatch';
import { outliveReaders } from '../terminal/outlive-readers';
import { announce, type LocalAws, startLocalAws } from '.';
import { environmentText } from './environment';
import { lockDirectory } from './state/lock';

const DIRECTORY = resolve('.workshop', 'local-aws');
const COULD_NOT_RUN = 2;

interface Options {
  port: number;
  fresh?: boolean;
}

/** `npm run local-aws`: local AWS in the foreground, until it is interrupted. */
async function main(): Promise<void> {
  const program = new Command('npm run local-aws --')
    .description('Runs an AWS account on this machine: API Gateway, IAM, Lambda and STS.')
    .option('--port <number>', 'the port to listen on', readPort, 4566)
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : COULD_NOT_RUN))
    .option('--fresh', 'begin with an empty account; what was there is deleted')
    .parse();
  const { port, fresh } = program.opts<Options>();
  if (fresh) empty(DIRECTORY);

  const aws = await startLocalAws({
    port,
    directory: DIRECTORY,
    diagnose: diagnoseMismatch,
    warn: console.error,
  });
  const takeBack = announce(DIRECTORY, aws);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      takeBack();
      void stop(aws);
    });
  }
  // Last, since whoever reads it may stop the server at once.
  console.log(environmentText(aws, process.platform));
}

/** @throws when a local AWS runs on it */
function empty(directory: string): void {
  mkdirSync(directory, { recursive: true });
  lockDirectory(directory, console.error);
  rmSync(directory, { recursive: true });
}

async function stop(aws: LocalAws): Promise<void> {
  await aws.stop();
  console.log(`Local AWS has stopped. Its state is kept in ${DIRECTORY}.`);
}

function readPort(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port;
  throw new InvalidArgumentError('A port is a number from 0 to 65535; 0 stands for any free one.');
}

function explain(error: NodeJS.ErrnoException): string {
  if (error.code !== 'EADDRINUSE') return `Local AWS could not start: ${error.message}`;
  return (
    `Local AWS could not start: ${error.message}. Another program listens there, perhaps another ` +
    'local AWS. Stop it, or choose another port: npm run local-aws -- --port 4567'
  );
}

outliveReaders();
main().catch((error: Error) => {
  console.error(explain(error));
  process.exitCode = COULD_NOT_RUN;
});
