import type { Names } from '../../account/names';
import type { Session } from '../../account/session';
import type { Code } from '../code';
import { verifyCommandLine } from '../command-lines';
import type { VerificationRun } from '../verification';
import { DoesNotHold, mistakeOf } from '../verification-report';

/** By whose code something is made that a step depends on, and under which names. */
export interface Maker {
  code: Code;
  session: Session;
  /** Whether the code is the learner's own. */
  isLearners: boolean;
}

/**
 * Whose code makes what an earlier step was to make: the learner's own, or the finished code where
 * the step is still to be written. Then that is said, and what it makes has another name, so that
 * nothing of the learner's is touched.
 *
 * @param file of the earlier step
 * @param describe what is made, under these names
 */
export function makerOf(
  { session, code, finished, report }: VerificationRun,
  file: string,
  describe: (names: Names) => string,
): Maker {
  if (code.isFinished) return { code: finished, session, isLearners: false };
  const unwritten = code.unwritten(file);
  if (unwritten.length === 0) return { code, session, isLearners: true };
  const names = { ...session.names, ...standInNames(session.names) };
  report.remark(
    `Step ${stepOf(file)} is not written yet (${unwritten.join(', ')} in ${code.name(file)}). ` +
      `Using instead: ${describe(names)}, made by the finished code.`,
  );
  return { code: finished, session: { ...session, names }, isLearners: false };
}

/** What the stand-ins are called. */
export function standInNames({ prefix }: Names): Pick<Names, 'api' | 'callerRole'> {
  return { api: `${prefix}-finished-hello-api`, callerRole: `${prefix}-finished-caller` };
}

/**
 * Stops a verification that cannot go on, since an earlier step of the learner's is wrong.
 *
 * @param file of the earlier step
 * @param problems sentences
 * @throws DoesNotHold always
 */
export function stopAtEarlierStep(run: VerificationRun, file: string, problems: string[]): never {
  const step = stepOf(file);
  const [first = '', ...others] = problems;
  run.report.broken({
    mistake: {
      ...mistakeOf(first),
      place: run.code.placeOf(file, MAIN_FUNCTIONS[step] ?? ''),
      fix: `correct it, then make it again: ${verifyCommandLine(run, step)}`,
    },
    evidence: others.map((text) => ({ kind: 'prose', text })),
  });
  throw new DoesNotHold(problems.join(' '), step);
}

const MAIN_FUNCTIONS: Record<string, string> = {
  '01': 'handler',
  '02': 'provisionApi',
  '03': 'leastPrivilegePolicy',
};

function stepOf(file: string): string {
  return file.slice(0, 2);
}
