import { GetRoleCommand } from '@aws-sdk/client-iam';
import { unlessMissing } from '../account/calls/aws-error';
import { STAGE } from '../account/names';
import type { Session } from '../account/session';
import { teardownCommandLine, verifyCommandLine } from './command-lines';
import { findApi } from './prepare/api';
import { VERIFICATIONS } from './steps';
import type { VerificationRun } from './verification';

/** Where `npm run local-aws` listens, unless it is told otherwise. */
const LOCAL_AWS = 'http://127.0.0.1:4566';

/** The first step whose verification leaves a caller function in the account. */
const FIRST_WITH_CALLER = '09';

/**
 * Tells what stays in the account and how it is called, and what is next.
 *
 * @param number of the step that was verified last
 */
export async function tellWhatStays(run: VerificationRun, number: string): Promise<void> {
  const { session } = run;
  const lines = [...(await whatStays(run, number)), ...whatIsNext(run, number)];
  for (const line of lines) session.output.line(line);
}

async function whatStays(run: VerificationRun, number: string): Promise<string[]> {
  const { session } = run;
  const { names, region, kind, isLasting } = session;
  const api = await findApi(session);
  const hasCaller = number >= FIRST_WITH_CALLER;
  const functionName = hasCaller ? names.callerFunction : names.helloFunction;
  const isGone = kind === 'local' && !isLasting;
  return [
    `What stays in ${region}${kind === 'local' ? ' of local AWS' : ''}, and how to call it:`,
    ...(kind === 'local' ? [`  ${whoSaysTheKeys(isLasting)}`] : []),
    ...(isGone && hasCaller
      ? [
          `  Then ${verifyCommandLine(run, number)} again: ${functionName} still has the address`,
          "  of this run's local AWS, which has ended.",
        ]
      : []),
    ...(api ? await signedCurl(session, api.apiId) : []),
    `  aws lambda invoke --function-name ${functionName} answer.json`,
  ];
}

function whoSaysTheKeys(isLasting: boolean): string {
  if (isLasting) return '(npm run local-aws has said, when it started, which keys to set.)';
  return `Start npm run local-aws first. It listens on ${LOCAL_AWS}, and says which keys to set.`;
}

/** Whoever calls needs keys to which IAM allows it: an administrator's, or those of the signing role. */
async function signedCurl(session: Session, apiId: string): Promise<string[]> {
  const signing = `--aws-sigv4 "aws:amz:${session.region}:execute-api"`;
  const address = addressOf(session, apiId);
  if (session.kind === 'local') return [`  curl ${signing} --user KEY:SECRET ${address}`];

  const { iam } = session.clients;
  const command = new GetRoleCommand({ RoleName: session.names.signerRole });
  const role = (await unlessMissing(iam.send(command)))?.Role;
  if (!role) return [];
  return [
    '  read -r KEY SECRET TOKEN <<< "$(aws sts assume-role --role-session-name curl --output text \\',
    `    --role-arn ${role.Arn} \\`,
    `    --query 'Credentials.[AccessKeyId,SecretAccessKey,SessionToken]')"`,
    `  curl ${signing} --user "$KEY:$SECRET" -H "X-Amz-Security-Token: $TOKEN" ${address}`,
  ];
}

/** Verification may run a local AWS of its own, which is gone with it. */
function addressOf({ isLasting, invokeUrl }: Session, apiId: string): string {
  const { origin, pathname } = new URL(`${invokeUrl(apiId, STAGE)}/`);
  return `${isLasting ? origin : LOCAL_AWS}${pathname}`;
}

function whatIsNext(run: VerificationRun, number: string): string[] {
  const numbers = [...VERIFICATIONS.keys()];
  const next = numbers[numbers.indexOf(number) + 1];
  if (next) return [`What is next: npm start ${next}, then ${verifyCommandLine(run, next)}`];
  return [
    'That was the last step: the workshop is done.',
    `${teardownCommandLine(run)} removes all that was made, and looks whether anything is left.`,
  ];
}
