import { type IAMClient, SimulateCustomPolicyCommand } from '@aws-sdk/client-iam';
import { type InvokeTarget, invokeArnOf } from '../inspect/invoke-arn';
import type { Claim } from './verification-report';

/** What a policy is asked about: the method that is called, and what differs from it in one part. */
const CALLS: [name: string, difference: Partial<InvokeTarget>][] = [
  ['the method', {}],
  ['another stage', { stage: 'prod' }],
  ['another method', { method: 'POST' }],
  ['another path', { path: '/pets' }],
  ['another API', { apiId: 'a0b1c2d3e4' }],
  ['another region', { region: 'another-region-1' }],
  ['another account', { accountId: '000000000000' }],
];

/** What a policy is to allow of them. */
const ALLOWED = {
  everything: CALLS.map(([name]) => name),
  'the method': ['the method'],
};

const IN_SHORT: Record<keyof typeof ALLOWED, string> = {
  everything: 'all methods of all APIs',
  'the method': 'this method and nothing else',
};

/** A policy, and what it is to allow. */
interface SimulatedPolicy {
  /** In a sentence: `the wide policy`. */
  title: string;
  policy: object;
  target: InvokeTarget;
  allows: keyof typeof ALLOWED;
}

/**
 * Asks IAM what a policy alone allows. Nothing is called.
 *
 * @throws what IAM refuses, such as a document that is no policy
 */
export async function simulate(
  iam: IAMClient,
  { title, policy, target, allows }: SimulatedPolicy,
): Promise<Claim> {
  const { EvaluationResults = [] } = await iam.send(
    new SimulateCustomPolicyCommand({
      PolicyInputList: [JSON.stringify(policy)],
      ActionNames: ['execute-api:Invoke'],
      ResourceArns: CALLS.map(([, difference]) => invokeArnOf({ ...target, ...difference })),
    }),
  );
  const allowedArns = EvaluationResults.filter(
    ({ EvalDecision }) => EvalDecision === 'allowed',
  ).map(({ EvalResourceName }) => EvalResourceName);
  const allowed = CALLS.filter(([, difference]) =>
    allowedArns.includes(invokeArnOf({ ...target, ...difference })),
  ).map(([name]) => name);
  return {
    text: `IAM says that ${title} allows ${IN_SHORT[allows]}`,
    expected: ALLOWED[allows].join(', '),
    got: allowed.join(', ') || 'nothing',
    holds: allowed.join() === ALLOWED[allows].join(),
  };
}
