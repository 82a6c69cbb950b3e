import { Command } from 'commander';
import type { ForegroundOptions } from '../local-aws/foreground';
import { readPort } from './port';

export const localAws = new Command('local-aws')
  .description('run an AWS account on this machine: API Gateway, IAM, Lambda and STS')
  .option('--port <number>', 'the port to listen on', readPort, 4566)
  .option('--fresh', 'delete everything in the account first')
  .action(async (options: ForegroundOptions) => {
    const [{ runLocalAws }, { diagnoseMismatch }] = await Promise.all([
      import('../local-aws/foreground'),
      import('../account/diagnose-mismatch'),
    ]);
    await runLocalAws({ ...options, diagnose: diagnoseMismatch });
  });
