import type { AccountOptions, Ask, Session } from '../account/session';
import { confirmLive, creationIntention, terminalQuestion, withSession } from '../account/session';
import { CannotRun } from '../terminal/cannot-run';
import { type Output, outputTo } from '../terminal/output';
import { Code } from './code';
import { VERIFICATIONS } from './steps';
import { VerificationReport } from './verification-report';
import { verifySteps } from './verify';

/** `npm run verify`. */
export interface VerifyOptions extends AccountOptions {
  /** The finished code instead of the learner's. */
  solutions?: boolean;
  yes?: boolean;
  /** Each call, and what AWS answered. */
  verbose?: boolean;
  /** One JSON object instead of a report for people. */
  json?: boolean;
}

/**
 * Verifies a step on local AWS or, live, on the real account.
 *
 * @param step its number; without it, all steps in their order
 * @returns the exit code: 0 it passes, 1 it fails
 * @throws CannotRun
 */
export async function verifyCommand(
  step: string | undefined,
  options: VerifyOptions,
  output: Output = outputTo(process.stdout, {
    isVerbose: options.verbose,
    isJson: options.json,
  }),
  ask: Ask | undefined = terminalQuestion(),
): Promise<number> {
  const numbers = numbersOf(step);
  return withSession(options, output, async (session) => {
    if (session.kind === 'live') {
      await confirmLive(session, creationIntention(session), { yes: options.yes, ask });
    }
    return (await verifySteps(runOf(session, options), numbers)) ? 0 : 1;
  });
}

function runOf(session: Session, { solutions = false }: VerifyOptions) {
  return {
    session,
    code: new Code(solutions ? 'solutions' : 'steps'),
    finished: new Code('solutions'),
    report: new VerificationReport(session.output),
  };
}

function numbersOf(step: string | undefined): string[] {
  const all = [...VERIFICATIONS.keys()];
  if (step === undefined) return all;
  const number = step.padStart(2, '0');
  if (VERIFICATIONS.has(number)) return [number];
  throw new CannotRun(`There is no step ${step}. There are ${all[0]} to ${all.at(-1)}.`);
}
