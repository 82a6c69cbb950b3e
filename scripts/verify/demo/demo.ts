import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type * as InvokePolicy from '../../../solutions/03-invoke-policy/invoke-policy';
import type * as SignRequest from '../../../solutions/07-sign-request/sign-request';
import { bundleFunction } from '../../account/bundle-function';
import { namesOf } from '../../account/names';
import type { Session } from '../../account/session';
import { openLocalSession } from '../../account/session/local';
import { teardown } from '../../account/teardown/teardown';
import { invokeArnOf } from '../../inspect/invoke-arn';
import { type Output, outputTo } from '../../terminal/output';
import { CALLER } from '../caller/callers-figures';
import { loggedAnswer } from '../caller/verify-caller';
import { Code } from '../code';
import { ensureFunction, invoke } from '../prepare/functions';
import { type PreparedApi, prepareApi } from '../prepare/prepare-api';
import { ensureRole, signerCredentials } from '../prepare/roles';
import type { Signer } from '../refusal/alignment';
import { messageIn } from '../refusal/explain-answer';
import { explainMismatch } from '../refusal/explain-mismatch';
import { apiRequest, signingContext } from '../signing/api-request';
import { open, send } from '../signing/call-api';
import { figuresOf, withoutAuthorization } from '../signing/own-figures';
import type { VerificationRun } from '../verification';
import { DoesNotHold, VerificationReport } from '../verification-report';

/** Here the learner has signed nothing, and nothing is wrong with how it was signed. */
const SIGNER: Signer = { clause: 'as it was signed', label: 'signed' };

/**
 * `npm run demo`: the finished workshop from an empty local account to the caller's log line, and
 * back to an empty account.
 *
 * @returns the exit code: 0 everything was as it should be, 1 it was not
 */
export async function demoCommand(output: Output = outputTo()): Promise<number> {
  const directory = mkdtempSync(path.join(tmpdir(), 'sigv4-workshop-demo-'));
  const start = performance.now();
  const session = await openLocalSession(directory, { names: namesOf('demo'), output });
  try {
    const logLine = await tell(session);
    const isEmpty = await teardown(session);
    output.line();
    output.line(`The caller's log: ${logLine}`);
    output.line(`nothing left, after ${((performance.now() - start) / 1000).toFixed(1)} seconds.`);
    return isEmpty ? 0 : 1;
  } catch (error) {
    if (error instanceof DoesNotHold) return 1;
    throw error;
  } finally {
    await session.close();
    rmSync(directory, { recursive: true, force: true });
  }
}

/** @returns the line that the caller logs when it is allowed */
async function tell(session: Session): Promise<string> {
  const finished = new Code('solutions');
  const run: VerificationRun = {
    session,
    code: finished,
    finished,
    report: new VerificationReport(session.output),
  };
  session.output.line(
    `An empty account of local AWS: ${session.accountId}, ${session.region}. No network is used.`,
  );
  chapter(run, 'The hello function, and an API in front of it');
  const ground = await prepareApi(run);

  chapter(run, 'A call without a signature is refused');
  await callUnsigned(run, ground);

  chapter(run, 'A signed call is refused as well, while no policy allows it');
  await deployCaller(run, ground);
  await expectLogged(
    run,
    '403 … is not authorized to perform: execute-api:Invoke',
    /^api_response is 403 .*is not authorized/,
  );

  chapter(run, 'With the policy, the same function with the same signature is let in');
  await allowCaller(run, ground);
  const logLine = await expectLogged(
    run,
    '200 "Hello from Lambda!"',
    /^api_response is 200 "Hello from Lambda!"$/,
  );

  chapter(run, 'A request that was changed after it was signed is refused');
  await callTampered(run, ground);

  chapter(run, 'Everything is removed');
  return logLine;
}

function chapter({ session }: VerificationRun, title: string): void {
  session.output.line();
  session.output.line(title);
}

async function callUnsigned({ report }: VerificationRun, { url }: PreparedApi): Promise<void> {
  report.action(`GET ${url}`);
  const { status, body } = await open(url);
  await report.claim({
    expected: '403 Missing Authentication Token',
    got: `${status} ${body}`,
    holds: status === 403 && body.includes('Missing Authentication Token'),
  });
}

/** The caller of step 09, with a role that may do nothing yet. */
async function deployCaller(run: VerificationRun, { url }: PreparedApi): Promise<void> {
  const { session, finished } = run;
  const { callerFunction, callerRole } = session.names;
  const { callerTrustPolicy } = policiesOf(finished);
  await ensureFunction(session, {
    name: callerFunction,
    roleArn: await ensureRole(session, callerRole, callerTrustPolicy()),
    code: await bundleFunction(finished.path(CALLER)),
    variables: { API_URL: url.href, API_REGION: session.region },
  });
}

async function allowCaller(
  { session, finished }: VerificationRun,
  { target }: PreparedApi,
): Promise<void> {
  const { attachInvokePolicy, leastPrivilegePolicy } = policiesOf(finished);
  const { clients, names } = session;
  await attachInvokePolicy(clients.iam, names.callerRole, leastPrivilegePolicy(target));
}

/** Invokes the caller. @returns the line that it has logged */
async function expectLogged(
  { session, report }: VerificationRun,
  expected: string,
  pattern: RegExp,
): Promise<string> {
  report.action(`Invoke ${session.names.callerFunction}, and read its log`);
  const invocation = await invoke(session, session.names.callerFunction);
  const line = loggedAnswer(invocation) ?? '';
  await report.claim({
    expected: `api_response is ${expected}`,
    got: line,
    holds: pattern.test(line),
    explain: () => invocation.log.split('\n'),
  });
  return line;
}

/** Somebody on the way adds a parameter to a signed request. */
async function callTampered(run: VerificationRun, { url, target }: PreparedApi): Promise<void> {
  const { session, finished, report } = run;
  const credentials = await signerCredentials(run, invokeArnOf(target));
  const context = signingContext(session, credentials);
  const { signRequest } = finished.load<typeof SignRequest>('07-sign-request/sign-request');
  const signed = signRequest(apiRequest(url), context);

  const tampered = { ...signed, query: 'admin=true' };
  report.action(`GET ${url}?${tampered.query}, signed as GET ${url}`);
  const answer = await send(url, tampered);
  await report.claim({
    expected: '403 The request signature we calculated does not match …',
    got: `${answer.status} ${messageIn(answer.body).split('.')[0]}`,
    holds: answer.status === 403 && answer.body.includes('does not match'),
  });
  const own = figuresOf(finished, withoutAuthorization(signed), context);
  report.explanation(explainMismatch(answer.body, own, SIGNER)?.comparison ?? []);
}

function policiesOf(finished: Code): typeof InvokePolicy {
  return finished.load<typeof InvokePolicy>('03-invoke-policy/invoke-policy');
}
