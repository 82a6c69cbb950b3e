import {
  CreateRoleCommand,
  CreateUserCommand,
  GetUserCommand,
  IAMClient,
  ListRoleTagsCommand,
  PutRolePolicyCommand,
  SimulateCustomPolicyCommand,
} from '@aws-sdk/client-iam';
import { CreateAliasCommand, GetAliasCommand, LambdaClient } from '@aws-sdk/client-lambda';
import aws4 from 'aws4';
import { type LocalAws, startLocalAws } from '..';
import { substituteVariables } from '../authorization/variables';
import { createFunctions } from '../testing/functions';
import { policyOf } from '../testing/identities';

/** Names that every object of JavaScript has. */
const NAMES = ['constructor', '__proto__', 'toString', 'hasOwnProperty'];

let aws: LocalAws;
let iam: IAMClient;

beforeAll(async () => {
  aws = await startLocalAws();
  iam = new IAMClient(clientOptions());
});

afterAll(() => aws.stop());

function clientOptions() {
  const { url: endpoint, region, credentials } = aws;
  return { endpoint, region, credentials, maxAttempts: 1 };
}

async function send(service: string, path: string, body: string, contentType: string) {
  const { host } = new URL(aws.url);
  const { headers } = aws4.sign(
    {
      host,
      method: 'POST',
      service,
      region: aws.region,
      path,
      body,
      headers: { 'Content-Type': contentType },
    },
    aws.credentials,
  );
  const { Host: _, 'Content-Length': __, ...sent } = headers as Record<string, string>;
  const response = await fetch(aws.url + path, { method: 'POST', headers: sent, body });
  return { status: response.status, text: await response.text() };
}

async function millisecondsOf(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

describe('names that all objects have are names like any other', () => {
  test.each(NAMES)('%s', async (name) => {
    await iam.send(new CreateUserCommand({ UserName: name }));
    expect((await iam.send(new GetUserCommand({ UserName: name }))).User?.UserName).toBe(name);
    await expect(iam.send(new CreateUserCommand({ UserName: name }))).rejects.toThrow(
      'already exists',
    );

    const AssumeRolePolicyDocument = policyOf({
      Effect: 'Allow',
      Principal: { Service: 'lambda.amazonaws.com' },
      Action: 'sts:AssumeRole',
    });
    const Tags = [{ Key: name, Value: 'a' }];
    await iam.send(new CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument, Tags }));
    expect((await iam.send(new ListRoleTagsCommand({ RoleName: name }))).Tags).toEqual(Tags);
    const PolicyDocument = policyOf({ Effect: 'Allow', Action: 's3:*', Resource: '*' });
    await iam.send(new PutRolePolicyCommand({ RoleName: name, PolicyName: name, PolicyDocument }));
  });

  test('of a function, too; where JSON would lose one, it is refused', async () => {
    await createFunctions(aws, [{ name: 'constructor', code: 'exports.handler = async () => 1;' }]);
    const lambda = new LambdaClient(clientOptions());
    const alias = { FunctionName: 'constructor', Name: 'toString', FunctionVersion: '$LATEST' };
    await lambda.send(new CreateAliasCommand(alias));
    const found = await lambda.send(
      new GetAliasCommand({ FunctionName: 'constructor', Name: 'toString' }),
    );
    expect(found.FunctionVersion).toBe('$LATEST');
    const path =
      '/2017-03-31/tags/arn%3Aaws%3Alambda%3Aap-northeast-1%3A123456789012%3Afunction%3Aconstructor';
    const refused = await send('lambda', path, '{"Tags":{"__proto__":"a"}}', 'application/json');
    expect(refused).toMatchObject({ status: 400, text: expect.stringContaining('__proto__') });
    lambda.destroy();
  });
});

test.each(['UEsDBA=', 'UEsDBA', 'UEsDBA===', 'UEs DBA='])(
  'the base64 text %j is refused',
  async (ZipFile) => {
    const body = JSON.stringify({ FunctionName: 'f', Role: 'r', Code: { ZipFile } });
    const answer = await send('lambda', '/2015-03-31/functions', body, 'application/json');
    expect(answer).toMatchObject({ status: 400, text: expect.stringContaining('base64') });
  },
);

describe('no request takes long', () => {
  test('for the path of a user', async () => {
    const Path = `${'/a'.repeat(200)}/ `;
    const creating = () =>
      expect(iam.send(new CreateUserCommand({ UserName: 'long', Path }))).rejects.toThrow(
        'path is invalid',
      );
    expect(await millisecondsOf(creating)).toBeLessThan(1_000);
  });

  test.each(['', ' ', "a,'", 'a}'])(
    'for many policy variables that begin with %j',
    async (text) => {
      const scope = { version: '2012-10-17', context: { a: 'b' } } as const;
      const policy = `\${${text}${' '.repeat(20)}`.repeat(2_000);
      const substituting = () => substituteVariables(policy, scope, true);
      expect(await millisecondsOf(substituting)).toBeLessThan(1_000);
    },
  );

  test('for a simulation: what is not on the page is not evaluated', async () => {
    const PolicyInputList = [policyOf({ Effect: 'Allow', Action: 's3:*', Resource: '*' })];
    const list = (prefix: string) =>
      Array.from({ length: 1_000 }, (_, index) => `${prefix}${index}`);
    const simulation = {
      PolicyInputList,
      ActionNames: list('s3:A'),
      ResourceArns: list('arn:aws:s3:::'),
    };
    const first = await iam.send(new SimulateCustomPolicyCommand(simulation));
    expect(first).toMatchObject({ IsTruncated: true, Marker: '100' });
    expect(first.EvaluationResults).toHaveLength(100);
    const last = await iam.send(
      new SimulateCustomPolicyCommand({ ...simulation, Marker: '999999' }),
    );
    expect(last.IsTruncated).toBe(false);
    expect(last.EvaluationResults).toMatchObject([
      { EvalActionName: 's3:A999', EvalResourceName: 'arn:aws:s3:::999', EvalDecision: 'allowed' },
    ]);
  });

  test('for a form of more parameters than any call has', async () => {
    const tags = Array.from({ length: 5_000 }, (_, index) => `Tags.member.${index + 1}.Key=a`);
    const form = ['Action=CreateUser', 'Version=2010-05-08', 'UserName=a', ...tags.reverse()].join(
      '&',
    );
    const answer = await send('iam', '/', form, 'application/x-www-form-urlencoded');
    expect(answer).toMatchObject({ status: 400, text: expect.stringContaining('5000 parameters') });
  });
});
