import { mkdirSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { CannotRun } from '../terminal/cannot-run';
import { outputTo } from '../terminal/output';
import { announce, type DiagnoseSignature, type LocalAws, recordUrlOf, startLocalAws } from '.';
import { environmentText } from './environment';
import { requestLines } from './records/request-lines';
import { lockDirectory } from './state/lock';

const DIRECTORY = resolve('.workshop', 'local-aws');

/** `npm run local-aws`. */
export interface ForegroundOptions {
  port: number;
  /** Begins with an empty account. */
  fresh?: boolean;
  /** Names the mistake behind a signature that does not match. */
  diagnose?: DiagnoseSignature;
}

/**
 * Runs local AWS in the foreground, until it is interrupted.
 *
 * @throws CannotRun
 */
export async function runLocalAws(options: ForegroundOptions): Promise<void> {
  const aws = await start(options).catch((error) => {
    throw new CannotRun(explain(error));
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

async function start({ port, fresh, diagnose }: ForegroundOptions): Promise<LocalAws> {
  if (fresh) empty(DIRECTORY);
  const output = outputTo();
  const aws: LocalAws = await startLocalAws({
    port,
    directory: DIRECTORY,
    diagnose,
    warn: console.error,
    onAnswered: (record) => {
      for (const line of requestLines(record, recordUrlOf(aws, record.id), output.screen))
        output.line(line);
    },
  });
  return aws;
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

function explain(error: NodeJS.ErrnoException): string {
  if (error.code !== 'EADDRINUSE') return `Local AWS could not start: ${error.message}`;
  return (
    `Local AWS could not start: ${error.message}. Another program listens there, perhaps another ` +
    'local AWS. Stop it, or choose another port: npm run local-aws -- --port 4567'
  );
}
