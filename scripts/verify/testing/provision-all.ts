import { bundleFunction } from '../../account/bundle-function';
import type { Session } from '../../account/session';
import { invokeArnOf } from '../../inspect/invoke-arn';
import type { Bench } from '../bench';
import { Code } from '../code';
import { groundCallerRole } from '../ground/caller-role';
import { ensureFunction } from '../ground/functions';
import { groundApi } from '../ground/ground';
import { signerCredentials } from '../ground/roles';
import { Report } from '../report';

/** The finished code on both shelves. */
export function finishedBench(session: Session): Bench {
  const finished = new Code('solutions');
  return { session, code: finished, finished, report: new Report(session.output) };
}

/** Makes all that the steps make, and calls none of it. It may be run again at any time. */
export async function provisionAll(session: Session): Promise<void> {
  const bench = finishedBench(session);
  const ground = await groundApi(bench);
  await ensureFunction(session, {
    name: session.names.callerFunction,
    roleArn: await groundCallerRole(bench, ground),
    code: await bundleFunction(bench.finished.path('09-call-the-api/caller')),
    variables: { API_URL: ground.url.href, API_REGION: session.region },
  });
  await signerCredentials(bench, invokeArnOf(ground.target));
}
