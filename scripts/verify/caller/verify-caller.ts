import type { Sign } from '../../../solutions/09-call-the-api/caller';
import { bundleFunction } from '../../account/bundle-function';
import type { Session } from '../../account/session';
import { inspectCallerLog } from '../../inspect/caller-log';
import { isAnswer } from '../../inspect/refusals';
import type { Code } from '../code';
import { prepareCallerRole } from '../prepare/caller-role';
import {
  ensureFunction,
  explainFailure,
  type InvocationOutcome,
  invoke,
} from '../prepare/functions';
import { type PreparedApi, prepareApi } from '../prepare/prepare-api';
import { explainAnswer, withoutAwsTexts } from '../refusal/explain-answer';
import { isHello, isNotNow, untilAnswered } from '../signing/call-api';
import { HELLO } from '../signing/expect-hello';
import type { VerificationRun } from '../verification';
import { type ClaimFailure, mistakeOf } from '../verification-report';
import { tryCaller } from './caller-trial';
import { callersFigures } from './callers-figures';

const LOGGED = /api_response is .*Hello from Lambda!/;

/** A caller function, and by what it signs. */
export interface CallerUnderTest {
  /** In the steps' folders. */
  file: string;
  /** Whose canonical request and string to sign its signature depends on. */
  stages: Code;
  sign(): Sign;
}

/**
 * The caller function is tried here; then it is deployed and invoked, and its log shows the API's
 * answer.
 */
export async function verifyCaller(run: VerificationRun, caller: CallerUnderTest): Promise<void> {
  const { code, report } = run;
  const ground = await prepareApi(run);

  report.action(`${code.name(caller.file)}, run here with credentials of nobody, to read its log`);
  const place = code.placeOf(caller.file, 'handler');
  const { loggedSecrets, signedFor } = await tryCaller(code.path(caller.file));
  await report.claim({
    text: 'The caller logs no secret',
    expected: 'no secret',
    got: `the value of ${loggedSecrets.join(' and ')}`,
    holds: loggedSecrets.length === 0,
    explain: () => ({
      mistake: {
        name: `The caller logs the value of ${loggedSecrets.join(' and ')}`,
        why: 'Everybody who can read the log could call AWS with the rights of the role.',
        fix: 'log the answer alone, without credentials and without the headers of the signed request',
        place,
      },
    }),
  });
  await report.all(
    () =>
      report.problems("The caller signs for execute-api, in the API's region", signedFor, place),
    () => deployAndInvoke(run, caller, ground),
  );
}

async function deployAndInvoke(
  run: VerificationRun,
  caller: CallerUnderTest,
  ground: PreparedApi,
): Promise<void> {
  const { session, code, report } = run;
  const { callerFunction } = session.names;
  const variables = { API_URL: ground.url.href, API_REGION: session.region };
  report.action(`The function ${callerFunction}, from ${code.name(caller.file)}`);
  await ensureFunction(session, {
    name: callerFunction,
    roleArn: await prepareCallerRole(run, ground),
    code: await bundleFunction(code.path(caller.file)),
    variables,
  });

  report.action('Invoke it, and read its log');
  const invocation = await invokeSettled(session);
  const line = loggedAnswer(invocation);
  await report.claim({
    text: 'The deployed caller calls the API and logs its answer',
    expected: `api_response is ${HELLO}`,
    got: withoutAwsTexts(line ?? invocation.failure ?? 'no line with api_response'),
    holds: invocation.failure === undefined && LOGGED.test(line ?? ''),
    explain: () => explain(run, caller, ground, invocation),
  });
}

/** The line that the caller writes about the API's answer. */
export function loggedAnswer({ log }: InvocationOutcome): string | undefined {
  const line = log.split('\n').find((text) => text.includes('api_response is '));
  return line?.slice(line.indexOf('api_response is '));
}

/** What a caller logs that has lost its connection, or met an API that was busy. */
const NOT_NOW = /ECONNRESET|UND_ERR_SOCKET|other side closed/;

function saysNothing({ failure, result, log }: InvocationOutcome): boolean {
  if (failure !== undefined) return NOT_NOW.test(`${failure} ${log}`);
  return isAnswer(result) && isNotNow(result.status);
}

/** A new policy may not be seen everywhere at once. */
async function invokeSettled(session: Session): Promise<InvocationOutcome> {
  const { time, settlingSeconds, names } = session;
  const start = time.now().getTime();
  for (;;) {
    const call = () => invoke(session, names.callerFunction);
    const invocation = await untilAnswered(session, call, saysNothing);
    const isOver = time.now().getTime() - start >= settlingSeconds * 1000;
    const mayChange = /not authorized|Missing Authentication/.test(invocation.log);
    if (isOver || !mayChange) return invocation;
    await time.sleep(2000);
  }
}

async function explain(
  run: VerificationRun,
  caller: CallerUnderTest,
  ground: PreparedApi,
  invocation: InvocationOutcome,
): Promise<ClaimFailure> {
  if (invocation.failure !== undefined) return explainFailure(invocation);
  const { mistake, evidence = [] } = await explainResult(run, caller, ground, invocation);
  const log = withoutAwsTexts(invocation.log).trimEnd().split('\n');
  return {
    mistake: mistake && { place: run.code.placeOf(caller.file, 'handler'), ...mistake },
    evidence: [...evidence, { kind: 'verbatim', lines: ['Its log:', ...log], isDetail: true }],
  };
}

async function explainResult(
  { session, code }: VerificationRun,
  { sign, stages }: CallerUnderTest,
  { url }: PreparedApi,
  invocation: InvocationOutcome,
): Promise<ClaimFailure> {
  const { result } = invocation;
  if (!isAnswer(result)) {
    const returned = JSON.stringify(result) ?? 'undefined';
    return {
      mistake: {
        name: `The function returned ${returned}, not { status, body } of the answer`,
        why: 'Is an await missing before the answer, or before its text?',
        fix: 'return the status, a number, and the body, text',
      },
    };
  }
  if (isHello(result)) {
    const line = loggedAnswer(invocation) ?? '';
    const [problem = ''] = inspectCallerLog(line, result);
    return { mistake: mistakeOf(problem) };
  }
  const record = (await session.records?.latestCall())?.id;
  const own = await callersFigures({ caller: code, stages, sign: sign() }, url, result.body);
  return explainAnswer(session, { ...result, record }, { own });
}
