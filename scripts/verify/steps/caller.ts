import { bundleFunction } from '../../aws/bundle-function';
import type { Session } from '../../aws/session';
import { inspectAnswer } from '../../inspect/refusals';
import type { Bench } from '../bench';
import { groundCallerRole } from '../ground/caller-role';
import { ensureFunction, explainFailure, type Invocation, invoke } from '../ground/functions';
import { groundApi } from '../ground/ground';
import { explainRecord } from '../refusal/explain-record';

const LOGGED = /api_response is .*Hello from Lambda!/;

/**
 * The caller function is deployed and invoked; its log shows the API's answer.
 *
 * @param file of the caller, in the steps' folders
 */
export async function verifyCaller(bench: Bench, file: string): Promise<void> {
  const { session, code, report } = bench;
  const { callerFunction } = session.names;
  const ground = await groundApi(bench);

  report.action(`The function ${callerFunction}, from ${code.name(file)}`);
  await ensureFunction(session, {
    name: callerFunction,
    roleArn: await groundCallerRole(bench, ground),
    code: await bundleFunction(code.path(file)),
    variables: { API_URL: ground.url.href, API_REGION: session.region },
  });

  report.action('Invoke it, and read its log');
  const invocation = await invokeSettled(session);
  const line = loggedAnswer(invocation);
  await report.finding({
    expected: 'api_response is … Hello from Lambda!',
    got: line ?? invocation.failure ?? 'no line with api_response',
    holds: invocation.failure === undefined && LOGGED.test(line ?? ''),
    explain: () => explain(session, invocation),
  });
}

/** The line that the caller writes about the API's answer. */
export function loggedAnswer({ log }: Invocation): string | undefined {
  const line = log.split('\n').find((text) => text.includes('api_response is '));
  return line?.slice(line.indexOf('api_response is '));
}

/** A new policy may not be seen everywhere at once. */
async function invokeSettled(session: Session): Promise<Invocation> {
  const { time, settlingSeconds, names } = session;
  const start = time.now().getTime();
  for (;;) {
    const invocation = await invoke(session, names.callerFunction);
    const isOver = time.now().getTime() - start >= settlingSeconds * 1000;
    const mayChange = /not authorized|Missing Authentication/.test(invocation.log);
    if (isOver || !mayChange) return invocation;
    await time.sleep(2000);
  }
}

async function explain(session: Session, invocation: Invocation): Promise<string[]> {
  const { result, failure, log } = invocation;
  if (failure !== undefined) return explainFailure(invocation);
  const record = await session.records?.latestCall();
  const problems = inspectAnswer(result).flatMap((sentence) => sentence.split('\n'));
  return [
    ...(problems.length > 0 ? problems : ['The caller must log: api_response is <status> <body>']),
    '',
    'Its log:',
    ...log.trimEnd().split('\n'),
    ...(record ? ['', ...explainRecord(record)] : []),
  ];
}
