import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CreateRoleCommand, GetRoleCommand } from '@aws-sdk/client-iam';
import { ROOT } from '../../files/root';
import { announce, type LocalAws, startLocalAws } from '../../local-aws';
import { CannotRun } from '../../terminal/cannot-run';
import { outputTo } from '../../terminal/output';
import { namesOf } from '../names';
import { LAMBDA_TRUST } from '../testing/trust-policy';
import { openLocalSession } from './local';

const PROGRAM = path.join(ROOT, 'scripts/run.js');
let directory: string;
let workshopDirectory: string;
let written: string;
let started: ChildProcess[];

beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'running-local-aws-'));
  workshopDirectory = path.join(directory, '.workshop');
  written = '';
  started = [];
});

afterEach(async () => {
  await Promise.all(started.map((child) => end(child, 'SIGKILL')));
  rmSync(directory, { recursive: true, force: true });
});

function open() {
  const write = (text: string) => {
    written += text;
  };
  return openLocalSession(workshopDirectory, {
    names: namesOf('ann'),
    output: outputTo({ write }),
  });
}

/** `npm run` with this command, in the test's folder. */
function spawnCommand(...command: string[]): ChildProcess {
  const child = spawn(process.execPath, [PROGRAM, ...command], { cwd: directory });
  started.push(child);
  return child;
}

async function startForeground(): Promise<{ child: ChildProcess; url: string }> {
  const child = spawnCommand('local-aws', '--port', '0');
  let output = '';
  for await (const chunk of child.stdout!) {
    output += chunk;
    const [, url] = /listens on (http:\S+) /.exec(output) ?? [];
    if (url) return { child, url };
  }
  throw new Error(`npm run local-aws has ended: ${output}`);
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill(signal);
  await once(child, 'close');
}

async function outputOf(child: ChildProcess): Promise<{ code: number | null; output: string }> {
  let output = '';
  for (const stream of [child.stdout!, child.stderr!]) {
    stream.on('data', (chunk) => {
      output += chunk;
    });
  }
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, output };
}

test('verify and teardown use the local AWS that runs, and leave it running', async () => {
  const { child, url } = await startForeground();
  const sentence = `Using the local AWS that is running on ${url}.`;

  const verify = spawnCommand('verify', '02', '--solutions', '--prefix', 'ann');
  const verified = await outputOf(verify);
  expect(verified.output).toContain(sentence);
  expect(verified.output).toMatch(new RegExp(`curl [^]*? ${url}/_aws/execute-api/\\w+/dev/`));
  expect(verified.code).toBe(0);

  const torn = await outputOf(spawnCommand('teardown', '--prefix', 'ann'));
  expect(torn.output).toContain(sentence);
  expect(torn.output).toContain('removed: function ann-hello');
  expect(torn.code).toBe(0);

  expect((await fetch(`${url}/_workshop/requests`)).status).toBe(403);
  await end(child, 'SIGINT');
  expect(existsSync(path.join(workshopDirectory, 'local-aws', 'running.json'))).toBe(false);
}, 30_000);

test('after a kill -9 the lock is cleared with a sentence, and the state is there', async () => {
  const { child } = await startForeground();
  const role = { RoleName: 'ann-x', AssumeRolePolicyDocument: LAMBDA_TRUST };
  const session = await open();
  await session.clients.iam.send(new CreateRoleCommand(role));
  await session.close();
  await end(child, 'SIGKILL');

  const next = await open();
  expect(written).toContain('was ended without giving its state free');
  expect(next.isLasting).toBe(false);
  await expect(
    next.clients.iam.send(new GetRoleCommand({ RoleName: 'ann-x' })),
  ).resolves.toBeDefined();
  await next.close();
}, 30_000);

describe('one that was announced', () => {
  let aws: LocalAws;
  let file: string;

  beforeEach(async () => {
    const stateDirectory = path.join(workshopDirectory, 'local-aws');
    aws = await startLocalAws({ directory: stateDirectory });
    announce(stateDirectory, aws);
    file = path.join(stateDirectory, 'running.json');
  });

  afterEach(() => aws.stop());

  test('is read by this user alone, since its credentials are among what is said', async () => {
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o077).toBe(0);
    const session = await open();
    session.output.line(aws.credentials.secretAccessKey);
    expect(written).not.toContain(aws.credentials.secretAccessKey);
    await session.close();
  });

  test('is not used when another one answers in its place', async () => {
    const announced = JSON.parse(readFileSync(file, 'utf8'));
    const credentials = { accessKeyId: 'AKIAOTHER', secretAccessKey: 'other' };
    writeFileSync(file, JSON.stringify({ ...announced, credentials }));
    const opening = open();
    await expect(opening).rejects.toThrow(CannotRun);
    await expect(opening).rejects.toThrow(/does not answer as ours.*Stop it with Ctrl\+C/);
  });

  test('is not emptied by --fresh', async () => {
    const second = await outputOf(spawnCommand('local-aws', '--port', '0', '--fresh'));
    expect(second.output).toContain('already runs local AWS');
    expect(second.code).toBe(2);
    const session = await open();
    expect(written).toContain(aws.url);
    await session.close();
  }, 30_000);
});
