import type { Api, ApiPlan } from '../../../solutions/02-provision-api/provision-api';
import type { Credentials } from '../../../solutions/04-canonical-request/signing-input';
import { bundleFunction } from '../../aws/bundle-function';
import { inspectApi } from '../../inspect/api';
import { inspectHello } from '../../inspect/hello';
import { type InvokeTarget, invokeArnOf } from '../../inspect/invoke-arn';
import type { Bench } from '../bench';
import { apiPlan, expectedApi, findApi, invokeTarget, provisionApi } from './api';
import { configurationOf, ensureFunction, type Invocation, invoke } from './functions';
import { ensureRole, LAMBDA_MAY_ASSUME, signerCredentials } from './roles';

/** The file of the hello function, in the steps' folders. */
export const HELLO_HANDLER = '01-hello-handler/hello-handler';

/** The API that the steps from 03 on stand on. */
export interface GroundApi {
  api: Api;
  plan: ApiPlan;
  target: InvokeTarget;
  /** GET on the root: the invoke URL with the root's slash. */
  url: URL;
}

/** Puts the hello function there, with a role of its own. @returns its ARN */
export async function deployHello({ session }: Bench, file: string): Promise<string> {
  const { helloFunction, helloRole } = session.names;
  const roleArn = await ensureRole(session, helloRole, LAMBDA_MAY_ASSUME);
  const code = await bundleFunction(file);
  return ensureFunction(session, { name: helloFunction, roleArn, code });
}

/** Whether the hello function has answered as it should. */
export function isRightHello({ result, failure }: Invocation): boolean {
  return failure === undefined && inspectHello(result).length === 0;
}

/** The hello function that is there, when it is right; else the finished one is put there. */
export async function groundHello(bench: Bench): Promise<string> {
  const { session, finished, report } = bench;
  const { helloFunction } = session.names;
  const found = await configurationOf(session, helloFunction);
  const isRight = found?.State === 'Active' && isRightHello(await invoke(session, helloFunction));
  if (isRight) return found.FunctionArn!;
  report.action('The hello function of step 01, by the finished code');
  return deployHello(bench, finished.path(HELLO_HANDLER));
}

/** The API that is there, when it is as step 02 wants it; else it is made by the finished code. */
export async function groundApi(bench: Bench): Promise<GroundApi> {
  const { session, finished, report } = bench;
  const plan = apiPlan(session, await groundHello(bench));
  const found = await findApi(session);
  const isRight =
    found && (await inspectApi(session.clients, expectedApi(found, plan))).length === 0;
  if (isRight) return withAddress(bench, found, plan);
  report.action('The API of step 02, by the finished code');
  return withAddress(bench, await provisionApi(session, finished, plan), plan);
}

/** An API together with where it is called. */
export function withAddress({ session }: Bench, api: Api, plan: ApiPlan): GroundApi {
  const url = new URL(`${session.invokeUrl(api.apiId, plan.stage)}/`);
  return { api, plan, target: invokeTarget(api, plan), url };
}

/** The API, and the temporary credentials of a role that may call it. */
export async function groundForSigning(
  bench: Bench,
): Promise<GroundApi & { credentials: Credentials }> {
  const ground = await groundApi(bench);
  const credentials = await signerCredentials(bench.session, invokeArnOf(ground.target));
  return { ...ground, credentials };
}
