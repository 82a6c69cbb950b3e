import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type LocalAws, startLocalAws } from '../../local-aws';
import { CannotRun } from '../../terminal/cannot-run';
import { type Output, outputTo } from '../../terminal/output';
import { createClients } from '../clients';
import { namesOf } from '../names';
import { confirmLive, creationIntention } from './confirm';
import { refuseRoot } from './identity';
import { openLiveSession } from './live';

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

describe('with the default credential chain', () => {
  const before = { ...process.env };
  const secret = 'wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY';
  let configFile: string;

  beforeEach(() => {
    configFile = path.join(mkdtempSync(path.join(directory, 'aws-')), 'config');
    const settings = {
      AWS_CONFIG_FILE: configFile,
      AWS_SHARED_CREDENTIALS_FILE: path.join(directory, 'no-credentials'),
      AWS_EC2_METADATA_DISABLED: 'true',
    };
    const others = Object.keys(process.env).filter((name) => name.startsWith('AWS_'));
    for (const name of others) delete process.env[name];
    Object.assign(process.env, settings);
  });

  afterEach(() => {
    process.env = { ...before };
  });

  function openWith(config: string, environment: Record<string, string> = {}) {
    writeFileSync(configFile, config);
    Object.assign(process.env, environment);
    return openLiveSession(directory, { names: namesOf('alice'), output });
  }

  const KEYS = { AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: secret };

  test('says at once that region and credentials are missing', async () => {
    const opening = openWith('');
    await expect(opening).rejects.toThrow('No region is set');
    await expect(opening).rejects.toThrow('No AWS credentials were found');
  });

  test('names a profile that does not exist, and those that do', async () => {
    const config = '[profile work]\nregion = eu-west-1\n[default]\nregion = eu-west-1\n';
    await expect(openWith(config, { AWS_PROFILE: 'wrok' })).rejects.toThrow(
      /AWS_PROFILE names the profile wrok, which is not in your .*\. They have default, work\./,
    );
  });

  test('does not take a network that is down for bad credentials', async () => {
    const makeClients = () => {
      const clients = createClients({ region: 'eu-west-1', credentials: aws.credentials });
      const failure = { code: 'ENOTFOUND', message: 'getaddrinfo ENOTFOUND sts.amazonaws.com' };
      const cutOff = () => async () => {
        throw Object.assign(new Error(), failure);
      };
      clients.sts.middlewareStack.add(cutOff, { step: 'initialize' });
      return clients;
    };
    const opening = openLiveSession(
      directory,
      { names: namesOf('alice'), output, makeClients },
      {},
    );
    await expect(opening).rejects.toThrow(/^AWS cannot be reached: .*ENOTFOUND.*Nothing was done/);
  });

  test('refuses to start where a profile redirects the calls', async () => {
    const config = `[default]\nregion = eu-west-1\nendpoint_url = ${aws.url}\n`;
    const calls = aws.records.list().length;
    await expect(openWith(config, KEYS)).rejects.toThrow(
      /would go to 127\.0\.0\.1\. Look for endpoint_url/,
    );
    expect(aws.records.list()).toHaveLength(calls);
  });
});

test('the secrets of the credentials are not shown', async () => {
  const session = await open();
  session.output.line(`The key is ${aws.credentials.secretAccessKey}.`);
  expect(written.join('')).toBe('The key is ********.\n');
  await session.close();
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
      const ask = answer === undefined ? undefined : async () => answer;
      await confirmLive(session, creationIntention(session), { yes, ask });
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
