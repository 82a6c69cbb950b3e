import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type LocalAws, startLocalAws } from '../../local-aws';
import { CannotRun } from '../cannot-run';
import { createClients } from '../clients';
import { namesOf } from '../names';
import { type Output, outputTo } from '../output/output';
import { confirmLive, creationIntention } from './confirm';
import { openLiveSession, refuseRoot } from './live';

let aws: LocalAws;
let directory: string;
let output: Output;
let written: string[];

beforeAll(async () => {
  directory = mkdtempSync(path.join(tmpdir(), 'live-session-'));
  aws = await startLocalAws();
});

beforeEach(() => {
  written = [];
  output = outputTo({ write: (text) => written.push(text) });
});

afterAll(async () => {
  await aws.stop();
  rmSync(directory, { recursive: true, force: true });
});

/** A live session whose calls reach local AWS; all else is as on the real account. */
function open(
  settings: Partial<Parameters<typeof createClients>[0]> = {},
  environment: NodeJS.ProcessEnv = {},
) {
  const { url: endpoint, region, credentials } = aws;
  return openLiveSession(
    directory,
    {
      names: namesOf('alice'),
      output,
      makeClients: () => createClients({ endpoint, region, credentials, ...settings }),
    },
    environment,
  );
}

test('asks AWS who is calling, and knows where APIs are called', async () => {
  const session = await open();
  expect(session).toMatchObject({
    kind: 'live',
    accountId: aws.accountId,
    callerArn: `arn:aws:iam::${aws.accountId}:user/admin`,
    region: 'ap-northeast-1',
  });
  expect(session.invokeUrl('a1b2c3', 'dev')).toBe(
    'https://a1b2c3.execute-api.ap-northeast-1.amazonaws.com/dev',
  );
  await session.close();
});

test.each(['AWS_ENDPOINT_URL', 'AWS_ENDPOINT_URL_LAMBDA'])(
  'refuses to start with %s',
  async (name) => {
    const opening = open({}, { [name]: 'http://127.0.0.1:4566' });
    await expect(opening).rejects.toThrow(CannotRun);
    await expect(opening).rejects.toThrow(`unset ${name}`);
  },
);

test('says what to do when credentials are not known', async () => {
  const opening = open({ credentials: { accessKeyId: 'AKIDNOBODY', secretAccessKey: 'secret' } });
  await expect(opening).rejects.toThrow('AWS does not take these credentials');
});

test('refuses the root user', () => {
  expect(() => refuseRoot('123456789012', 'arn:aws:iam::123456789012:root')).toThrow(
    'credentials of the root user of account 123456789012',
  );
});

describe('before anything is made', () => {
  async function answered(answer: string | undefined, yes = false) {
    const session = await open();
    try {
      const ask = answer === undefined ? {} : { ask: async () => answer };
      await confirmLive(session, creationIntention(session), { yes, ...ask });
    } finally {
      await session.close();
    }
  }

  test('account, region, prefix, what is made and its cost are shown', async () => {
    await answered('yes');
    const shown = written.join('');
    for (const text of [aws.accountId, 'ap-northeast-1', 'alice-', 'alice-hello-api', 'Cost:']) {
      expect(shown).toContain(text);
    }
  });

  test.each(['no', '', 'yesterday'])('%p is no yes', async (answer) => {
    await expect(answered(answer)).rejects.toThrow('Nothing was done.');
  });

  test('where nobody can be asked it takes --yes', async () => {
    await expect(answered(undefined)).rejects.toThrow('--yes');
    await expect(answered(undefined, true)).resolves.toBeUndefined();
  });
});
