import childProcess from 'node:child_process';
import { get } from 'node:http';
import { Sha256 } from '@aws-crypto/sha256-js';
import {
  CreateAccessKeyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  PutRolePolicyCommand,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { SignatureV4 } from '@smithy/signature-v4';
import { type Clients, createClients, destroyClients } from '../account/clients';
import { type LearnerPolicy, learnerPolicy } from '../account/learner-policy';
import { namesOf } from '../account/names';
import { type Clock, type LocalAws, type LocalAwsOptions, startLocalAws } from '../local-aws';
import { stsState } from '../local-aws/identity/sts-state';
import { resourcesIn } from '../verify/testing/killed';
import { makeCertificates } from './testing/live/certificates';
import { type CommandLine, type CommandResult, LiveProcess } from './testing/live/live-process';
import { startTlsFront, type TlsFront } from './testing/live/tls-front';

const REGIONS = ['ap-northeast-1', 'eu-west-1'];
const certificates = makeCertificates([
  '*.amazonaws.com',
  ...REGIONS.flatMap((region) => [
    `*.${region}.amazonaws.com`,
    `*.execute-api.${region}.amazonaws.com`,
  ]),
]);

let aws: LocalAws;
let front: TlsFront;
let live: LiveProcess;

/** One process for all tests: each has an account of its own. */
beforeAll(() => {
  live = new LiveProcess(certificates.authority);
});

afterAll(() => live.stop());

let accounts = 0;

async function start(options: LocalAwsOptions = {}): Promise<void> {
  aws = await startLocalAws({ accounts: [String(100_000_000_000 + ++accounts)], ...options });
  front = await startTlsFront(aws.port, certificates);
}

afterEach(async () => {
  jest.restoreAllMocks();
  await front.stop();
  await aws.stop();
});

beforeEach(() => {
  // Functions are on AWS, where its names lead to it.
  const { spawn } = childProcess;
  jest.spyOn(childProcess, 'spawn').mockImplementation(((
    command: string,
    args: string[],
    options: childProcess.SpawnOptions,
  ) => {
    const { argv, environment } = live.findsAws;
    const env = { ...options.env, ...environment, AMAZONAWS_PORT: String(front.port) };
    return spawn(command, [...argv, ...args], { ...options, env });
  }) as typeof spawn);
});

/** Does something in the account as its administrator, past the names and faults. */
async function asAdministrator<T>(work: (clients: Clients) => Promise<T>): Promise<T> {
  const { url: endpoint, region, credentials } = aws;
  const clients = createClients({ endpoint, region, credentials });
  return work(clients).finally(() => destroyClients(clients));
}

/** The credentials of a new user of the account, who may do what a policy says. */
function makeUser(name: string, policy: LearnerPolicy): Promise<Record<string, string>> {
  return asAdministrator(async ({ iam }) => {
    await iam.send(new CreateUserCommand({ UserName: name }));
    await putUserPolicy(name, policy);
    const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: name }));
    const { AccessKeyId: accessKeyId = '', SecretAccessKey: secretAccessKey = '' } = AccessKey!;
    return variables({ accessKeyId, secretAccessKey });
  });
}

async function putUserPolicy(UserName: string, policy: LearnerPolicy): Promise<void> {
  const document = { PolicyName: 'workshop', PolicyDocument: JSON.stringify(policy) };
  await asAdministrator(({ iam }) => iam.send(new PutUserPolicyCommand({ UserName, ...document })));
}

/** The temporary credentials of a role with a learner's policy. */
function assumeRole(RoleName: string, policy: LearnerPolicy): Promise<Record<string, string>> {
  const trust = {
    Version: '2012-10-17',
    Statement: { Effect: 'Allow', Principal: { AWS: aws.accountId }, Action: 'sts:AssumeRole' },
  };
  return asAdministrator(async ({ iam, sts }) => {
    const AssumeRolePolicyDocument = JSON.stringify(trust);
    const { Role } = await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
    const document = { PolicyName: 'workshop', PolicyDocument: JSON.stringify(policy) };
    await iam.send(new PutRolePolicyCommand({ RoleName, ...document }));
    const assumed = await sts.send(
      new AssumeRoleCommand({ RoleArn: Role!.Arn, RoleSessionName: 'ann' }),
    );
    return variables({
      accessKeyId: assumed.Credentials!.AccessKeyId!,
      secretAccessKey: assumed.Credentials!.SecretAccessKey!,
      sessionToken: assumed.Credentials!.SessionToken!,
    });
  });
}

