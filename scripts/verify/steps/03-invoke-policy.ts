import { DeleteRolePolicyCommand, ListRolePoliciesCommand } from '@aws-sdk/client-iam';
import type * as InvokePolicy from '../../../solutions/03-invoke-policy/invoke-policy';
import type { PolicyDocument } from '../../../solutions/03-invoke-policy/invoke-policy';
import { bundleFunction } from '../../account/bundle-function';
import { unlessMissing } from '../../account/calls/aws-error';
import type { Session } from '../../account/session';
import { runAwaited } from '../../inspect/awaited-calls';
import {
  inspectInvokePolicy,
  inspectPolicyNames,
  inspectTrustPolicy,
  inspectWidePolicy,
} from '../../inspect/policies';
import { simulate } from '../policy-simulation';
import { INVOKE_POLICY } from '../prepare/caller-role';
import { ensureFunction, invoke } from '../prepare/functions';
import { type PreparedApi, prepareApi } from '../prepare/prepare-api';
import { ensureRole } from '../prepare/roles';
import { answerInShort, explainAnswer, type RecordedAnswer } from '../refusal/explain-answer';
import { isHello, settled } from '../signing/call-api';
import { HELLO } from '../signing/expect-hello';
import type { Verification, VerificationRun } from '../verification';

const PROBE = require.resolve('../permission-probe');

/** One policy of the learner's, and what it is to allow. */
interface Trial {
  title: string;
  policy: PolicyDocument;
  claim: string;
  /** What is wrong with it, as sentences. */
  problems: string[];
  /** Where it is written. */
  place: string;
  /** Whether it is to allow all methods of all APIs, or the one that is called. */
  allows: 'everything' | 'the method';
}

/** The caller's role is denied before it has a policy, and allowed just what each of the two says. */
export const verifyInvokePolicy: Verification = async (run) => {
  const { session, code, report } = run;
  const ground = await prepareApi(run);
  const policies = code.load<typeof InvokePolicy>(
    INVOKE_POLICY,
    'callerTrustPolicy',
    'widePolicy',
    'leastPrivilegePolicy',
    'attachInvokePolicy',
  );

  report.action(`The role ${session.names.callerRole}, by ${code.name(INVOKE_POLICY)}`);
  const trustPolicy = policies.callerTrustPolicy();
  await report.all(
    () =>
      report.problems(
        'The trust policy lets Lambda, and nobody else, take the role',
        inspectTrustPolicy(trustPolicy),
        code.placeOf(INVOKE_POLICY, 'callerTrustPolicy'),
      ),
    () => deployProbe(run, ground, trustPolicy),
  );
  await expectDenied(run, ground);

  const widePolicy = policies.widePolicy();
  const leastPrivilegePolicy = policies.leastPrivilegePolicy(ground.target);
  const trials: Trial[] = [
    {
      title: 'the wide policy',
      policy: widePolicy,
      claim: 'The wide policy allows execute-api:Invoke on *',
      place: code.placeOf(INVOKE_POLICY, 'widePolicy'),
      problems: inspectWidePolicy(widePolicy),
      allows: 'everything',
    },
    {
      title: 'the least-privilege policy',
      policy: leastPrivilegePolicy,
      claim: 'The least-privilege policy names only GET on / of this API and stage',
      place: code.placeOf(INVOKE_POLICY, 'leastPrivilegePolicy'),
      problems: inspectInvokePolicy(leastPrivilegePolicy, ground.target),
      allows: 'the method',
    },
  ];
  await report.all(
    ...trials.map((trial) => () => tryPolicy(run, ground, policies.attachInvokePolicy, trial)),
  );
};

/** A function that calls the API as the caller's role, signed by the library. */
async function deployProbe(
  { session, report }: VerificationRun,
  { url }: PreparedApi,
  trustPolicy: object,
): Promise<void> {
  const { callerRole, probeFunction } = session.names;
  const roleArn = await ensureRole(session, callerRole, trustPolicy);
  await removePolicies(session);
  report.action(`The function ${probeFunction}, to call with that role`);
  await ensureFunction(session, {
    name: probeFunction,
    roleArn,
    code: await bundleFunction(PROBE),
    variables: { API_URL: url.href, API_REGION: session.region },
  });
}

async function expectDenied(
  { session, report }: VerificationRun,
  { url }: PreparedApi,
): Promise<void> {
  report.action(`GET ${url} as that role, which has no policy yet`);
  const denied = await settled(session, () => probe(session), isDenied);
  await report.claim({
    text: 'GET /dev/ with the role, which has no policy yet → 403',
    expected: '403 … is not authorized to perform: execute-api:Invoke',
    got: answerInShort(denied),
    holds: isDenied(denied),
    explain: () => explainAnswer(session, denied),
  });
}

/** Names what is wrong with a policy, and lets IAM and API Gateway say what they make of it. */
async function tryPolicy(
  { session, report }: VerificationRun,
  { target, url }: PreparedApi,
  attach: typeof InvokePolicy.attachInvokePolicy,
  { title, policy, claim, problems, place, allows }: Trial,
): Promise<void> {
  const { clients, names } = session;
  report.action(title);
  await report.all(
    () => report.problems(claim, problems, place),
    () =>
      runAwaited({ iam: clients.iam }, 'attachInvokePolicy', () =>
        attach(clients.iam, names.callerRole, policy),
      ),
    async () =>
      report.problems(
        'The policy is attached as POLICY_NAME',
        inspectPolicyNames(await policiesOf(session)),
        place,
      ),
    async () => report.claim(await simulate(clients.iam, { title, policy, target, allows })),
    async () => {
      report.action(`GET ${url} as that role, with this policy`);
      const answer = await settled(session, () => probe(session));
      await report.claim({
        text: `GET /dev/ with the role and ${title} → 200`,
        expected: HELLO,
        got: answerInShort(answer),
        holds: isHello(answer),
        explain: () => explainAnswer(session, answer),
      });
    },
  );
}

async function probe(session: Session): Promise<RecordedAnswer> {
  const { result, failure } = await invoke(session, session.names.probeFunction);
  if (failure !== undefined) throw new Error(`The probe could not call the API: ${failure}`);
  return result as RecordedAnswer;
}

function isDenied({ status, body }: RecordedAnswer): boolean {
  return status === 403 && body.includes('is not authorized to perform: execute-api:Invoke');
}

/** A former run has left a policy: without it, the role is denied. */
async function removePolicies(session: Session): Promise<void> {
  const { clients, names, output } = session;
  const RoleName = names.callerRole;
  for (const PolicyName of await policiesOf(session)) {
    output.detail(
      `    The policy ${PolicyName} of a former run goes first: a role without one is denied.`,
    );
    await unlessMissing(clients.iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName })));
  }
}

/** The names of the inline policies of the caller's role. */
async function policiesOf({ clients: { iam }, names }: Session): Promise<string[]> {
  const command = new ListRolePoliciesCommand({ RoleName: names.callerRole });
  const { PolicyNames = [] } = await iam.send(command);
  return PolicyNames;
}
