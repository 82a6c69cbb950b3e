import {
  CreateRestApiCommand,
  GetRestApisCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-api-gateway';
import { AttachRolePolicyCommand, CreateRoleCommand, GetRoleCommand } from '@aws-sdk/client-iam';
import { type LocalAws, startLocalAws } from '../../local-aws';
import { type Clients, createClients, destroyClients } from '../clients';
import { ROLE_PATH } from '../names';
import { SimulatedTime } from '../testing/simulated-time';
import { type TestSession, testSession } from '../testing/test-session';
import { LAMBDA_TRUST } from '../testing/trust-policy';
import { teardown } from './teardown';

let aws: LocalAws;
let others: Clients;
let session: TestSession;

beforeEach(async () => {
  aws = await startLocalAws();
  others = createClients({ endpoint: aws.url, region: aws.region, credentials: aws.credentials });
  session = testSession(aws);
});

afterEach(async () => {
  await session.close();
  destroyClients(others);
  await aws.stop();
});

function makeRole({ iam }: Clients, RoleName: string) {
  return iam.send(
    new CreateRoleCommand({ RoleName, Path: ROLE_PATH, AssumeRolePolicyDocument: LAMBDA_TRUST }),
  );
}

test('an empty account has nothing left', async () => {
  expect(await teardown(session)).toBe(true);
  expect(session.written()).toContain('There is nothing to remove.');
});

/** The last line, put together again where it is longer than the screen. */
const lastLine = () => session.written().trimEnd().split('\n\n').at(-1)?.replace(/\s+/g, ' ');

test('the last line tells whether anything is left, and of whom and where', async () => {
  const where = `of alice is in account ${aws.accountId}, ${aws.region}`;
  noteMade('bob');
  await teardown(session, { alone: true });
  expect(lastLine()).toBe(`ok nothing left: no API, function or role ${where}.`);
  await teardown(session);
  expect(lastLine()).toBe(
    `FAIL nothing left here: no API, function or role ${where}, but elsewhere: see above.`,
  );
  await makeRole(others, 'alice-mine');
  await teardown(session);
  expect(lastLine()).toBe(`FAIL NOT CLEAN: something ${where}; how to remove it is above.`);
});

test('what others have made is not touched', async () => {
  await makeRole(others, 'alicea-caller');
  await makeRole(others, 'bob-caller');
  await others.apiGateway.send(new CreateRestApiCommand({ name: 'shop' }));
  await makeRole(session.clients, 'alice-caller');

  expect(await teardown(session)).toBe(true);
  const { items } = await others.apiGateway.send(new GetRestApisCommand({}));
  expect(items?.map(({ name }) => name)).toEqual(['shop']);
  for (const RoleName of ['alicea-caller', 'bob-caller']) {
    await expect(others.iam.send(new GetRoleCommand({ RoleName }))).resolves.toBeDefined();
  }
});

test('what has such a name and no tags is left alone, and named with how to remove it', async () => {
  await makeRole(others, 'alice-mine');
  expect(await teardown(session)).toBe(false);
  expect(session.written()).toContain('left: role alice-mine. Its name is like the workshop');
  await expect(
    others.iam.send(new GetRoleCommand({ RoleName: 'alice-mine' })),
  ).resolves.toBeDefined();
});

test('an API that lost its tags is found by the journal', async () => {
  const { id } = await session.clients.apiGateway.send(
    new CreateRestApiCommand({ name: 'alice-hello-api' }),
  );
  await others.apiGateway.send(
    new UntagResourceCommand({
      resourceArn: `arn:aws:apigateway:${aws.region}::/restapis/${id}`,
      tagKeys: Object.keys(session.names.tags),
    }),
  );
  expect(await teardown(session)).toBe(true);
});

test('a role with a policy that was attached by hand is removed as well', async () => {
  await makeRole(session.clients, 'alice-caller');
  await others.iam.send(
    new AttachRolePolicyCommand({
      RoleName: 'alice-caller',
      PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess',
    }),
  );
  expect(await teardown(session)).toBe(true);
});

test('what cannot be removed is named, and does not keep the rest', async () => {
  const time = new SimulatedTime();
  const start = time.now().getTime();
  const stubborn = testSession(aws, {
    time,
    settlingSeconds: 60,
    wire: [
      async ({ operation, input }, proceed) => {
        if (input.RoleName === 'alice-a' && operation === 'DeleteRole') {
          throw Object.assign(new Error('not today'), { name: 'AccessDenied' });
        }
        return proceed(input);
      },
    ],
  });
  await makeRole(stubborn.clients, 'alice-a');
  await makeRole(stubborn.clients, 'alice-b');
  expect(await teardown(stubborn)).toBe(false);
  expect(stubborn.written()).toContain('left: role alice-a. not today');
  expect(stubborn.written()).not.toContain('left: role alice-b');
  expect(stubborn.time.now().getTime()).toBe(start);
  await stubborn.close();
});

function noteMade(prefix: string, region = aws.region): void {
  session.journal.append({
    at: '2026-01-01T00:00:00.000Z',
    state: 'made',
    kind: 'function',
    name: `${prefix}-caller`,
    account: aws.accountId,
    region,
    prefix,
  });
}

test('what the journal has of another prefix is named with the command that removes it', async () => {
  noteMade('bob');
  expect(await teardown(session)).toBe(false);
  expect(session.written()).toContain('nothing left here: no API, function or role of alice');
  expect(session.written()).toMatch(
    /^FAIL {2}left: the journal has something .*\n? .*prefix bob\.$/m,
  );
  expect(session.written()).toContain('npm run teardown -- --prefix bob');
});

test('a prefix that is asked for by name is judged alone; others are told', async () => {
  noteMade('bob');
  expect(await teardown(session, { alone: true })).toBe(true);
  expect(session.written()).toContain('nothing left: no API, function or role of alice');
  expect(session.written()).toMatch(
    /^\? {5}for your information: the journal .*\n? .*prefix bob\.$/m,
  );
  expect(session.written()).not.toMatch(/^FAIL/m);
});

test('what that prefix has in another region counts', async () => {
  noteMade('alice', 'us-east-1');
  expect(await teardown(session, { alone: true })).toBe(false);
  expect(session.written()).toMatch(/^FAIL {2}left: the journal has something in .*, us-east-1,/m);
});

test('what went by another way is no longer asked for', async () => {
  noteMade('alice');
  const bob = testSession(aws, { prefix: 'bob' });
  const asBob = { ...bob, journal: session.journal };
  expect(await teardown(asBob)).toBe(false);
  expect(await teardown(session)).toBe(true);
  expect(await teardown(asBob)).toBe(true);
  await bob.close();
});

test('what was made a moment before is waited for, until the lists have it', async () => {
  let listings = 0;
  const behind = testSession(aws, {
    time: new SimulatedTime(),
    settlingSeconds: 60,
    wire: [
      async ({ operation, input }, proceed) => {
        const output = await proceed(input);
        if (operation !== 'ListRoles' || listings++ > 3) return output;
        return { ...output, Roles: [] };
      },
    ],
  });
  await makeRole(behind.clients, 'alice-caller');
  expect(await teardown(behind)).toBe(true);
  expect(behind.written()).toContain('alice-caller was made just now');
  expect(behind.written()).toContain('Remove role alice-caller');
  await behind.close();
});

test('what AWS did not allow to be made is not waited for', async () => {
  const time = new SimulatedTime();
  const refused = testSession(aws, {
    time,
    settlingSeconds: 60,
    wire: [
      async () => {
        throw Object.assign(new Error('not authorized'), { name: 'AccessDenied' });
      },
    ],
  });
  await expect(makeRole(refused.clients, 'alice-caller')).rejects.toThrow('not authorized');
  const start = time.now().getTime();
  expect(await teardown({ ...session, journal: refused.journal, time, settlingSeconds: 60 })).toBe(
    true,
  );
  expect(time.now().getTime()).toBe(start);
  await refused.close();
});

test('the role that the teardown itself runs with is not removed', async () => {
  await makeRole(session.clients, 'alice-learner');
  const callerArn = `arn:aws:sts::${aws.accountId}:assumed-role/alice-learner/alice`;
  expect(await teardown({ ...session, callerArn })).toBe(true);
  await expect(
    others.iam.send(new GetRoleCommand({ RoleName: 'alice-learner' })),
  ).resolves.toBeDefined();
  expect(await teardown(session)).toBe(true);
});

test('where roles may not be listed, those of the journal are removed, and that others are gone is not said', async () => {
  const refused = testSession(aws, {
    wire: [
      async ({ operation, input }, proceed) => {
        if (operation !== 'ListRoles') return proceed(input);
        throw Object.assign(new Error('not authorized to perform: iam:ListRoles'), {
          name: 'AccessDenied',
          $metadata: { httpStatusCode: 403 },
        });
      },
    ],
  });
  await makeRole(refused.clients, 'alice-caller');
  await makeRole(session.clients, 'alice-of-another-journal');
  await session.clients.apiGateway.send(new CreateRestApiCommand({ name: 'alice-hello-api' }));

  expect(await teardown(refused)).toBe(false);
  expect(refused.written()).toContain('Remove role alice-caller');
  expect(refused.written()).toContain('Remove REST API alice-hello-api');
  expect(refused.written()).toContain('not listed: not authorized to perform: iam:ListRoles');
  expect(refused.written()).toMatch(
    /\nFAIL {2}NOT PROVEN: nothing that the journal names of alice [^\n]*\n[^\n]*\n$/,
  );
  await refused.close();
  // Who may list them finds the rest.
  expect(await teardown(session)).toBe(true);
});

test('a role whose tags may not be read is not removed, and nothing is under way at the end', async () => {
  const refused = testSession(aws, {
    wire: [
      async ({ operation, input }, proceed) => {
        if (operation !== 'GetRole') return proceed(input);
        throw Object.assign(new Error('not authorized to perform: iam:GetRole'), {
          name: 'AccessDenied',
          $metadata: { httpStatusCode: 403 },
        });
      },
    ],
  });
  for (const name of ['alice-a', 'alice-b', 'alice-c']) await makeRole(session.clients, name);
  expect(await teardown(refused)).toBe(false);
  expect(refused.written()).toContain('not listed: not authorized to perform: iam:GetRole');
  await refused.close();
  expect(refused.written()).not.toContain('waiting');
});
