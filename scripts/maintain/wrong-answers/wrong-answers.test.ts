import { ROOT } from '../../files/root';
import { mistakeInCase } from '../../inspect/mistakes/found';
import { placeIn } from '../../learner/check/places';
import { checkAnswers, type Told } from './testing/check-answers';
import { SETS } from './testing/sets';
import { USE_THE_LIBRARY } from './use-the-library';
import type { WrongAnswer } from './wrong-answer';

jest.setTimeout(300_000);

/** How Jest shows values that differ: a learner is to be told in words. */
const NOISE = /expect\(|(Expected|Received)( \w+)*:|toEqual|toBe\b|^\s*[-+] /m;

/** The secrets that the checks use, and what the credentials of local AWS look like. */
const SECRETS = /example-secret-key|example-session-token|secretAccessKey"?: ["']|wJalrXUtnFEMI/;

let told: Map<WrongAnswer, Told>;

beforeAll(async () => {
  told = await checkAnswers(SETS);
});

const answers = SETS.flatMap(({ step, answers }) =>
  answers.map((answer) => ({ step, mistake: answer.mistake, answer })),
);

test.each(answers)('$step: $mistake', ({ answer }) => {
  const { message = 'The check passes.', stack = '' } = told.get(answer) ?? {};
  expect(message).toMatch(answer.told);
  expect(message).not.toMatch(NOISE);
  expect(stack).not.toMatch(SECRETS);
});

/** What the loop, progress and reports call a mistake: by the catalogue, or else by the table of the checks. */
function idOf(message: string, heading: string): string {
  const [, named] = /The mistake(?: is one of|:) ([\w-]+)/.exec(message) ?? [];
  return named ?? mistakeInCase(message, heading).id;
}

test('no wrong answer is nameless: each has an id, and few have one that says little', () => {
  const ids = answers.map(({ step, mistake, answer }) => {
    const id = idOf(told.get(answer)?.message ?? '', answer.heading);
    return { id, what: `${step}: ${mistake}` };
  });
  const saysLittle = ids.filter(({ id }) => id === 'error-thrown').map(({ what }) => what);
  expect(saysLittle.slice(ids.length / 5)).toEqual([]);
  expect(new Set(ids.map(({ id }) => id)).size).toBeGreaterThan(60);
});

test('what is thrown on Lambda is told with the line of the file that it was bundled of', () => {
  const answer = USE_THE_LIBRARY.find(({ heading }) => heading === 'on Lambda, the caller');
  const { stack = '' } = (answer && told.get(answer)) ?? {};
  expect(placeIn(stack, ROOT)).toEqual({
    file: 'steps/10-use-the-library/caller.ts',
    line: expect.any(Number),
  });
});
