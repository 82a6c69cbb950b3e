import { GetRoleCommand } from '@aws-sdk/client-iam';
import { unlessMissing } from '../account/calls/aws-error';
import { STAGE } from '../account/names';
import type { Session } from '../account/session';
import type { ReportBlock } from '../terminal/report/report';
import { teardownCommandLine, verifyCommandLine } from './command-lines';
import { findApi } from './prepare/api';
import { VERIFICATIONS } from './steps';
import type { VerificationRun } from './verification';

/** Where `npm run local-aws` listens, unless it is told otherwise. */
const LOCAL_AWS = 'http://127.0.0.1:4566';

/** The first step whose verification leaves a caller function in the account. */
const FIRST_WITH_CALLER = '09';

/** Whether nothing of the session's account, region and prefix is in the journal yet. */
export function isFirstRun({ journal, accountId, region, names }: Session): boolean {
  return !journal
    .entries()
    .some(
      (entry) =>
        entry.account === accountId && entry.region === region && entry.prefix === names.prefix,
    );
}

/**
 * What stays in the account, and how it is called.
 *
 * @param number of the step that was verified last
 */
export async function whatStays(run: VerificationRun, number: string): Promise<ReportBlock[]> {
  const { session } = run;
  const { names, region, kind, isLasting } = session;
  const api = await findApi(session);
  const hasCaller = number >= FIRST_WITH_CALLER;
  const functionName = hasCaller ? names.callerFunction : names.helloFunction;
  const isGone = kind === 'local' && !isLasting;
  const text = [
    ...(kind === 'local' ? [keysHint(isLasting)] : []),
    ...(isGone && hasCaller
      ? [
          `Then run ${verifyCommandLine(run, number)} again: ${functionName} still has the address ` +
            "of this run's local AWS, which has ended.",
        ]
      : []),
  ];
  return [
    {
      kind: 'heading',
      text: `What stays in ${region}${kind === 'local' ? ' of local AWS' : ''}, and how to call it`,
    },
    ...text.map((sentence): ReportBlock => ({ kind: 'prose', text: sentence })),
    {
      kind: 'verbatim',
      lines: [
        ...(api ? await signedCurl(session, api.apiId) : []),
        `aws lambda invoke --function-name ${functionName} answer.json`,
      ],
    },
  ];
}

function keysHint(isLasting: boolean): string {
  if (isLasting) return 'npm run local-aws showed the keys to set when it started.';
  return `Start npm run local-aws first. It listens on ${LOCAL_AWS} and shows the keys to set.`;
}

/** Whoever calls needs keys to which IAM allows it: an administrator's, or those of the signing role. */
async function signedCurl(session: Session, apiId: string): Promise<string[]> {
  const signing = `--aws-sigv4 "aws:amz:${session.region}:execute-api"`;
  const address = addressOf(session, apiId);
  if (session.kind === 'local') return [`curl ${signing} --user KEY:SECRET \\`, `  ${address}`];

  const { iam } = session.clients;
  const command = new GetRoleCommand({ RoleName: session.names.signerRole });
  const role = (await unlessMissing(iam.send(command)))?.Role;
  if (!role) return [];
  return [
    'read -r KEY SECRET TOKEN <<< "$(aws sts assume-role \\',
    '  --role-session-name curl --output text \\',
    `  --role-arn ${role.Arn} \\`,
    `  --query 'Credentials.[AccessKeyId,SecretAccessKey,SessionToken]')"`,
    `curl ${signing} --user "$KEY:$SECRET" \\`,
    `  -H "X-Amz-Security-Token: $TOKEN" ${address}`,
  ];
}

/** Verification may run a local AWS of its own, which is gone with it. */
function addressOf({ isLasting, invokeUrl }: Session, apiId: string): string {
  const { origin, pathname } = new URL(`${invokeUrl(apiId, STAGE)}/`);
  return `${isLasting ? origin : LOCAL_AWS}${pathname}`;
}

/** The command that comes next. */
export function whatIsNext(run: VerificationRun, number: string): string {
  const numbers = [...VERIFICATIONS.keys()];
  const next = numbers[numbers.indexOf(number) + 1];
  if (next) return `next: npm start ${next}, then ${verifyCommandLine(run, next)}`;
  return `that was the last step; ${teardownCommandLine(run)} removes all of it`;
}