/** All temporary credentials run out. */
function expireSessions(): void {
  aws.account.change(stsState, ({ sessions }) => {
    for (const session of Object.values(sessions)) {
      session.expiration = new Date(Date.now() - 1000).toISOString();
    }
  });
}

function variables({ accessKeyId, secretAccessKey, sessionToken = '' }: LocalAws['credentials']) {
  return {
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN: sessionToken,
    AWS_REGION: aws.region,
    AMAZONAWS_PORT: String(front.port),
  };
}

function policyFor(prefix: string, region = aws.region): LearnerPolicy {
  return learnerPolicy({ accountId: aws.accountId, region, names: namesOf(prefix) });
}

/** A learner's policy without some of its actions. */
function without(isLeftOut: (action: string, resource: string) => boolean): LearnerPolicy {
  const policy = policyFor('ann');
  const Statement = policy.Statement.map((statement) => ({
    ...statement,
    Action: statement.Action.filter((action) => !isLeftOut(action, statement.Resource)),
  }));
  return { ...policy, Statement: Statement.filter(({ Action }) => Action.length > 0) };
}

const ACTIONS = [...new Set(learnerPolicyActions())].sort();

function learnerPolicyActions(): string[] {
  const learner = { accountId: '123456789012', region: REGIONS[0]!, names: namesOf('ann') };
  return learnerPolicy(learner).Statement.flatMap(({ Action }) => Action);
}

/** Runs a command with the finished code, which must not end in a stack trace. */
async function run(
  command: CommandLine['command'],
  environment: Record<string, string>,
  { step, ...options }: CommandLine['options'] & { step?: string } = {},
): Promise<CommandResult> {
  const settled = { prefix: 'ann', solutions: true, yes: true, ...options };
  const result = await live.run({ command, step, options: settled, environment });
  expect(result.text).not.toMatch(/^\s+at |should not have happened/m);
  return result;
}

/**
 * Takes the role and makes the call that a live verification ends with, as they are told.
 * @returns the status
 */
async function callAsTold(text: string, learner: Record<string, string>): Promise<number> {
  const [, RoleArn] = /--role-arn (\S+)/.exec(text)!;
  const [, address] = /curl .* -H "X-Amz-Security-Token: \$TOKEN" (\S+)\n/.exec(text)!;
  const credentials = {
    accessKeyId: learner.AWS_ACCESS_KEY_ID!,
    secretAccessKey: learner.AWS_SECRET_ACCESS_KEY!,
  };
  const clients = createClients({ endpoint: aws.url, region: aws.region, credentials });
  const { Credentials: assumed } = await clients.sts.send(
    new AssumeRoleCommand({ RoleArn, RoleSessionName: 'curl' }),
  );
  destroyClients(clients);

  const url = new URL(address!);
  const signer = new SignatureV4({
    service: 'execute-api',
    region: aws.region,
    sha256: Sha256,
    credentials: {
      accessKeyId: assumed!.AccessKeyId!,
      secretAccessKey: assumed!.SecretAccessKey!,
      sessionToken: assumed!.SessionToken!,
    },
  });
  const { hostname, pathname: path } = url;
  const signed = await signer.sign({
    method: 'GET',
    protocol: 'https:',
    hostname,
    path,
    headers: { host: hostname },
  });
  const { headers } = signed;
  return new Promise((resolve) => {
    get({ host: '127.0.0.1', port: aws.port, path, headers }, ({ statusCode = 0 }) =>
      resolve(statusCode),
    );
  });
}

