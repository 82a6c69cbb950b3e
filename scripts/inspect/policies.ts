import { type InvokeTarget, inspectInvokeArn, invokeArnOf } from './invoke-arn';

const VERSION = '2012-10-17';

interface Statement {
  Effect?: string;
  Principal?: unknown;
  Action?: string | string[];
  Resource?: string | string[];
}

/**
 * What is wrong with the trust policy of a role that Lambda functions are to run with.
 * @param document as an object, or as JSON
 * @returns sentences; none when it is right
 */
export function inspectTrustPolicy(document: unknown): string[] {
  const { findings, statements } = readPolicy('The trust policy', document);
  const allowing = statements.filter(({ Effect }) => Effect === 'Allow');
  return [...findings, ...(findings.length > 0 ? [] : inspectTrust(allowing))];
}

function inspectTrust(statements: Statement[]): string[] {
  const principals = statements.flatMap(({ Principal }) => namesOf(Principal));
  const actions = statements.flatMap(({ Action }) => listOf(Action));
  const findings: string[] = [];
  const texts = statements
    .map(({ Principal }) => Principal)
    .filter((one) => typeof one === 'string' && one !== '*');
  if (texts.length > 0) {
    return [
      `The trust policy's Principal is the text ${JSON.stringify(texts[0])}. A service is named by ` +
        'its kind: { "Service": "lambda.amazonaws.com" }.',
    ];
  }
  if (!principals.includes('lambda.amazonaws.com')) {
    findings.push(
      'The trust policy does not name Lambda: its Principal must be ' +
        '{ "Service": "lambda.amazonaws.com" }, or no function can be given the role.',
    );
  }
  const others = principals.filter((name) => name !== 'lambda.amazonaws.com');
  if (others.length > 0) {
    findings.push(
      `The trust policy lets ${others.join(', ')} take the role, which only Lambda needs.`,
    );
  }
  if (actions.join() !== 'sts:AssumeRole') {
    findings.push(
      `The trust policy's Action is ${actions.join(', ') || 'missing'}; it must be sts:AssumeRole. ` +
        'What the role may do is in another policy.',
    );
  }
  return findings;
}

/**
 * What is wrong with a policy that is to allow one method and nothing more.
 * @param document as an object, or as JSON
 * @returns sentences; none when it is right
 */
export function inspectInvokePolicy(document: unknown, target: InvokeTarget): string[] {
  const { findings, statements } = readPolicy('The policy', document);
  if (findings.length > 0) return findings;
  return statements
    .filter(({ Effect }) => Effect === 'Allow')
    .flatMap((statement) => inspectInvokeStatement(statement, target));
}

function inspectInvokeStatement(statement: Statement, target: InvokeTarget): string[] {
  const resources = listOf(statement.Resource);
  const missing =
    resources.length === 0
      ? [`The policy has no Resource; it must be ${invokeArnOf(target)}.`]
      : [];
  return [
    ...inspectPermission(statement),
    ...missing,
    ...resources.flatMap((resource) => inspectResource(resource, target)),
  ];
}

/**
 * What is wrong with a policy that is to allow the calls of all APIs, and nothing but calls.
 * @param document as an object, or as JSON
 * @returns sentences; none when it is right
 */
export function inspectWidePolicy(document: unknown): string[] {
  const { findings, statements } = readPolicy('The policy', document);
  if (findings.length > 0) return findings;
  return statements
    .filter(({ Effect }) => Effect === 'Allow')
    .flatMap((statement) => [...inspectPermission(statement), ...inspectWideResource(statement)]);
}

function inspectWideResource({ Resource }: Statement): string[] {
  const resources = listOf(Resource);
  if (resources.includes('*')) return [];
  return [
    `The policy's Resource is ${resources.join(', ') || 'missing'}; that of the wide policy is *, ` +
      'every method of every API.',
  ];
}

const POLICY_NAME = 'invoke-hello-api';

/**
 * What is wrong with the names of the inline policies that a role has by then.
 * @returns sentences; none when it has that of this workshop, or none yet
 */
export function inspectPolicyNames(names: string[]): string[] {
  const others = names.filter((name) => name !== POLICY_NAME);
  if (others.length === 0) return [];
  return [
    `The role has the policy ${others.join(', ')}; its PolicyName must be POLICY_NAME, ${POLICY_NAME}.`,
  ];
}

/** What is wrong with a statement that is to allow calls, except the Resource. */
function inspectPermission({ Principal, Action }: Statement): string[] {
  const actions = listOf(Action);
  const findings: string[] = [];
  if (Principal !== undefined) {
    findings.push('The policy has a Principal: that belongs in the trust policy alone.');
  }
  if (actions.join() !== 'execute-api:Invoke') {
    findings.push(
      `The policy's Action is ${actions.join(', ') || 'missing'}; it must be execute-api:Invoke.`,
    );
  }
  return findings;
}

function inspectResource(resource: string, target: InvokeTarget): string[] {
  if (resource !== '*') return inspectInvokeArn("The policy's Resource", resource, target);
  return [
    `The policy's Resource is *: every method of every API. Least privilege is ${invokeArnOf(target)} alone.`,
  ];
}

function readPolicy(
  name: string,
  document: unknown,
): { findings: string[]; statements: Statement[] } {
  const { Version, Statement } = (
    typeof document === 'string' ? JSON.parse(document) : (document ?? {})
  ) as { Version?: string; Statement?: Statement | Statement[] };
  const statements = listOf(Statement);
  if (Version !== VERSION) {
    const finding = `${name} has the Version ${Version}; the policy language has the version ${VERSION}.`;
    return { findings: [finding], statements };
  }
  if (!statements.some(({ Effect }) => Effect === 'Allow')) {
    return { findings: [`${name} has no statement with the Effect Allow.`], statements };
  }
  return { findings: [], statements };
}

/** All that a Principal names: a text, or texts by kind. */
function namesOf(principal: unknown): string[] {
  if (typeof principal === 'string') return [principal];
  return Object.values((principal ?? {}) as Record<string, string | string[]>).flat();
}

function listOf<T>(value: T | T[] | undefined): T[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}
