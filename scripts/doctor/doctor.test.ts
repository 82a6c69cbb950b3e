import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CreateAccessKeyCommand, CreateUserCommand } from '@aws-sdk/client-iam';
import { createClients, destroyClients } from '../account/clients';
import { testSession } from '../account/testing/test-session';
import { startLocalAws } from '../local-aws';
import { CannotRun } from '../terminal/cannot-run';
import { renderReport } from '../terminal/report/render';
import { plain } from '../terminal/screen';
import { checkPermissions, sessionFailure } from './account';
import { failed, ok } from './check';
import { findingOnClock } from './clock';
import { doctorReport } from './doctor';
import {
  checkDependencies,
  checkFileWatching,
  checkNode,
  checkPorts,
  checkWriteAccess,
} from './machine';
import { checkSteps } from './steps';

let root: string;

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'doctor-'));
  mkdirSync(path.join(root, 'steps'));
  mkdirSync(path.join(root, 'node_modules/jest'), { recursive: true });
  writeFileSync(path.join(root, 'node_modules/jest/package.json'), '{"version":"30.0.0"}');
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

function writePackage(dependencies: Record<string, string>): void {
  const text = JSON.stringify({ engines: { node: '>=20.12' }, dependencies, devDependencies: {} });
  writeFileSync(path.join(root, 'package.json'), text);
}

test.each([
  ['18.20.0', 'failed'],
  ['20.11.1', 'failed'],
  ['20.12.0', 'ok'],
  ['24.0.0', 'ok'],
])('Node.js %s: %s', (version, state) => {
  writePackage({});
  expect(checkNode(version, root)).toMatchObject({ state });
});

test('a dependency that is missing, or of another version, is named', () => {
  writePackage({ jest: '30.0.0' });
  expect(checkDependencies(root)).toEqual(ok('1 packages', 'npm ci ok'));
  writePackage({ jest: '30.5.2', aws4: '1.13.2' });
  expect(checkDependencies(root)).toEqual(
    failed('Missing, or of another version: jest 30.5.2, aws4 1.13.2.', 'Install them: npm ci'),
  );
});

function writeFiles(...files: string[]): void {
  for (const file of files) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), '{"04-a/a.test.ts":"","05-b/c.test.ts":""}');
  }
}

test('what is missing of the steps is named, with how to restore it', () => {
  expect(checkSteps(root)).toMatchObject({ problem: 'fixtures/checks.json is missing.' });
  writeFiles('fixtures/checks.json', 'solutions/04-a/a.ts', 'solutions/05-b/b.ts');
  writeFiles('steps/04-a/README.md', 'steps/04-a/a.test.ts', 'steps/04-a/a.ts');
  expect(checkSteps(root)).toMatchObject({
    problem: 'Missing: steps/05-b.',
    remedy: expect.stringMatching(/: git restore steps\/05-b$/),
  });
  writeFiles('steps/05-b/README.md', 'steps/05-b/c.test.ts');
  expect(checkSteps(root)).toEqual(
    failed('Missing: steps/05-b/b.ts.', 'Restore them: npm run workshop -- reset 05'),
  );
  writeFiles('steps/05-b/b.ts');
  expect(checkSteps(root)).toEqual(ok('all 2', '2 steps'));
});

test('a folder that cannot be written to is named', () => {
  expect(checkWriteAccess(root)).toMatchObject({ state: 'ok' });
  rmSync(path.join(root, 'steps'), { recursive: true });
  writeFileSync(path.join(root, 'steps'), 'a file in its place');
  expect(checkWriteAccess(root)).toMatchObject({ state: 'failed' });
});

test('a saved file is seen', async () => {
  expect(await checkFileWatching(root)).toEqual(ok('a saved file is seen', 'watching ok'));
});

test('ports: a taken one is no obstacle, but said', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.once('error', () => resolve());
    server.listen(4566, '127.0.0.1', resolve);
  });
  expect(await checkPorts()).toMatchObject({
    state: 'ok',
    detail: expect.stringContaining('npm run local-aws -- --port 4567'),
  });
  await new Promise((resolve) => server.close(resolve));
});

test.each([
  [0, 'ok', '0 s ahead of AWS'],
  [-90, 'failed', '90 s behind AWS'],
  [400, 'failed', '400 s ahead of AWS: AWS refuses its signatures'],
])('a clock that is %d s off: %s', (seconds, state, text) => {
  const aws = new Date('2026-01-01T00:00:00Z');
  const finding = findingOnClock(aws, new Date(aws.getTime() + seconds * 1000));
  expect(finding.state).toBe(state);
  expect(JSON.stringify(finding)).toContain(text);
});

test('permissions are simulated: an administrator has all, a new user lacks them by name', async () => {
  const aws = await startLocalAws();
  const admin = testSession(aws);
  expect(await checkPermissions(admin)).toMatchObject({ state: 'ok' });

  const { url: endpoint, region, credentials: administrator } = aws;
  const makers = createClients({ endpoint, region, credentials: administrator });
  const { iam } = makers;
  await iam.send(new CreateUserCommand({ UserName: 'carol' }));
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: 'carol' }));
  const arn = `arn:aws:iam::${aws.accountId}:user/carol`;
  expect(await checkPermissions({ ...admin, callerArn: arn })).toMatchObject({
    state: 'failed',
    problem: expect.stringContaining('apigateway:POST'),
  });

  const credentials = {
    accessKeyId: AccessKey!.AccessKeyId!,
    secretAccessKey: AccessKey!.SecretAccessKey!,
  };
  const carol = testSession(aws, { prefix: 'carol', caller: { arn, credentials } });
  expect(await checkPermissions(carol)).toMatchObject({ state: 'unknown' });
  for (const session of [admin, carol]) await session.close();
  destroyClients(makers);
  await aws.stop();
});

test('what keeps a session from being opened is a finding; a defect is not', () => {
  expect(sessionFailure(new CannotRun('No region is set.'))).toMatchObject({ state: 'failed' });
  expect(() => sessionFailure(new TypeError('defect'))).toThrow('defect');
});

test('a failed check makes the whole fail, and its remedy is shown', () => {
  const report = doctorReport([
    { title: 'one', finding: ok('well') },
    { title: 'two', finding: failed('It hurts.\nAll over.', 'Rest.') },
    { title: 'three', finding: failed('It itches.', 'Wash.') },
  ]);
  expect(renderReport(report, { columns: 80, style: plain })).toBe(`FAIL  2 checks of 3 failed.
      two: It hurts.

ok    one: well
FAIL  two
        All over.

FAIL  three: It itches.
        Wash.

FAIL  2 of 3: two: It hurts -> Rest -> run the doctor again`);
});