test('all ten steps, doctor and teardown pass under the names of AWS, with the policy of learners', async () => {
  await start();
  const ann = await makeUser('ann', policyFor('ann'));
  const examined = await run('doctor', ann);
  expect(examined).toMatchObject({
    code: 0,
    text: expect.stringContaining('\nEverything is there.'),
  });
  const verified = await run('verify', ann);
  expect(verified).toMatchObject({ code: 0, text: expect.stringContaining('Step 10 holds.') });
  expect(verified.text).toContain('.execute-api.ap-northeast-1.amazonaws.com/dev/');
  expect(await callAsTold(verified.text, ann)).toBe(200);
  const torn = await run('teardown', ann);
  expect(torn).toMatchObject({ code: 0, text: expect.stringContaining('\nnothing left: ') });
  expect(resourcesIn(aws)).toBe(0);
});

test('they pass while 30 % of the answers are refused for now, or lost before or after the work', async () => {
  await start();
  const ann = await makeUser('ann', policyFor('ann'));
  front.fail(0.3);
  expect(await run('doctor', ann)).toMatchObject({ code: 0 });
  expect(await run('verify', ann)).toMatchObject({ code: 0 });
  expect(await run('teardown', ann)).toMatchObject({ code: 0 });
  expect(front.failures()).toBeGreaterThan(50);
  expect(resourcesIn(aws)).toBe(0);
});

test('credentials that run out are told, also in the middle, and the code is not blamed', async () => {
  await start();
  const ann = await assumeRole('ann', policyFor('ann'));
  expect((await run('doctor', ann)).text).toContain('\nEverything is there.');

  let calls = 0;
  front.intercept((host) => {
    // Amid what the learner's provisionApi calls.
    if (host.startsWith('apigateway.') && ++calls === 5) expireSessions();
    return undefined;
  });
  const told =
    'The AWS credentials have expired: The security token included in the request is expired.';
  const amid = await run('verify', ann, { step: '02' });
  expect(amid).toMatchObject({ code: 2, text: expect.stringContaining(told) });
  expect(amid.text).toContain('it goes on from what is there');
  expect(amid.text).not.toMatch(/The cause|thrown in|stands in/);
  for (const command of ['verify', 'teardown'] as const) {
    expect(await run(command, ann)).toMatchObject({ code: 2, text: expect.stringContaining(told) });
  }
  expect(await run('doctor', ann)).toMatchObject({ code: 1, text: expect.stringContaining(told) });
});

test('the root user is refused', async () => {
  await start();
  const ROOT = `arn:aws:iam::${aws.accountId}:root`;
  const result = `<Arn>${ROOT}</Arn><UserId>1</UserId><Account>${aws.accountId}</Account>`;
  const body = `<GetCallerIdentityResponse><GetCallerIdentityResult>${result}</GetCallerIdentityResult></GetCallerIdentityResponse>`;
  front.intercept((host) => (host.startsWith('sts.') ? { status: 200, body } : undefined));
  const told = `These are the credentials of the root user of account ${aws.accountId}`;
  const refused = await run('verify', variables(aws.credentials), { step: '01' });
  expect(refused).toMatchObject({ code: 2, text: expect.stringContaining(told) });
  expect(resourcesIn(aws)).toBe(0);
});

