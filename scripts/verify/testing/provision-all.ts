import { bundleFunction } from '../../account/bundle-function';
import type { Session } from '../../account/session';
import { invokeArnOf } from '../../inspect/invoke-arn';
import { Code } from '../code';
import { prepareCallerRole } from '../prepare/caller-role';
import { ensureFunction } from '../prepare/functions';
import { prepareApi } from '../prepare/prepare-api';
import { signerCredentials } from '../prepare/roles';
import type { VerificationRun } from '../verification';
import { VerificationReport } from '../verification-report';

/** The finished code on both shelves. */
export function finishedRun(session: Session): VerificationRun {
  const finished = new Code('solutions');
  return { session, code: finished, finished, report: new VerificationReport(session.output) };
}

/** Makes all that the steps make, and calls none of it. It may be run again at any time. */
export async function provisionAll(session: Session): Promise<void> {
  const run = finishedRun(session);
  const ground = await prepareApi(run);
  await ensureFunction(session, {
    name: session.names.callerFunction,
    roleArn: await prepareCallerRole(run, ground),
    code: await bundleFunction(run.finished.path('09-call-the-api/caller')),
    variables: { API_URL: ground.url.href, API_REGION: session.region },
  });
  await signerCredentials(run, invokeArnOf(ground.target));
}
