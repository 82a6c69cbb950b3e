import { type Output, outputTo } from '../../terminal/output';
import {
  type AccountOptions,
  type Ask,
  confirmLive,
  terminalQuestion,
  withSession,
} from '../session';
import { teardown } from './teardown';

/** `npm run teardown`. */
export interface TeardownOptions extends AccountOptions {
  yes?: boolean;
  /** Each call, too. */
  verbose?: boolean;
  /** One JSON object instead of a report for people. */
  json?: boolean;
}

/**
 * Removes what the workshop made; of other prefixes than one that is given, nothing is asked.
 *
 * @returns the exit code: 0 nothing is left, 1 something is
 * @throws CannotRun
 */
export async function teardownCommand(
  options: TeardownOptions,
  output: Output = outputTo(process.stdout, {
    isVerbose: options.verbose,
    isJson: options.json,
  }),
  ask: Ask | undefined = terminalQuestion(),
): Promise<number> {
  return withSession(options, output, async (session) => {
    if (session.kind === 'live') {
      const intention = [
        `It removes all that the workshop made under the prefix ${session.names.prefix}.`,
      ];
      await confirmLive(session, intention, { yes: options.yes, ask });
    }
    return (await teardown(session, { alone: options.prefix !== undefined })) ? 0 : 1;
  });
}