test.each([
  [-10, '600 s ahead of AWS'],
  [10, '600 s behind AWS'],
])('a clock is to blame where AWS is %d minutes from it', async (minutes, skew) => {
  const clock: Clock = { now: () => new Date(Date.now() + minutes * 60_000) };
  await start({ clock });
  const verified = await run('verify', variables(aws.credentials), { step: '01' });
  expect(verified).toMatchObject({
    code: 2,
    text: expect.stringMatching(
      new RegExp(`clock is (${skew}|\\d+ s \\w+).*refuses its signatures`),
    ),
  });
  const examined = await run('doctor', variables(aws.credentials));
  expect(examined.code).toBe(1);
  expect(examined.text).toMatch(/^failed {3}credentials: This machine's clock is/m);
  expect(examined.text).toMatch(/^failed {3}clock: This machine's clock is/m);
});

test('a forgotten prefix, or another region, is told beside the missing permission', async () => {
  await start({ region: 'eu-west-1' });
  const ann = await makeUser('ann', policyFor('ann', 'eu-west-1'));
  const bob = await makeUser('bob', policyFor('ann', 'ap-northeast-1'));

  const prefix = await run('verify', ann, { prefix: 'laptop' });
  expect(prefix).toMatchObject({
    code: 2,
    text: expect.stringContaining('AWS does not allow this'),
  });
  expect(prefix.text).toContain('the prefix laptop and the region eu-west-1');
  expect(prefix.text).toContain('doctor --live --region eu-west-1 --prefix laptop');
  expect((await run('doctor', ann, { prefix: 'laptop' })).text).toContain(
    'Your policy seems to be for another prefix than laptop (--prefix NAME). Else ask for',
  );
  const region = await run('verify', bob);
  expect(region).toMatchObject({ code: 2, text: expect.stringContaining('the region eu-west-1') });
  expect((await run('doctor', bob)).text).toContain(
    'Your policy seems to be for another region than eu-west-1 (--region REGION). Else ask for',
  );
  expect((await run('doctor', bob, { prefix: 'laptop' })).text).toContain(
    'for another prefix than laptop (--prefix NAME) and another region than eu-west-1',
  );
});

test('the doctor names each action of the policy that is missing, and ends in peace', async () => {
  await start();
  const ann = await makeUser('ann', policyFor('ann'));
  for (const action of ACTIONS) {
    await putUserPolicy(
      'ann',
      without((each) => each === action),
    );
    const { code, text } = await run('doctor', ann);
    expect(text).not.toContain('waiting');
    if (action === 'iam:SimulatePrincipalPolicy') {
      expect(code).toBe(0);
      expect(text).toContain('\nEverything is there, as far as it could be checked.');
    } else {
      expect({ action, code }).toEqual({ action, code: 1 });
      expect(text).toContain(`IAM does not allow ${action}.`);
    }
  }
});

test('where AWS lists nothing, nothing is made twice, and what the journal names is removed', async () => {
  await start();
  const isList = (action: string, resource: string) =>
    /:List(Roles|Functions)$/.test(action) ||
    (action === 'apigateway:GET' && resource.endsWith(':/restapis'));
  const ann = await makeUser('ann', without(isList));
  expect(await run('verify', ann, { step: '02' })).toMatchObject({ code: 0 });
  const before = resourcesIn(aws);
  expect(await run('verify', ann, { step: '07' })).toMatchObject({ code: 0 });
  expect(resourcesIn(aws)).toBe(before);

  const torn = await run('teardown', ann);
  expect(torn.text).toMatch(/^not listed: .*lambda:ListFunctions/m);
  expect(torn).toMatchObject({ code: 1, text: expect.stringContaining('\nNOT PROVEN: ') });
  expect(resourcesIn(aws)).toBe(0);
});

const everyAction = process.env.LIVE_MATRIX ? test : test.skip;

everyAction(
  'whatever action is missing: it is named, or not needed; no teardown leaves what it may remove',
  async () => {
    await start();
    const ann = await makeUser('ann', policyFor('ann'));
    for (const action of ACTIONS) {
      await putUserPolicy(
        'ann',
        without((each) => each === action),
      );
      for (const command of ['verify', 'teardown'] as const) {
        const { code, text } = await run(command, ann);
        const isTold = /not allow this|left: |NOT PROVEN/.test(text) && text.includes(action);
        expect({ action, command, text, isWell: code === 0 || isTold }).toMatchObject({
          isWell: true,
        });
      }
      await putUserPolicy('ann', policyFor('ann'));
      expect({ action, ...(await run('teardown', ann)) }).toMatchObject({ action, code: 0 });
      expect({ action, left: resourcesIn(aws) }).toEqual({ action, left: 0 });
    }
  },
  600_000,
);
