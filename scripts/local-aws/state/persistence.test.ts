import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateRoleCommand, GetRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { buildSync } from 'esbuild';
import { type LocalAws, startLocalAws } from '..';
import { FileStore } from './file-store';
import { table } from './slice';

let directory: string;
let running: LocalAws[];
let warnings: string[];

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'local-aws-test-'));
  running = [];
  warnings = [];
});

afterEach(async () => {
  await Promise.all(running.map((aws) => aws.stop()));
  rmSync(directory, { recursive: true, force: true });
});

async function start(): Promise<LocalAws> {
  const warn = (message: string) => warnings.push(message);
  const aws = await startLocalAws({ directory, warn });
  running.push(aws);
  return aws;
}

async function restart(aws: LocalAws): Promise<LocalAws> {
  await aws.stop();
  running = running.filter((each) => each !== aws);
  return start();
}

function iamOf(aws: LocalAws): IAMClient {
  const { url: endpoint, region, credentials } = aws;
  return new IAMClient({ endpoint, region, credentials, maxAttempts: 1 });
}

const stateFile = () => join(directory, 'state.json');
const TRUST = JSON.stringify({
  Version: '2012-10-17',
  Statement: {
    Effect: 'Allow',
    Principal: { Service: 'x.amazonaws.com' },
    Action: 'sts:AssumeRole',
  },
});

test('keeps the account and its credentials from one run to the next', async () => {
  const first = await start();
  await iamOf(first).send(
    new CreateRoleCommand({ RoleName: 'caller', AssumeRolePolicyDocument: TRUST }),
  );
  const second = await restart(first);
  expect(second.credentials.accessKeyId).toBe(first.credentials.accessKeyId);
  expect(second.credentials.secretAccessKey).toBe(first.credentials.secretAccessKey);
  const { Role } = await iamOf(second).send(new GetRoleCommand({ RoleName: 'caller' }));
  expect(Role).toMatchObject({ RoleName: 'caller' });
});

test('has stored a change before the caller is told of it', async () => {
  const aws = await start();
  await iamOf(aws).send(
    new CreateRoleCommand({ RoleName: 'caller', AssumeRolePolicyDocument: TRUST }),
  );
  const stored = JSON.parse(readFileSync(stateFile(), 'utf8'));
  expect(stored.accounts['123456789012'].iam.roles).toHaveProperty('caller');
});

test.each([
  ['cut off', '{"format":1,"accounts":{"1234'],
  ['of another format', '{"format":99,"accounts":{}}'],
  ['no state at all', '[]'],
  ['without the tables of IAM', '{"format":2,"accounts":{"123456789012":{"iam":{}}}}'],
  [
    'with something else in a table',
    '{"format":2,"accounts":{"123456789012":{"sts":{"sessions":{"a":5}}}}}',
  ],
])('sets a file aside that is %s, and says so', async (_, content) => {
  writeFileSync(stateFile(), content);
  await start();
  expect(warnings).toHaveLength(1);
  expect(warnings[0]).toContain('It was set aside as');
  const aside = readdirSync(directory).find((name) => name.startsWith('state.json.damaged-'));
  expect(readFileSync(join(directory, aside!), 'utf8')).toBe(content);
});

test('is used by one process at a time', async () => {
  const aws = await start();
  await expect(startLocalAws({ directory })).rejects.toThrow(
    `Process ${process.pid} already runs local AWS on ${directory}. Stop it first.`,
  );
  await restart(aws);
});

test('is free again after a process that was killed, or could not listen', async () => {
  const noProcess = String(2 ** 22 + 1);
  writeFileSync(join(directory, 'lock'), noProcess);
  const aws = await start();
  const elsewhere = mkdtempSync(join(tmpdir(), 'local-aws-test-'));
  await expect(startLocalAws({ directory: elsewhere, port: aws.port })).rejects.toThrow(
    'EADDRINUSE',
  );
  expect(existsSync(join(elsewhere, 'lock'))).toBe(false);
  rmSync(elsewhere, { recursive: true });
});

test('could a change not be written, it is written as soon as that is possible', async () => {
  const folder = join(directory, 'full');
  const store = new FileStore(join(folder, 'state.json'), () => {});
  store.save({ '123456789012': { iam: {} } });
  await expect(store.settled()).rejects.toThrow('state.json cannot be written: ENOENT');
  await expect(store.settled()).rejects.toThrow('state.json cannot be written: ENOENT');
  mkdirSync(folder);
  await store.settled();
  expect(store.load()).toEqual({ '123456789012': { iam: {} } });
});

test('keeps names that all objects have', async () => {
  const store = new FileStore(stateFile(), () => {});
  const users = table({ ['__proto__']: { id: 1 }, constructor: { id: 2 } });
  store.save({ '123456789012': { iam: { users } } });
  await store.settled();
  const loaded = store.load()['123456789012']!.iam as { users: Record<string, object> };
  expect(Object.keys(loaded.users)).toEqual(['__proto__', 'constructor']);
  expect(loaded.users.toString).toBeUndefined();
});

test('is whole, and holds what was confirmed, whenever the process is killed', async () => {
  const bundle = join(directory, 'writer.cjs');
  const entryPoints = [join(__dirname, '../testing/writer.ts')];
  buildSync({ entryPoints, outfile: bundle, bundle: true, platform: 'node', format: 'cjs' });
  for (const confirmations of [1, 2, 5, 13, 40]) {
    const path = join(directory, `${confirmations}.json`);
    const confirmed = await killAfter(confirmations, bundle, path);
    const stored = new FileStore(path, (message) => warnings.push(message)).load();
    const { written = {} } = stored['123456789012'] ?? {};
    expect(Object.keys(written).length).toBeGreaterThanOrEqual(confirmed);
    expect(warnings).toEqual([]);
  }
});

/** Kills the writer in the midst of its work. @returns how many writes it had confirmed */
function killAfter(confirmations: number, script: string, path: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const writer = spawn(process.execPath, [script, path], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let confirmed = 0;
    writer.stdout.on('data', (chunk: Buffer) => {
      confirmed = Number(chunk.toString().trim().split('\n').at(-1));
      if (confirmed >= confirmations) writer.kill('SIGKILL');
    });
    writer.on('error', reject);
    writer.on('close', () => resolve(confirmed));
  });
}
