import { inspectApi } from '../../inspect/api';
import { invokeArnOf } from '../../inspect/invoke-arn';
import { apiPlan, expectedApi, makeApi, PROVISION_API } from '../prepare/api';
import { type PreparedApi, prepareHello, withAddress } from '../prepare/prepare-api';
import { signerCredentials } from '../prepare/roles';
import { answerInShort, explainAnswer } from '../refusal/explain-answer';
import { apiRequest, signingContext } from '../signing/api-request';
import { open, settled } from '../signing/call-api';
import { expectHello } from '../signing/expect-hello';
import { signWithLibrary } from '../signing/library-signer';
import type { Verification, VerificationRun } from '../verification';

const REFUSAL = '{"message":"Missing Authentication Token"}';

/**
 * The API is provisioned by the learner's `provisionApi`, it is what it should be, lets a signed call
 * through, and refuses one without a signature.
 */
export const verifyProvisionApi: Verification = async (run) => {
  const { session, code, report } = run;
  const plan = apiPlan(session, await prepareHello(run));

  report.action(`The API ${plan.name}, by provisionApi in ${code.name(PROVISION_API)}`);
  const api = await makeApi(session, report, code, plan);
  const ground = withAddress(run, api, plan);
  await report.all(
    async () =>
      report.problems(
        'The API has GET on /, with AWS_IAM and the function behind it, and is deployed',
        await inspectApi(session.clients, expectedApi(api, plan)),
        code.placeOf(PROVISION_API, 'provisionApi'),
      ),
    () => expectSignedIsServed(run, ground),
    () => expectUnsignedIsRefused(run, ground),
  );
};

/** The stage serves a copy of the API: only a call shows what is in it. */
async function expectSignedIsServed(
  run: VerificationRun,
  { url, target }: PreparedApi,
): Promise<void> {
  const { session } = run;
  const credentials = await signerCredentials(run, invokeArnOf(target));
  await expectHello(run, { text: 'GET /dev/, signed by the library', url }, () =>
    signWithLibrary(apiRequest(url), signingContext(session, credentials)),
  );
}

async function expectUnsignedIsRefused(
  { session, report }: VerificationRun,
  { url }: PreparedApi,
): Promise<void> {
  report.action(`GET ${url}, not signed`);
  const isRefused = ({ status, body }: { status: number; body: string }) =>
    status === 403 && body === REFUSAL;
  const answer = await settled(session, () => open(url), isRefused);
  await report.claim({
    text: 'GET /dev/, not signed → 403',
    expected: '403 Missing Authentication Token',
    got: answerInShort(answer),
    holds: isRefused(answer),
    explain: () =>
      answer.status === 200 ? { mistake: OPEN_TO_EVERYBODY } : explainAnswer(session, answer),
  });
}

const OPEN_TO_EVERYBODY = {
  name: 'Everybody may call the API: GET was deployed without the authorization type AWS_IAM',
  fix: "set authorizationType to 'AWS_IAM' before you deploy",
};
