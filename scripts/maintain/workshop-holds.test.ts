import { readdirSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../files/root';
import { hintsOf, readSteps } from '../learner/steps';
import { finishedFilesOf, type ReportedCase } from './testing/arrivals';
import { checkUntouched, todosOf } from './testing/untouched-steps';

jest.setTimeout(180_000);

/** The cases of an untouched step that may pass, or fail for another reason, by their full names. */
const EXCEPTIONS: Record<string, string[]> = {};

const HINTS_AT_LEAST = 3;

const steps = readSteps();
const byId = steps.map((step) => ({ id: step.id, step }));

describe.each(byId)('step $id', ({ step }) => {
  test('has finished files, and something in them for the learner to write', () => {
    expect(finishedFilesOf(step)).not.toEqual([]);
    expect(todosOf(step)).not.toEqual([]);
  });

  test('has hints, each with something in it', () => {
    const hints = hintsOf(step);
    expect(hints.length).toBeGreaterThanOrEqual(HINTS_AT_LEAST);
    expect(hints.filter(({ title, text }) => title === '' || text === '')).toEqual([]);
  });
});

test('has no finished files without a step', () => {
  const finished = readdirSync(path.join(ROOT, 'solutions'));
  expect(finished.filter((id) => !steps.some((step) => step.id === id))).toEqual([]);
});

describe('the check of an untouched step', () => {
  let cases: Map<string, ReportedCase[]>;

  beforeAll(async () => {
    cases = await checkUntouched(steps);
  });

  test.each(byId)('$id fails in every case, with what is to be done', ({ id, step }) => {
    const todos = todosOf(step);
    const checked = cases.get(id) ?? [];
    const unexpected = checked.filter(({ status, failureMessages }) => {
      const message = failureMessages.join('\n');
      return status !== 'failed' || !todos.some((todo) => message.includes(todo));
    });
    expect(checked).not.toEqual([]);
    expect(unexpected.map(({ fullName }) => fullName)).toEqual(EXCEPTIONS[id] ?? []);
  });
});
