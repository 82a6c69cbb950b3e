import { Command } from 'commander';
import type { DoctorOptions } from '../doctor/doctor';
import { JSON_OPTION } from './answer';

export const doctor = new Command('doctor')
  .description('check whether this machine has what the workshop needs, and how to fix what fails')
  .option('--live', 'check your real account too')
  .option(
    '--prefix <prefix>',
    "what all names in the account begin with (default: the user's name)",
  )
  .option('--region <region>', 'of the real account (default: the one of your profile)')
  .option('--class', "answer in one line, for an instructor's list")
  .option('--name <name>', 'whose machine it is, in that line; otherwise nobody is named')
  .option(...JSON_OPTION)
  .action(async (options: DoctorOptions) => {
    const { doctorCommand } = await import('../doctor/doctor');
    process.exitCode = await doctorCommand(options);
  });
