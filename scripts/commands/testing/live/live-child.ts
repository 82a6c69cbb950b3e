import timers from 'node:timers/promises';
import { type TeardownOptions, teardownCommand } from '../../../account/teardown/command';
import { doctorCommand } from '../../../doctor/doctor';
import { outputTo } from '../../../terminal/output';
import { type VerifyOptions, verifyCommand } from '../../../verify/command';
import { tellError } from '../../tell-error';

/** A live command, as it would be typed. */
export interface CommandLine {
  command: 'doctor' | 'verify' | 'teardown';
  /** Of `verify`; all unless given. */
  step?: string;
  options: { prefix?: string; region?: string; solutions?: boolean; yes?: boolean };
  /** Variables: the credentials, the region, and where AWS is. */
  environment: Record<string, string>;
}

/** How a command has ended, and all that it has written. */
export interface CommandResult {
  code: number;
  text: string;
}

// What is waited for is a matter of AWS: here it is there in a hundredth of the time.
const { setTimeout: wait } = timers;
timers.setTimeout = (milliseconds = 0, value) => wait(milliseconds / 100, value);

/** A process of its own in which one command after the other is run, each as on a command line. */
process.on('message', async ({ command, step, options, environment }: CommandLine) => {
  Object.assign(process.env, environment);
  let text = '';
  const output = outputTo({ write: (written) => (text += written) });
  console.error = (written: string) => output.line(written);
  const live = { ...options, live: true };
  const commands: Record<CommandLine['command'], () => Promise<number>> = {
    doctor: () => doctorCommand(live, output),
    verify: () => verifyCommand(step, live as VerifyOptions, output),
    teardown: () => teardownCommand(live as TeardownOptions, output),
  };
  try {
    process.exitCode = await commands[command]();
  } catch (error) {
    tellError(error);
  }
  process.send!({ code: Number(process.exitCode), text } satisfies CommandResult);
});
