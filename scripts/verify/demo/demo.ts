import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type * as InvokePolicy from '../../../solutions/03-invoke-policy/invoke-policy';
import type * as SignRequest from '../../../solutions/07-sign-request/sign-request';
import { bundleFunction } from '../../account/bundle-function';
import { namesOf } from '../../account/names';
import { openLocalSession } from '../../account/session/local';
import { removeEverything } from '../../account/teardown/teardown';
import { invokeArnOf } from '../../inspect/invoke-arn';
import { serverFigures } from '../../sigv4/refusal/server-figures';
import { anyKey } from '../../terminal/any-key';
import { sideBySide } from '../../terminal/diff/side-by-side';
import { type Output, outputTo } from '../../terminal/output';
import { markOf, renderBlocks } from '../../terminal/report/render';
import type { ReportBlock } from '../../terminal/report/report';
import type { Screen } from '../../terminal/screen';
import { paragraph } from '../../terminal/wrap';
import { CALLER } from '../caller/callers-figures';
import { loggedAnswer } from '../caller/verify-caller';
import { Code } from '../code';
import { ensureFunction, invoke } from '../prepare/functions';
import { type PreparedApi, prepareApi } from '../prepare/prepare-api';
import { ensureRole, signerCredentials } from '../prepare/roles';
import { answerInShort } from '../refusal/explain-answer';
import { apiRequest, signingContext } from '../signing/api-request';
import { open, send } from '../signing/call-api';
import { figuresOf, withoutAuthorization } from '../signing/own-figures';
import type { VerificationRun } from '../verification';
import { DoesNotHold, VerificationReport } from '../verification-report';

/** `npm run demo`. */
export interface DemoOptions {
  /** Waits for a key after each act. */
  slow?: boolean;
  /** Each call, too. */
  verbose?: boolean;
}

/** A part of the story. What it shows is below its one sentence. */
export interface Act {
  title: string;
  sentence: string;
  play(stage: DemoStage): Promise<void>;
}

/** What one act leaves for those that follow. */
export interface DemoStage {
  run: VerificationRun;
  ground?: PreparedApi;
  /** The line that the caller logged when it was let in. */
  logLine?: string;
}

/**
 * `npm run demo`: the finished workshop from an empty local account to the caller's log line, and
 * back to an empty account, in acts.
 *
 * @param pause what the end of an act waits for, with `slow`
 * @returns the exit code: 0 everything was as it should be, 1 it was not
 */
export async function demoCommand(
  { slow = false, verbose = false }: DemoOptions = {},
  output: Output = outputTo(process.stdout, { isVerbose: verbose }),
  pause: () => Promise<void> = anyKey,
): Promise<number> {
  const directory = mkdtempSync(path.join(tmpdir(), 'sigv4-workshop-demo-'));
  const start = performance.now();
  const session = await openLocalSession(directory, { names: namesOf('demo'), output });
  const finished = new Code('solutions');
  const report = new VerificationReport(output);
  const stage: DemoStage = { run: { session, code: finished, finished, report } };
  try {
    output.line(
      `An empty account of local AWS: ${session.accountId}, ${session.region}. No network is used.`,
    );
    for (const [index, act] of ACTS.entries()) {
      if (slow && index > 0) {
        output.passing('Press a key to go on.');
        await pause();
      }
      if (!(await play(act, index + 1, stage))) return 1;
    }
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    output.line();
    output.line(`The caller's log: ${stage.logLine}`);
    output.line(`${markOf('ok', output.screen)}nothing left, after ${seconds} seconds.`);
    return 0;
  } finally {
    await session.close();
    rmSync(directory, { recursive: true, force: true });
  }
}

/** @returns whether everything in it was as it should be */
async function play(act: Act, number: number, stage: DemoStage): Promise<boolean> {
  const { report, session } = stage.run;
  const { screen } = session.output;
  session.output.line();
  session.output.line(actHeading(act, number, screen));
  session.output.line();
  let isRight = true;
  try {
    await act.play(stage);
  } catch (error) {
    if (!(error instanceof DoesNotHold)) throw error;
    isRight = false;
  }
  session.output.line(actFindings(report.take().body, screen));
  return isRight;
}

/** What an act is about, before it is played. */
export function actHeading(
  { title, sentence }: Pick<Act, 'title' | 'sentence'>,
  number: number,
  { columns, style }: Screen,
): string {
  return [style('strong', `${number}  ${title}`), paragraph(sentence, columns, INDENT)].join('\n');
}

/** What an act has shown. */
export function actFindings(body: ReportBlock[], screen: Screen): string {
  const inner = { ...screen, columns: screen.columns - INDENT.length };
  return renderBlocks(body, inner)
    .map((line) => (line === '' ? '' : INDENT + line))
    .join('\n');
}

const INDENT = '   ';

