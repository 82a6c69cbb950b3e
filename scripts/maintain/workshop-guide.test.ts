import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../files/root';
import { REFUSALS } from '../inspect/refusals';
import { readSteps } from '../learner/steps';

const guide = readFileSync(path.join(ROOT, 'WORKSHOP.md'), 'utf8').replaceAll('\r', '');
const steps = readSteps();

/** The rows of all tables of the guide, as lists of cells. */
const rows = guide
  .split('\n')
  .filter((line) => line.startsWith('| '))
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );

test('the way has every step with its title, its lesson and its minutes', () => {
  const listed = rows.filter(([step]) => /^\[\d\d · /.test(step ?? ''));
  expect(listed.map(([step, , minutes]) => [step, minutes])).toEqual(
    steps.map(({ id, number, title, minutes }) => [
      `[${number} · ${title}](steps/${id}/README.md)`,
      String(minutes),
    ]),
  );
});

test('the steps take three hours together, as the guide says', () => {
  const sum = steps.reduce((minutes, step) => minutes + step.minutes, 0);
  expect(rows).toContainEqual(['together', '', String(sum)]);
  expect(sum).toBe(180);
});

test('the parts of the day have all steps, and their minutes', () => {
  const start = rows.findIndex(([part]) => part === 'part');
  const parts = rows.slice(start + 1, start + 5).map(([, which = '', minutes]) => {
    const [first = '', last = first] = which.match(/\d\d/g) ?? [];
    const within = steps.filter(({ number }) => number >= first && number <= last);
    expect(minutes).toBe(String(within.reduce((sum, step) => sum + step.minutes, 0)));
    return within.map(({ number }) => number);
  });
  expect(parts.flat()).toEqual(steps.map(({ number }) => number));
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

test('its links lead somewhere', () => {
  const targets = [...guide.matchAll(/\]\((?!https:)([^)]+)\)/g)].map(([, target = '']) => target);
  const headings = [...guide.matchAll(/^#+ (.+)$/gm)].map(
    ([, heading = '']) =>
      `#${heading
        .toLowerCase()
        .replace(/[^\w -]/g, '')
        .replaceAll(' ', '-')}`,
  );
  const missing = targets.filter((target) =>
    target.startsWith('#') ? !headings.includes(target) : !existsSync(path.join(ROOT, target)),
  );
  expect(targets.length).toBeGreaterThan(10);
  expect(missing).toEqual([]);
});
