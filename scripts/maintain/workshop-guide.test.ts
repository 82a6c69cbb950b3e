import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ROOT } from '../files/root';
import { REFUSALS } from '../inspect/refusals';
import { readSteps } from '../learner/steps';
import { stuckTable } from './stuck-table';

const page = (file: string) => readFileSync(path.join(ROOT, file), 'utf8').replaceAll('\r', '');

const readme = page('README.md');
const guide = page('WORKSHOP.md');
const proof = page('.github/PROOF.md');
const steps = readSteps();

/** The rows of all tables of a page, as lists of cells. */
const rowsOf = (markdown: string) =>
  markdown
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );

const rows = rowsOf(guide);

test('the README lists every step with its title, its lesson and its minutes', () => {
  const listed = rowsOf(readme).filter(([step]) => /^\[\d\d · /.test(step ?? ''));
  expect(listed.map(([step, , minutes]) => [step, minutes])).toEqual(
    steps.map(({ id, number, title, minutes }) => [
      `[${number} · ${title}](steps/${id}/README.md)`,
      String(minutes),
    ]),
  );
});

test('the steps take three hours together, as both pages say', () => {
  const sum = steps.reduce((minutes, step) => minutes + step.minutes, 0);
  expect(rowsOf(readme)).toContainEqual(['together', '', String(sum)]);
  expect(sum).toBe(180);
  expect(guide).toContain('about three hours in all');
});

/** The plans of the guide, by their name: minutes, and what happens. */
const plans = new Map(
  [...guide.matchAll(/^\| minutes \| (.+) \|\n\|---\|---\|\n((?:\|.*\n)+)/gm)].map(
    ([, name = '', lines = '']) => [
      name,
      [...lines.matchAll(/^\| (\S+) \| (.+) \|$/gm)].map(([, minutes = '', what = '']) => ({
        minutes,
        what,
        step: /^step (\d\d)/.exec(what)?.[1],
      })),
    ],
  ),
);

test.each([
  ['three hours', 180, '04 05 06 07 09 10', 2],
  ['half a day', 240, '01 02 03 04 05 06 07 09 10', 2],
  ['ninety minutes: the signer alone', 90, '04 05 06 07', 0],
])('the plan of %s can be kept', (name, minutes, numbers, breaks) => {
  const rows = plans.get(name) ?? [];
  const parts = rows.slice(0, -1).map((row) => ({ ...row, minutes: Number(row.minutes) }));
  expect(rows.at(-1)).toMatchObject({ minutes: 'together', what: String(minutes) });
  expect(parts.reduce((sum, part) => sum + part.minutes, 0)).toBe(minutes);
  expect(parts.filter(({ what }) => what === 'break')).toHaveLength(breaks);
  expect(parts.flatMap(({ step }) => step ?? []).join(' ')).toBe(numbers);
  for (const { step, minutes } of parts) {
    const planned = steps.find(({ number }) => number === step)?.minutes ?? minutes;
    expect(minutes).toBeGreaterThanOrEqual(planned);
  }
});

test('the table of where people get stuck says what checks and reports say of each mistake', () => {
  expect(guide).toContain(`### Where people get stuck\n\n${stuckTable()}\n\n`);
});

test('the table of refusals is the one that checks and verifications explain with', () => {
  const refusals = REFUSALS.map(({ status, words, cause, remedy }) => [
    String(status),
    `\`${words}\``,
    cause,
    remedy,
  ]);
  expect(rows.filter(([status]) => /^\d{3}$/.test(status ?? ''))).toEqual(refusals);
});

/** The anchors of a page, as GitHub makes them of its headings. */
const anchorsOf = (markdown: string) =>
  [...markdown.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\w -]/g, '')
      .replaceAll(' ', '-'),
  );

test.each([
  { file: 'README.md', markdown: readme },
  { file: 'WORKSHOP.md', markdown: guide },
  { file: '.github/PROOF.md', markdown: proof },
])('the links of $file lead somewhere', ({ file, markdown }) => {
  const targets = [...markdown.matchAll(/\]\((?!https:)([^)]+)\)/g)].map(([, to = '']) => to);
  const missing = targets.filter((target) => {
    const [to = '', anchor] = target.split('#');
    const linked = to ? path.join(ROOT, path.dirname(file), to) : path.join(ROOT, file);
    if (!existsSync(linked)) return true;
    return anchor !== undefined && !anchorsOf(readFileSync(linked, 'utf8')).includes(anchor);
  });
  expect(targets.length).toBeGreaterThan(1);
  expect(missing).toEqual([]);
});

/** The block of commands with these words in it. */
function commandsWith(words: string): string {
  const blocks = [...guide.matchAll(/^```\n(.*?)^```$/gms)].map(([, block = '']) => block);
  return blocks.find((block) => block.includes(words))!;
}

/** Answers as the AWS CLI does to the commands of the guide. */
const FAKE_AWS = `#!/bin/sh
case "$*" in
  *get-caller-identity*) echo 123456789012 ;;
  *create-access-key*) printf 'AKIDEXAMPLE\\tSECRET\\n' ;;
esac
`;

const onPosix = process.platform === 'win32' ? test.skip : test;

onPosix('the keys of a class are readable by the instructor alone, stand elsewhere, and go', () => {
  const home = mkdtempSync(path.join(tmpdir(), 'instructor-'));
  const keys = path.join(home, 'workshop-keys');
  const bin = path.join(home, 'bin');
  mkdirSync(bin);
  writeFileSync(path.join(bin, 'aws'), FAKE_AWS, { mode: 0o755 });
  const run = (commands: string) =>
    execFileSync('bash', ['-e', '-c', `umask 022\n${commands}`], {
      cwd: ROOT,
      env: { ...process.env, HOME: home, PATH: `${bin}:${process.env.PATH}` },
    });
  const before = readdirSync(ROOT);

  run(commandsWith('create-access-key'));
  expect(readdirSync(keys).sort()).toEqual(['ann.json', 'ann.key', 'bob.json', 'bob.key']);
  expect(statSync(keys).mode & 0o777).toBe(0o700);
  expect(statSync(path.join(keys, 'ann.key')).mode & 0o777).toBe(0o600);
  expect(readFileSync(path.join(keys, 'bob.key'), 'utf8')).toBe('AKIDEXAMPLE\tSECRET\n');
  expect(readdirSync(ROOT)).toEqual(before);

  run(commandsWith('delete-access-key'));
  expect(readdirSync(keys)).toEqual([]);
  rmSync(home, { recursive: true });
});