export const ACTS: readonly Act[] = [
  {
    title: 'An API in front of a function',
    sentence:
      'API Gateway passes GET on / to a Lambda function, once IAM has said that the caller may.',
    async play(stage) {
      stage.ground = await prepareApi(stage.run);
      const { url } = stage.ground;
      holds(stage, `${stage.run.session.names.api} is deployed: ${url}`);
    },
  },
  {
    title: 'Without a signature, nobody is let in',
    sentence: 'A call that does not say who makes it is refused before the function hears of it.',
    play: callUnsigned,
  },
  {
    title: 'A signature alone is not enough',
    sentence:
      'A second function signs the call with the credentials of its role. AWS now knows who calls, ' +
      'but no policy allows the call.',
    async play(stage) {
      await deployCaller(stage);
      await expectLogged(stage, {
        text: 'The caller signs and calls → 403',
        expected: 'api_response is 403 … is not authorized to perform: execute-api:Invoke',
        pattern: /^api_response is 403 .*is not authorized/,
      });
    },
  },
  {
    title: 'One statement in a policy opens the door',
    sentence: 'The role may now call this one method. Function and signature are the same.',
    async play(stage) {
      await allowCaller(stage);
      stage.logLine = await expectLogged(stage, {
        text: 'The caller signs and calls → 200',
        expected: 'api_response is 200 "Hello from Lambda!"',
        pattern: /^api_response is 200 "Hello from Lambda!"$/,
      });
    },
  },
  {
    title: 'A signature is good for one request',
    sentence: 'On its way, somebody adds a parameter to a signed request. AWS notices it.',
    play: callTampered,
  },
  {
    title: 'Everything is removed',
    sentence: 'What was made bears tags, so that nothing else is touched.',
    async play(stage) {
      const { outcome, body } = await removeEverything(stage.run.session);
      const removed = body.filter((block) => block.kind === 'claim').map(({ text }) => text);
      if (outcome === 'ok') holds(stage, `${removed.length} resources are removed, none is left`);
      else stage.run.report.broken({ evidence: body });
      if (outcome !== 'ok') throw new DoesNotHold('something is left');
    },
  },
];

function holds({ run }: DemoStage, text: string): void {
  run.report.problems(text, []);
}

async function callUnsigned({ run: { report }, ground }: DemoStage): Promise<void> {
  const { url } = ground!;
  report.action(`GET ${url}`);
  const answer = await open(url);
  await report.claim({
    text: 'GET /dev/, not signed → 403 Missing Authentication Token',
    expected: '403 Missing Authentication Token',
    got: answerInShort(answer),
    holds: answer.status === 403 && answer.body.includes('Missing Authentication Token'),
  });
}

/** The caller of step 09, with a role that may do nothing yet. */
async function deployCaller({ run: { session, finished }, ground }: DemoStage): Promise<void> {
  const { callerFunction, callerRole } = session.names;
  const { callerTrustPolicy } = policiesOf(finished);
  await ensureFunction(session, {
    name: callerFunction,
    roleArn: await ensureRole(session, callerRole, callerTrustPolicy()),
    code: await bundleFunction(finished.path(CALLER)),
    variables: { API_URL: ground!.url.href, API_REGION: session.region },
  });
}

async function allowCaller({ run: { session, finished }, ground }: DemoStage): Promise<void> {
  const { attachInvokePolicy, leastPrivilegePolicy } = policiesOf(finished);
  const { clients, names } = session;
  await attachInvokePolicy(clients.iam, names.callerRole, leastPrivilegePolicy(ground!.target));
}

/** Invokes the caller. @returns the line that it has logged */
async function expectLogged(
  { run: { session, report } }: DemoStage,
  { text, expected, pattern }: { text: string; expected: string; pattern: RegExp },
): Promise<string> {
  report.action(`Invoke ${session.names.callerFunction}, and read its log`);
  const invocation = await invoke(session, session.names.callerFunction);
  const line = loggedAnswer(invocation) ?? '';
  await report.claim({
    text,
    expected,
    got: line,
    holds: pattern.test(line),
    explain: () => ({ evidence: [{ kind: 'verbatim', lines: invocation.log.split('\n') }] }),
  });
  return line;
}

/** Somebody on the way adds a parameter to a signed request. */
async function callTampered({ run, ground }: DemoStage): Promise<void> {
  const { session, finished, report } = run;
  const { url, target } = ground!;
  const credentials = await signerCredentials(run, invokeArnOf(target));
  const context = signingContext(session, credentials);
  const { signRequest } = finished.load<typeof SignRequest>('07-sign-request/sign-request');
  const signed = signRequest(apiRequest(url), context);

  const tampered = { ...signed, query: 'admin=true' };
  report.action(`GET ${url}?${tampered.query}, signed as GET ${url}`);
  const answer = await send(url, tampered);
  await report.claim({
    text: 'GET /dev/?admin=true, signed as GET /dev/ → 403',
    expected: '403 The request signature we calculated does not match …',
    got: answerInShort(answer),
    holds: answer.status === 403 && answer.body.includes('does not match'),
  });
  const own = figuresOf(finished, withoutAuthorization(signed), context);
  const columns = session.output.screen.columns - INDENT.length;
  const shown = besideEachOther(own.canonicalRequest, answer.body, {
    ...session.output.screen,
    columns,
  });
  report.show({ kind: 'verbatim', lines: shown });
}

/** The canonical request as it was signed, and as AWS computed it of what arrived. */
export function besideEachOther(signed: string, refusal: string, screen: Screen): string[] {
  const pair = {
    before: signed,
    after: serverFigures(refusal)?.canonicalRequest ?? '',
    beforeName: 'the caller signed',
    afterName: 'AWS received',
  };
  return sideBySide(pair, screen).trimEnd().split('\n');
}

function policiesOf(finished: Code): typeof InvokePolicy {
  return finished.load<typeof InvokePolicy>('03-invoke-policy/invoke-policy');
}
