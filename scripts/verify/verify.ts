import { CannotRun } from '../terminal/cannot-run';
import type { Claimed, ReportBlock, ScreenReport } from '../terminal/report/report';
import { verifyCommandLine } from './command-lines';
import { describeError } from './describe-error';
import { RefusedCalls } from './refused-calls';
import { VERIFICATIONS } from './steps';
import type { VerificationRun } from './verification';
import { DoesNotHold, type Findings } from './verification-report';
import { isFirstRun, whatIsNext, whatStays } from './what-stays';

/** Deep enough for the line of a step's file below the many calls of the SDK. */
const STACK_DEPTH = 60;

/** How one step came out. */
export interface StepOutcome extends Findings {
  number: string;
  passes: boolean;
  /** The number of the step that it depends on and that fails. */
  earlierStep?: string;
}

/**
 * Verifies the steps of these numbers, in their order, stops at the first that fails, and shows what
 * was found.
 *
 * @param numbers such as `07`
 * @returns whether all of them pass
 * @throws what AWS refuses for reasons that are not the learner's, such as missing permissions
 */
export async function verifySteps(run: VerificationRun, numbers: string[]): Promise<boolean> {
  const isFirst = isFirstRun(run.session);
  const outcomes: StepOutcome[] = [];
  for (const number of numbers) {
    outcomes.push(await verifyStep(run, number));
    if (!outcomes.at(-1)?.passes) break;
  }
  const last = outcomes.at(-1)!;
  const stays = last.passes ? await whatStays(run, last.number) : [];
  // Told once; later with --verbose.
  const told = stays.map((block): ReportBlock => ({ ...block, isDetail: !isFirst }));
  const report = verificationReport(run, outcomes, numbers);
  run.session.output.report({ ...report, body: [...report.body, ...told] });
  return last.passes;
}

/** What the verification of the steps of these numbers has found, the last of them at the head. */
export function verificationReport(
  run: VerificationRun,
  outcomes: StepOutcome[],
  numbers: string[],
): ScreenReport {
  const { session, code } = run;
  const { kind, accountId, region, names } = session;
  const last = outcomes.at(-1)!;
  const account = kind === 'live' ? `account ${accountId}` : 'local AWS';
  return {
    outcome: last.passes ? 'ok' : 'failed',
    verdict: `${verdictOn(outcomes, numbers)} on ${account}.`,
    mistake: last.mistake,
    where: `${region}, prefix ${names.prefix}, code in ${code.shelf}/`,
    body: numbers.length === 1 ? last.body : outcomes.flatMap(stepClaims),
    next: last.passes ? whatIsNext(run, last.number) : againOn(run, last),
  };
}

function verdictOn(outcomes: StepOutcome[], numbers: string[]): string {
  const { number, passes, earlierStep } = outcomes.at(-1)!;
  if (passes && numbers.length > 1) return `Steps ${numbers[0]} to ${number} pass`;
  if (passes) return `Step ${number} passes`;
  if (earlierStep !== undefined) {
    return `Step ${number} was not tried: it needs step ${earlierStep}, which fails`;
  }
  return `Step ${number} fails`;
}

/** After an earlier step is corrected, that one is verified first: its fix says so. */
function againOn(run: VerificationRun, { number, earlierStep }: StepOutcome): string | undefined {
  return earlierStep === undefined ? verifyCommandLine(run, number) : undefined;
}

/** A step in a list of several: what it proves or, where it fails, all of its claims. */
function stepClaims({ number, passes, body }: StepOutcome): ReportBlock[] {
  const text = `Step ${number}: ${VERIFICATIONS.get(number)?.proves}`;
  const claim: Claimed = { kind: 'claim', outcome: passes ? 'ok' : 'failed', text };
  const claims = body.filter((block) => passes || block.kind !== 'prose');
  return [...body.filter((block) => block.kind === 'prose'), { ...claim, evidence: claims }];
}

async function verifyStep(run: VerificationRun, number: string): Promise<StepOutcome> {
  const refusedCalls = new RefusedCalls(run.session.clients);
  const depth = Error.stackTraceLimit;
  Error.stackTraceLimit = STACK_DEPTH;
  run.report.take();
  run.report.action(`Step ${number}`);
  try {
    await VERIFICATIONS.get(number)!.verify(run);
    return { number, passes: true, ...run.report.take() };
  } catch (error) {
    if (error instanceof CannotRun) throw error;
    if (!(error instanceof DoesNotHold)) {
      const failure = describeError(error, refusedCalls);
      if (!failure) throw error;
      run.report.broken(failure);
    }
    const earlierStep = error instanceof DoesNotHold ? error.earlierStep : undefined;
    return { number, passes: false, earlierStep, ...run.report.take() };
  } finally {
    Error.stackTraceLimit = depth;
    refusedCalls.stop();
  }
}
