import { inspectApi } from '../../inspect/api';
import { invokeArnOf } from '../../inspect/invoke-arn';
import type { Bench, Verification } from '../bench';
import { apiPlan, expectedApi, makeApi, PROVISION_API } from '../ground/api';
import { type GroundApi, groundHello, withAddress } from '../ground/ground';
import { signerCredentials } from '../ground/roles';
import { explainAnswer } from '../refusal/explain-answer';
import { apiRequest, signingContext } from '../signing/api-request';
import { open, settled } from '../signing/call-api';
import { expectHello } from '../signing/expect-hello';
import { signWithLibrary } from '../signing/library-signer';

const REFUSAL = '{"message":"Missing Authentication Token"}';

/**
 * The API is provisioned by the learner's `provisionApi`, it is what it should be, lets a signed call
 * through, and refuses one without a signature.
 */
export const verifyProvisionApi: Verification = async (bench) => {
  const { session, code, report } = bench;
  const plan = apiPlan(session, await groundHello(bench));

  report.action(`The API ${plan.name}, by provisionApi in ${code.name(PROVISION_API)}`);
  const api = await makeApi(session, report, code, plan);
  const ground = withAddress(bench, api, plan);
  await report.all(
    async () =>
      report.problems(
        'GET on /, AWS_IAM, the function behind it, deployed',
        await inspectApi(session.clients, expectedApi(api, plan)),
      ),
    () => expectSignedIsServed(bench, ground),
    () => expectUnsignedIsRefused(bench, ground),
  );
};

/** The stage serves a copy of the API: only a call shows what is in it. */
async function expectSignedIsServed(bench: Bench, { url, target }: GroundApi): Promise<void> {
  const { session } = bench;
  const credentials = await signerCredentials(bench, invokeArnOf(target));
  await expectHello(bench, `GET ${url}, signed, by that role`, url, () =>
    signWithLibrary(apiRequest(url), signingContext(session, credentials)),
  );
}

async function expectUnsignedIsRefused(
  { session, report }: Bench,
  { url }: GroundApi,
): Promise<void> {
  report.action(`GET ${url}, not signed`);
  const isRefused = ({ status, body }: { status: number; body: string }) =>
    status === 403 && body === REFUSAL;
  const answer = await settled(session, () => open(url), isRefused);
  await report.finding({
    expected: `403 ${REFUSAL}`,
    got: `${answer.status} ${answer.body}`,
    holds: isRefused(answer),
    explain: () =>
      answer.status === 200
        ? ['Everybody may call the API: GET was deployed without the authorization type AWS_IAM.']
        : explainAnswer(session, answer),
  });
}
