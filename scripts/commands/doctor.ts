import { Command } from 'commander';
import type { DoctorOptions } from '../doctor/doctor';
import { JSON_OPTION } from './answer';

export const doctor = new Command('doctor')
  .description(
    'check whether this machine has what the workshop needs, and say how to fix what it lacks',
  )
  .option('--live', 'also check your real account')
  .option('--prefix <prefix>', 'the prefix of all names in the account (default: your user name)')
  .option('--region <region>', 'the region of the real account (default: that of your profile)')
  .option('--class', "answer in one line, for an instructor's list")
  .option(
    '--name <name>',
    'a name for that line, such as that of the machine; without it, the line contains none',
  )
  .option(...JSON_OPTION)
  .action(async (options: DoctorOptions) => {
    const { doctorCommand } = await import('../doctor/doctor');
    process.exitCode = await doctorCommand(options);
  });
