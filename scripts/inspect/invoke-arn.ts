import { executeApiArn as invokeArnOf, type MethodAddress } from '../local-aws/execute-api/arn';

/** One method of one deployed API, as step 03 calls it. */
export type InvokeTarget = MethodAddress;

/** The ARN that API Gateway asks IAM, or the function's policy, about. */
export { invokeArnOf };

const INVOKE_ARN =
  /^arn:aws:execute-api:(?<region>[^:]*):(?<accountId>[^:]*):(?<apiId>[^/]*)(?:\/(?<stage>[^/]*)(?:\/(?<method>[^/]*)(?<path>\/.*)?)?)?$/;

const PART_NAMES: Record<keyof InvokeTarget, string> = {
  region: 'region',
  accountId: 'account',
  apiId: 'API',
  stage: 'stage',
  method: 'method',
  path: 'path',
};

/**
 * In which parts an ARN differs from that of the method that is called.
 * @param owner what the ARN stands in, for the sentence: `The policy's Resource`
 * @returns sentences; none when it is the method's
 */
export function inspectInvokeArn(owner: string, arn: string, target: InvokeTarget): string[] {
  const expected = invokeArnOf(target);
  if (arn === expected) return [];
  const found = INVOKE_ARN.exec(arn)?.groups;
  if (!found) return [`${owner} is ${arn}, no ARN of a method; it must be ${expected}.`];
  if (found.path === undefined && found.method === target.method) {
    return [
      `${owner} ends in ${found.stage}/${found.method}, without the slash of the path: ` +
        `it must be ${expected}.`,
    ];
  }
  const parts = Object.keys(PART_NAMES) as (keyof InvokeTarget)[];
  return parts
    .filter((part) => found[part] !== target[part])
    .map((part) => differenceIn(owner, part, found[part], target[part]));
}

function differenceIn(
  owner: string,
  part: keyof InvokeTarget,
  actual: string | undefined,
  expected: string,
): string {
  const name = PART_NAMES[part];
  if (!actual) return `${owner} has no ${name}; it must be ${expected}.`;
  if (actual.includes('*'))
    return `${owner} has ${actual} as ${name}: more than ${expected} alone.`;
  return `${owner} has the ${name} ${actual}; it must be ${expected}.`;
}
