import { GetPolicyCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { unlessMissing } from '../account/calls/aws-error';
import { inspectInvokeArn } from './invoke-arn';

const API_GATEWAY = 'apigateway.amazonaws.com';

interface Permission {
  Principal?: string | { Service?: string };
  Action?: string;
  Condition?: { ArnLike?: { 'AWS:SourceArn'?: string } };
}

/** Which function, and what may invoke it. */
export interface ExpectedPermission {
  functionArn: string;
  region: string;
  accountId: string;
  apiId: string;
  stage: string;
}

/** What is wrong with the permission of API Gateway to invoke the function for GET on the root. */
export async function inspectPermission(
  lambda: LambdaClient,
  expected: ExpectedPermission,
): Promise<string[]> {
  const { functionArn } = expected;
  const answer = await unlessMissing(
    lambda.send(new GetPolicyCommand({ FunctionName: functionArn })),
  );
  const { Statement = [] } = JSON.parse(answer?.Policy ?? '{}') as { Statement?: Permission[] };
  const [permission] = Statement.filter((statement) => isForApi(statement, expected.apiId));
  if (!permission) return [noPermission(Statement)];
  return inspectStatement(permission, expected);
}

/** One for another API may be beside it: the function's policy outlives an API. */
function isForApi(permission: Permission, apiId: string): boolean {
  const sourceArn = sourceArnOf(permission);
  const isOthers = sourceArn !== undefined && !sourceArn.includes(`:${apiId}`);
  return principalOf(permission) === API_GATEWAY && !isOthers;
}

function noPermission(statements: Permission[]): string {
  const others = [...new Set(statements.map(describePrincipal))];
  const found = others.length > 0 ? `its policy names ${others.join(', ')}` : 'it has no policy';
  return (
    `API Gateway may not invoke the function for this API (${found}), and callers would get 500 ` +
    `Internal server error. AddPermission for ${API_GATEWAY} allows it.`
  );
}

/** One of API Gateway that is left over here is for another API. */
function describePrincipal(permission: Permission): string {
  const principal = principalOf(permission);
  return principal === API_GATEWAY ? `${API_GATEWAY} for other APIs` : `${principal}`;
}

function inspectStatement(permission: Permission, expected: ExpectedPermission): string[] {
  const findings: string[] = [];
  if (permission.Action !== 'lambda:InvokeFunction') {
    findings.push(
      `The permission's Action is ${permission.Action}; it must be lambda:InvokeFunction.`,
    );
  }
  const sourceArn = sourceArnOf(permission);
  if (sourceArn === undefined) {
    findings.push(
      'The permission has no SourceArn: any API of any account could use the function.',
    );
    return findings;
  }
  const target = { ...expected, method: 'GET', path: '/' };
  return [...findings, ...inspectInvokeArn("The permission's SourceArn", sourceArn, target)];
}

function sourceArnOf({ Condition }: Permission): string | undefined {
  return Condition?.ArnLike?.['AWS:SourceArn'];
}

function principalOf({ Principal }: Permission): string | undefined {
  return typeof Principal === 'string' ? Principal : Principal?.Service;
}
