import { get } from 'node:http';
import { Sha256 } from '@aws-crypto/sha256-js';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { SignatureV4 } from '@smithy/signature-v4';
import { createClients, destroyClients } from '../account/clients';
import type { Clock } from '../local-aws';
import { resourcesIn } from '../verify/testing/killed';
import { inOneLine } from '../verify/testing/told-about';
import {
  LEARNER_ACTIONS,
  LiveAws,
  startLiveProcess,
  type Variables,
} from './testing/live/live-aws';
import type { LiveProcess } from './testing/live/live-process';

let child: LiveProcess;
let live: LiveAws;

/** One process for all tests: each has an account of its own. */
beforeAll(() => {
  child = startLiveProcess();
});

afterEach(() => live.stop());

afterAll(() => child.stop());

/**
 * Takes the role and makes the call that a live verification ends with, as they are told.
 * @returns the status
 */
async function callAsTold(text: string, learner: Variables): Promise<number> {
  const [, RoleArn] = /--role-arn (\S+)/.exec(text)!;
  const [, address] = /curl .* \\\n {2}-H "X-Amz-Security-Token: \$TOKEN" (\S+)\n/.exec(text)!;
  const credentials = {
    accessKeyId: learner.AWS_ACCESS_KEY_ID!,
    secretAccessKey: learner.AWS_SECRET_ACCESS_KEY!,
  };
  const clients = createClients({ endpoint: live.aws.url, region: live.aws.region, credentials });
  const { Credentials: assumed } = await clients.sts.send(
    new AssumeRoleCommand({ RoleArn, RoleSessionName: 'curl' }),
  );
  destroyClients(clients);

  const url = new URL(address!);
  const signer = new SignatureV4({
    service: 'execute-api',
    region: live.aws.region,
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
    get({ host: '127.0.0.1', port: live.aws.port, path, headers }, ({ statusCode = 0 }) =>
      resolve(statusCode),
    );
  });
}

test('all ten steps, doctor and teardown pass under the names of AWS, with the policy of learners', async () => {
  live = await LiveAws.start(child);
  const ann = await live.makeUser('ann', live.policyFor('ann'));
  const examined = await live.run('doctor', ann);
  expect(examined).toMatchObject({
    code: 0,
    text: expect.stringContaining('ok    Everything is there.'),
  });
  const verified = await live.run('verify', ann);
  expect(verified).toMatchObject({
    code: 0,
    text: expect.stringContaining('Steps 01 to 10 pass on '),
  });
  expect(verified.text).toContain('.execute-api.ap-northeast-1.amazonaws.com/dev/');
  expect(await callAsTold(verified.text, ann)).toBe(200);
  const torn = await live.run('teardown', ann);
  expect(torn).toMatchObject({ code: 0, text: expect.stringContaining('ok    nothing left: ') });
  expect(resourcesIn(live.aws)).toBe(0);
});

test('they pass while 30 % of the answers are refused for now, or lost before or after the work', async () => {
  live = await LiveAws.start(child);
  const ann = await live.makeUser('ann', live.policyFor('ann'));
  live.front.fail(0.3);
  expect(await live.run('doctor', ann)).toMatchObject({ code: 0 });
  expect(await live.run('verify', ann)).toMatchObject({ code: 0 });
  expect(await live.run('teardown', ann)).toMatchObject({ code: 0 });
  expect(live.front.failures()).toBeGreaterThan(50);
  expect(resourcesIn(live.aws)).toBe(0);
});

test('credentials that run out are told, also in the middle, and the code is not blamed', async () => {
  live = await LiveAws.start(child);
  const ann = await live.assumeRole('ann', live.policyFor('ann'));
  expect((await live.run('doctor', ann)).text).toContain('ok    Everything is there.');

  let calls = 0;
  live.front.intercept((host) => {
    // Amid what the learner's provisionApi calls.
    if (host.startsWith('apigateway.') && ++calls === 5) live.expireSessions();
    return undefined;
  });
  const told =
    'The AWS credentials have expired: The security token included in the request is expired.';
  const amid = await live.run('verify', ann, { step: '02' });
  expect(amid).toMatchObject({ code: 2, text: expect.stringContaining(told) });
  expect(amid.text).toContain('it goes on from what is there');
  expect(amid.text).not.toMatch(/The cause|thrown in|stands? in/);
  for (const command of ['verify', 'teardown'] as const) {
    expect(await live.run(command, ann)).toMatchObject({
      code: 2,
      text: expect.stringContaining(told),
    });
  }
  const examined = await live.run('doctor', ann);
  expect(examined.code).toBe(1);
  expect(inOneLine(examined.text)).toContain(told);
});

