import { execFileSync } from 'node:child_process';
import { cpSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ROOT } from '../files/root';
import { passesCheck } from './checked';
import type { CommandContext } from './command';
import { catchUp } from './commands/catch-up';
import { restore } from './commands/restore';
import { openContext } from './context';
import type { LoopPreferences } from './loop/run-loop';
import { sourcesOf } from './sources';
import { readSteps, stepNumbered } from './steps';
import { hasPseudoTerminals, PseudoTerminal } from './testing/pseudo-terminal';
import { type TemporaryWorkshop, temporaryWorkshop } from './testing/temporary-workshop';

jest.setTimeout(120_000);

const STEPS = ['04-canonical-request', '05-string-to-sign', '06-signing-key', '07-sign-request'];

let folder: TemporaryWorkshop;
let terminal: PseudoTerminal;

/** One folder for all tests: what Jest made of a text in it, it need not make again. */
beforeAll(() => {
  folder = temporaryWorkshop();
  cpSync(path.join(ROOT, 'solutions'), path.join(folder.root, 'solutions'), { recursive: true });
});

beforeEach(() => {
  for (const written of ['steps', '.workshop']) {
    rmSync(path.join(folder.root, written), { recursive: true, force: true });
  }
  for (const step of readSteps().filter(({ id }) => STEPS.includes(id))) {
    for (const file of [step.lesson, step.check]) {
      folder.write(path.relative(ROOT, file), readFileSync(file, 'utf8'));
    }
    for (const { file, starter } of sourcesOf(step.id, folder.root)) folder.write(file, starter);
  }
});

afterEach(async () => {
  terminal.close();
  await terminal.exit();
});

afterAll(() => folder.remove());

const startCommand = (preferences: LoopPreferences) => [
  process.execPath,
  '--require',
  path.join(ROOT, 'scripts/load-typescript.js'),
  path.join(__dirname, 'testing/start.ts'),
  folder.root,
  JSON.stringify(preferences),
];

function start(preferences: LoopPreferences = {}, env: NodeJS.ProcessEnv = {}): void {
  terminal = new PseudoTerminal(startCommand(preferences), { cwd: folder.root, env });
}

/** What another command depends on, in another terminal beside the loop. */
function beside(): CommandContext {
  return openContext(folder.root, { write: () => undefined });
}

function solutionOf(stepId: string): { file: string; solution: string } {
  const [source] = sourcesOf(stepId, folder.root);
  if (!source) throw new Error(`${stepId} has no solution.`);
  return source;
}

function solve(stepId: string, change = (solution: string) => solution): void {
  const { file, solution } = solutionOf(stepId);
  folder.write(file, change(solution));
}

/** Processes that a loop has started and left. */
async function leftProcesses(): Promise<string[]> {
  const running = () =>
    execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' })
      .split('\n')
      .filter((line) => line.includes(folder.root));
  // A process that was killed takes a moment to be gone.
  for (let looks = 0; looks < 100 && running().length > 0; looks += 1) await pause(20);
  return running();
}

const withoutEncoding = (solution: string) =>
  solution.replace("uriEncode(absolutePath).replaceAll('%2F', '/')", 'absolutePath');

const terminals = hasPseudoTerminals() ? describe : describe.skip;
if (!hasPseudoTerminals()) {
  console.warn('The learner in a terminal is not played: python3 makes the terminal.');
}

terminals('a learner in a terminal', () => {
  test('breaks, reads, takes hints, fixes, goes on, resets, restores, catches up, quits', async () => {
    start();
    await terminal.see('here  04  Canonical request');
    await terminal.see('Next: uriEncode');

    solve('04-canonical-request', withoutEncoding);
    await terminal.see('The path is not percent-encoded.');
    await terminal.see('First to fail: canonicalUri');
    for (const rung of ['1 of 4: A nudge', '2 of 4: The rule', '3 of 4: Pseudo-code', '4 of 4']) {
      terminal.press('h');
      await terminal.see(`Hint ${rung}`);
    }
    await terminal.see('+  return uriEncode(absolutePath)');

    solve('04-canonical-request');
    await terminal.see('Step 04 passes');
    await terminal.see('q quit');
    terminal.press('\r');
    await terminal.see('Next: signingTimestamp');

    solve('05-string-to-sign');
    await terminal.see('Step 05 passes');
    terminal.resize(24, 60);
    await terminal.see('Step 05 passes');
    terminal.press('ry');
    await terminal.see('Step 05 is as it was at the beginning');
    await terminal.see('Next: signingTimestamp');
    restore({ files: [] }, beside());
    await terminal.see('Step 05 passes');

    rmSync(path.join(folder.root, solutionOf('05-string-to-sign').file));
    await terminal.see('string-to-sign.ts is missing.');
    solve('05-string-to-sign');
    await terminal.see('Step 05 passes');

    solve('04-canonical-request', withoutEncoding);
    await terminal.see('Step 04 passed before, and no longer does');
    solve('04-canonical-request');
    await terminal.see('Step 05 passes');

    terminal.press('n');
    await terminal.see('Next: deriveSigningKey');
    const context = beside();
    await catchUp(stepNumbered(context.steps(), '07'), context, (step) =>
      passesCheck(step, context),
    );
    await terminal.see('Step 06 passes');
    terminal.press('q');
    await terminal.see('Your progress is kept');
    expect(await terminal.exit()).toBe(0);
    expect(await leftProcesses()).toEqual([]);
  });

  test('is served without file events, on a dumb terminal, with nothing but text', async () => {
    start({ polling: true }, { TERM: 'dumb', NO_COLOR: '1' });
    await terminal.see('Next: uriEncode');
    solve('04-canonical-request');
    await terminal.see('Step 04 passes: ');
    await terminal.see('[##############################]');
    terminal.press('\u0003');
    expect(await terminal.exit()).toBe(0);
    expect(terminal.output).not.toContain('\u001b');
    expect(await leftProcesses()).toEqual([]);
  });

  test('checks on a key alone if that is wished', async () => {
    start({ manual: true });
    await terminal.see('Next: uriEncode');
    solve('04-canonical-request');
    terminal.press('c');
    await terminal.see('Step 04 passes');
  });

  test('leaves nothing behind when the terminal is closed', async () => {
    start();
    await terminal.see('Next: uriEncode');
    terminal.hangUp();
    await terminal.exit();
    expect(await leftProcesses()).toEqual([]);
  });

  test('stops on Ctrl-Z and comes back with fg', async () => {
    terminal = new PseudoTerminal(['bash', '--norc', '--noprofile', '-i'], { cwd: folder.root });
    const quoted = startCommand({}).map((word) => `'${word}'`);
    terminal.press(`${quoted.join(' ')}\r`);
    await terminal.see('Next: uriEncode');
    await terminal.see('q quit');
    terminal.press('\u001a');
    await terminal.see('Stopped');
    terminal.press('fg\r');
    await terminal.see('Step 04: 0 of');
    terminal.press('q');
    await terminal.see('Your progress is kept');
    terminal.press('exit\r');
    await terminal.exit();
    expect(await leftProcesses()).toEqual([]);
  });
});
