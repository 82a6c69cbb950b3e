import type { Api, ApiPlan } from '../../../solutions/02-provision-api/provision-api';
import type { Credentials } from '../../../solutions/04-canonical-request/signing-input';
import { bundleFunction } from '../../account/bundle-function';
import { inspectApi } from '../../inspect/api';
import { inspectHello } from '../../inspect/hello';
import { type InvokeTarget, invokeArnOf } from '../../inspect/invoke-arn';
import type { VerificationRun } from '../verification';
import {
  apiPlan,
  expectedApi,
  findApi,
  invokeTarget,
  isDeployed,
  makeApi,
  PROVISION_API,
} from './api';
import { configurationOf, ensureFunction, type InvocationOutcome, invoke } from './functions';
import { type Maker, makerOf, stopAtEarlierStep } from './maker';
import { ensureRole, LAMBDA_MAY_ASSUME, signerCredentials } from './roles';

/** The file of the hello function, in the steps' folders. */
export const HELLO_HANDLER = '01-hello-handler/hello-handler';

/** The API that the steps from 03 on depend on. */
export interface PreparedApi {
  api: Api;
  plan: ApiPlan;
  target: InvokeTarget;
  /** GET on the root: the invoke URL with the root's slash. */
  url: URL;
}

/** Puts the hello function there, with a role of its own. @returns its ARN */
export async function deployHello({ session }: VerificationRun, file: string): Promise<string> {
  const { helloFunction, helloRole } = session.names;
  const roleArn = await ensureRole(session, helloRole, LAMBDA_MAY_ASSUME);
  const code = await bundleFunction(file);
  return ensureFunction(session, { name: helloFunction, roleArn, code });
}

/** Whether the hello function has answered as it should. */
export function isRightHello({ result, failure }: InvocationOutcome): boolean {
  return failure === undefined && inspectHello(result).length === 0;
}

/**
 * The hello function by the learner's step 01. Where that is not written, it is the one that is
 * there, when it is right, or else the finished one.
 *
 * @returns its ARN
 * @throws DoesNotHold where the learner's is not right
 */
export async function prepareHello(run: VerificationRun): Promise<string> {
  const { session, report } = run;
  const { helloFunction } = session.names;
  const { code, isLearners } = makerOf(
    run,
    HELLO_HANDLER,
    (names) => `the function ${names.helloFunction}`,
  );
  if (!isLearners) {
    const found = await configurationOf(session, helloFunction);
    const isRight = found?.State === 'Active' && isRightHello(await invoke(session, helloFunction));
    if (isRight) return found.FunctionArn!;
  }
  report.action(`The function ${helloFunction}, from ${code.name(HELLO_HANDLER)}`);
  const functionArn = await deployHello(run, code.path(HELLO_HANDLER));
  if (!isLearners) return functionArn;
  const invocation = await invoke(session, helloFunction);
  if (isRightHello(invocation)) return functionArn;
  const { failure, result } = invocation;
  const problems = failure === undefined ? inspectHello(result) : [`It fails: ${failure}`];
  return stopAtEarlierStep(run, HELLO_HANDLER, problems);
}

/**
 * The API by the learner's step 02, as it is there; it is made where it is not, or where making it
 * was broken off. Where the step is not written, the finished code's API stands in.
 *
 * @throws DoesNotHold where the learner's is not right
 */
export async function prepareApi(run: VerificationRun): Promise<PreparedApi> {
  const functionArn = await prepareHello(run);
  const maker = makerOf(run, PROVISION_API, (names) => `the API ${names.api}`);
  const { session, isLearners } = maker;
  const plan = apiPlan(session, functionArn);
  const found = await findApi(session);
  if (!found) return makePreparedApi(run, maker, plan);

  const problems = await inspectApi(session.clients, expectedApi(found, plan));
  run.report.action(`The API ${plan.name}, as it is there`);
  if (problems.length === 0) return withAddress(run, found, plan);
  if (isLearners && (await isDeployed(session, found, plan))) {
    stopAtEarlierStep(run, PROVISION_API, problems);
  }
  run.report.note(`It is not as it should be: ${problems.join(' ')}`);
  return makePreparedApi(run, maker, plan);
}

async function makePreparedApi(
  run: VerificationRun,
  { code, session, isLearners }: Maker,
  plan: ApiPlan,
): Promise<PreparedApi> {
  const { report } = run;
  report.action(`The API ${plan.name}, by ${code.name(PROVISION_API)}`);
  const api = await makeApi(session, report, code, plan);
  const problems = isLearners ? await inspectApi(session.clients, expectedApi(api, plan)) : [];
  if (problems.length > 0) stopAtEarlierStep(run, PROVISION_API, problems);
  return withAddress(run, api, plan);
}

/** An API together with where it is called. */
export function withAddress({ session }: VerificationRun, api: Api, plan: ApiPlan): PreparedApi {
  const url = new URL(`${session.invokeUrl(api.apiId, plan.stage)}/`);
  return { api, plan, target: invokeTarget(api, plan), url };
}

/** The API, and the temporary credentials of a role that may call it. */
export async function prepareSigning(
  run: VerificationRun,
): Promise<PreparedApi & { credentials: Credentials }> {
  const ground = await prepareApi(run);
  const credentials = await signerCredentials(run, invokeArnOf(ground.target));
  return { ...ground, credentials };
}
