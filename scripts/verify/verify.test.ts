import { readFileSync } from 'node:fs';
import {
  AttachUserPolicyCommand,
  CreateAccessKeyCommand,
  CreatePolicyCommand,
  CreateUserCommand,
} from '@aws-sdk/client-iam';
import { createClients, destroyClients } from '../account/clients';
import { LEARNER_POLICY_FILE, learnerPolicy, policyOf } from '../account/learner-policy';
import { namesOf } from '../account/names';
import { testSession } from '../account/testing/test-session';
import { type LocalAws, startLocalAws } from '../local-aws';
import { iamState } from '../local-aws/identity/iam-state';
import { stsState } from '../local-aws/identity/sts-state';
import { demandsOfEverything } from './learner-policy/demands';
import { finishedRun } from './testing/provision-all';

let aws: LocalAws;

beforeAll(async () => {
  aws = await startLocalAws();
});

afterAll(() => aws.stop());

/** A user of the account with the learner's policy and nothing more. */
async function makeLearner(UserName: string): Promise<{
  arn: string;
  credentials: LocalAws['credentials'];
}> {
  const { url: endpoint, region, credentials, accountId } = aws;
  const clients = createClients({ endpoint, region, credentials });
  const policy = learnerPolicy({ accountId, region, names: namesOf(UserName) });
  await clients.iam.send(new CreateUserCommand({ UserName }));
  const created = await clients.iam.send(
    new CreatePolicyCommand({ PolicyName: 'learner', PolicyDocument: JSON.stringify(policy) }),
  );
  await clients.iam.send(new AttachUserPolicyCommand({ UserName, PolicyArn: created.Policy!.Arn }));
  const { AccessKey } = await clients.iam.send(new CreateAccessKeyCommand({ UserName }));
  destroyClients(clients);
  return {
    arn: `arn:aws:iam::${accountId}:user/${UserName}`,
    credentials: {
      accessKeyId: AccessKey!.AccessKeyId!,
      secretAccessKey: AccessKey!.SecretAccessKey!,
    },
  };
}

function secretsOnFile(): string[] {
  const keys = Object.values(aws.account.read(iamState).accessKeys);
  const sessions = Object.values(aws.account.read(stsState).sessions);
  return [
    ...keys.map(({ secret }) => secret),
    ...sessions.flatMap(({ secretAccessKey, sessionToken }) => [secretAccessKey, sessionToken]),
  ];
}

test('every step holds, twice, under the policy in fixtures/, which allows no more than that needs', async () => {
  const session = testSession(aws, { prefix: 'bob', caller: await makeLearner('bob') });
  const demands = await demandsOfEverything(aws, finishedRun(session));

  const kept: unknown = JSON.parse(readFileSync(LEARNER_POLICY_FILE, 'utf8'));
  // When this differs: npm run generate-learner-policy
  expect(kept).toEqual(policyOf(demands, session));

  const shown = session.written();
  expect(shown).toContain('ok    The deployed caller calls the API and logs its answer');
  expect(shown).toContain('nothing left');
  const secrets = secretsOnFile();
  expect(secrets.length).toBeGreaterThan(10);
  for (const text of [shown, JSON.stringify(session.journal.entries())]) {
    expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
  }
  await session.close();
}, 60_000);

test('the policy fits into a managed policy of IAM', () => {
  const policy = learnerPolicy({
    accountId: '123456789012',
    region: 'ap-northeast-1',
    names: namesOf('abcdefghijabcdefghij'),
  });
  expect(JSON.stringify(policy).length).toBeLessThan(6144);
});
