import { inspectApi } from '../../inspect/api';
import type { Verification } from '../bench';
import { apiPlan, expectedApi, PROVISION_API, provisionApi } from '../ground/api';
import { groundHello, withAddress } from '../ground/ground';
import { explainAnswer } from '../refusal/explain-answer';
import { open, settled } from '../signing/call-api';

const REFUSAL = '{"message":"Missing Authentication Token"}';

/** The API is provisioned, it is what it should be, and it refuses a call without a signature. */
export const verifyProvisionApi: Verification = async (bench) => {
  const { session, code, report } = bench;
  const plan = apiPlan(session, await groundHello(bench));

  report.action(`The API ${plan.name}, by ${code.name(PROVISION_API)}`);
  const api = await provisionApi(session, code, plan);
  await report.problems(
    'GET on /, AWS_IAM, the function behind it, deployed',
    await inspectApi(session.clients, expectedApi(api, plan)),
  );

  const { url } = withAddress(bench, api, plan);
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
        ? ['Everybody may call the API. GET must have the authorization type AWS_IAM.']
        : explainAnswer(session, answer),
  });
};
