import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ROOT } from '../../files/root';
import { median } from './ratios';

const RUN = path.join('scripts', 'run.js');
const TSX = path.join(ROOT, 'node_modules', 'tsx', 'dist', 'cli.mjs');
const ROUNDS = 7;

/** What a learner's folder holds; packages are linked. */
const COPIED = ['scripts', 'steps', 'solutions', 'fixtures'];
const COPIED_FILES = ['package.json', 'package-lock.json', 'jest.config.js', 'tsconfig.json'];

/** Whole processes, in milliseconds; those that are compared take turns. */
export interface CommandFigures {
  /** By what is run: `list`, `--help`, a mistyped command, and the floor, tsx with nothing to do. */
  quick: Record<string, number>;
  /** From `npm run local-aws` to its first answer. */
  localAws: number;
  /** The same of moto_server, where it is at hand. */
  moto: number | undefined;
  /** `npm start` in a copy in which nothing was ever run, to its end. */
  firstStart: number;
  secondStart: number;
}

/** Measures what people wait for before anything happens. */
export async function measureCommands(): Promise<CommandFigures> {
  return {
    quick: quickCommands(),
    localAws: await untilAnswer(
      [process.execPath, RUN, 'local-aws', '--port', '0'],
      /127\.0\.0\.1:\d+/,
    ),
    moto: hasMoto() ? await untilAnswer(['moto_server', '-p', '0'], /127\.0\.0\.1:\d+/) : undefined,
    ...starts(),
  };
}

const FLOOR = 'tsx -e 0';

function quickCommands(): Record<string, number> {
  const commands: Record<string, string[]> = {
    list: [RUN, 'list'],
    '--help': [RUN, '--help'],
    'a mistyped command': [RUN, 'chek', '04'],
    [FLOOR]: [TSX, '-e', '0'],
  };
  const times = Object.fromEntries(Object.keys(commands).map((name) => [name, [] as number[]]));
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const [name, args] of Object.entries(commands)) {
      const time = timed(() => spawnSync(process.execPath, args, { cwd: ROOT }));
      // The first round fills the caches.
      if (round > 0) times[name]?.push(time);
    }
  }
  return Object.fromEntries(Object.entries(times).map(([name, all]) => [name, median(all)]));
}

/** @param address what the process prints when it listens */
async function untilAnswer([program = '', ...args]: string[], address: RegExp): Promise<number> {
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-'));
  const times: number[] = [];
  try {
    for (let round = 0; round <= ROUNDS; round += 1) {
      const start = performance.now();
      const script = args.map((arg) => (arg === RUN ? path.join(ROOT, RUN) : arg));
      const child = spawn(program, script, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
      const ended = once(child, 'close');
      await fetch(`http://${await printed(child, address)}/`);
      if (round > 0) times.push(performance.now() - start);
      child.kill('SIGKILL');
      await ended;
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return median(times);
}

/** Resolves to what the pattern finds in what a process prints. @throws Error if it ends before */
function printed(child: ChildProcess, pattern: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const read = (chunk: Buffer) => {
      text += chunk;
      const [found] = pattern.exec(text) ?? [];
      if (found) resolve(found);
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('close', () => reject(new Error(`It ended before it listened:\n${text}`)));
  });
}

function hasMoto(): boolean {
  return spawnSync('moto_server', ['--help']).status === 0;
}

function starts(): Pick<CommandFigures, 'firstStart' | 'secondStart'> {
  const [first, second]: [number[], number[]] = [[], []];
  for (let round = 0; round < 3; round += 1) {
    const copy = freshCopy();
    const start = () => timed(() => spawnSync(process.execPath, [RUN, 'start'], { cwd: copy }));
    first.push(start());
    second.push(start());
    rmSync(copy, { recursive: true, force: true });
  }
  return { firstStart: median(first), secondStart: median(second) };
}

function freshCopy(): string {
  const copy = mkdtempSync(path.join(tmpdir(), 'bench-'));
  for (const name of [...COPIED, ...COPIED_FILES]) {
    cpSync(path.join(ROOT, name), path.join(copy, name), { recursive: true });
  }
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(copy, 'node_modules'), 'junction');
  return copy;
}

function timed(run: () => unknown): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}

/** The figures in words, one a line, each with its floor and what is aimed at. */
export function commandFiguresText(figures: CommandFigures): string[] {
  const { quick, localAws, moto, firstStart, secondStart } = figures;
  const floor = quick[FLOOR] ?? Number.NaN;
  const commands = Object.entries(quick).filter(([name]) => name !== FLOOR);
  return [
    ...commands.map(
      ([name, time]) =>
        `${name}: ${ms(time)}, ${(time / floor).toFixed(2)} times as long as ${FLOOR}, ` +
        `${ms(floor)} (aim: 1.40 or less)`,
    ),
    `local AWS, from the command to its first answer: ${ms(localAws)} (aim: no longer than ` +
      `moto_server: ${moto === undefined ? 'not installed here' : ms(moto)})`,
    `the first npm start in a fresh copy: ${ms(firstStart)} (aim: 3000 ms or less)`,
    `the first npm start beside the second, ${ms(secondStart)}: ` +
      `${(firstStart / secondStart).toFixed(2)} times as long (aim: 2.50 or less)`,
  ];
}

function ms(milliseconds: number): string {
  return `${milliseconds.toFixed(0)} ms`;
}

if (require.main === module) {
  void measureCommands().then((figures) => console.log(commandFiguresText(figures).join('\n')));
}