test('the root user is refused', async () => {
  live = await LiveAws.start(child);
  const ROOT = `arn:aws:iam::${live.aws.accountId}:root`;
  const result = `<Arn>${ROOT}</Arn><UserId>1</UserId><Account>${live.aws.accountId}</Account>`;
  const body = `<GetCallerIdentityResponse><GetCallerIdentityResult>${result}</GetCallerIdentityResult></GetCallerIdentityResponse>`;
  live.front.intercept((host) => (host.startsWith('sts.') ? { status: 200, body } : undefined));
  const told = `These are the credentials of the root user of account ${live.aws.accountId}`;
  const refused = await live.run('verify', live.variables(live.aws.credentials), { step: '01' });
  expect(refused).toMatchObject({ code: 2, text: expect.stringContaining(told) });
  expect(resourcesIn(live.aws)).toBe(0);
});

test.each([
  [-10, '600 s ahead of AWS'],
  [10, '600 s behind AWS'],
])('a clock is to blame where AWS is %d minutes from it', async (minutes, skew) => {
  const clock: Clock = { now: () => new Date(Date.now() + minutes * 60_000) };
  live = await LiveAws.start(child, { clock });
  const verified = await live.run('verify', live.variables(live.aws.credentials), { step: '01' });
  expect(verified).toMatchObject({
    code: 2,
    text: expect.stringMatching(
      new RegExp(`clock is (${skew}|\\d+ s \\w+).*refuses its signatures`),
    ),
  });
  const examined = await live.run('doctor', live.variables(live.aws.credentials));
  expect(examined.code).toBe(1);
  expect(examined.text).toMatch(/^ {6}credentials: This machine's clock is/m);
  expect(examined.text).toMatch(/^FAIL {2}clock: This machine's clock is/m);
});

test('a forgotten prefix, or another region, is told beside the missing permission', async () => {
  live = await LiveAws.start(child, { region: 'eu-west-1' });
  const ann = await live.makeUser('ann', live.policyFor('ann', 'eu-west-1'));
  const bob = await live.makeUser('bob', live.policyFor('ann', 'ap-northeast-1'));

  const prefix = await live.run('verify', ann, { prefix: 'laptop' });
  expect(prefix).toMatchObject({
    code: 2,
    text: expect.stringContaining('AWS does not allow this'),
  });
  expect(prefix.text).toContain('the prefix laptop and the region eu-west-1');
  expect(prefix.text).toContain('doctor --live --region eu-west-1 --prefix laptop');
  expect(inOneLine((await live.run('doctor', ann, { prefix: 'laptop' })).text)).toContain(
    'Your policy seems to be for another prefix than laptop (--prefix NAME). Else ask for',
  );
  const region = await live.run('verify', bob);
  expect(region).toMatchObject({ code: 2, text: expect.stringContaining('the region eu-west-1') });
  expect(inOneLine((await live.run('doctor', bob)).text)).toContain(
    'Your policy seems to be for another region than eu-west-1 (--region REGION). Else ask for',
  );
  expect(inOneLine((await live.run('doctor', bob, { prefix: 'laptop' })).text)).toContain(
    'for another prefix than laptop (--prefix NAME) and another region than eu-west-1',
  );
});

test('the doctor names each action of the policy that is missing, and ends in peace', async () => {
  live = await LiveAws.start(child);
  const ann = await live.makeUser('ann', live.policyFor('ann'));
  for (const action of LEARNER_ACTIONS) {
    await live.putUserPolicy(
      'ann',
      live.policyWithout((each) => each === action),
    );
    const { code, text } = await live.run('doctor', ann);
    expect(text).not.toContain('waiting');
    if (action === 'iam:SimulatePrincipalPolicy') {
      expect(code).toBe(0);
      expect(text).toContain('ok    Everything is there, as far as it could be checked.');
    } else {
      expect({ action, code }).toEqual({ action, code: 1 });
      expect(text).toContain(`IAM does not allow ${action}.`);
    }
  }
});

test('where AWS lists nothing, nothing is made twice, and what the journal names is removed', async () => {
  live = await LiveAws.start(child);
  const isList = (action: string, resource: string) =>
    /:List(Roles|Functions)$/.test(action) ||
    (action === 'apigateway:GET' && resource.endsWith(':/restapis'));
  const ann = await live.makeUser('ann', live.policyWithout(isList));
  expect(await live.run('verify', ann, { step: '02' })).toMatchObject({ code: 0 });
  const before = resourcesIn(live.aws);
  expect(await live.run('verify', ann, { step: '07' })).toMatchObject({ code: 0 });
  expect(resourcesIn(live.aws)).toBe(before);

  const torn = await live.run('teardown', ann);
  expect(torn.text).toMatch(/^\? {5}not listed: [\s\S]*lambda:ListFunctions/m);
  expect(torn).toMatchObject({ code: 1, text: expect.stringContaining('FAIL  NOT PROVEN: ') });
  expect(resourcesIn(live.aws)).toBe(0);
});
