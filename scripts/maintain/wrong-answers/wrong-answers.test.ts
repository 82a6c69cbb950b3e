import { ROOT } from '../../files/root';
import { placeIn } from '../../learner/check/places';
import { CALL_THE_API, CALL_THE_API_PARTS } from './call-the-api';
import { CANONICAL_REQUEST } from './canonical-request';
import { type AnswersToStep, checkAnswers, type Told } from './check-answers';
import { HELLO_HANDLER } from './hello-handler';
import { INVOKE_POLICY } from './invoke-policy';
import { PROVISION_API } from './provision-api';
import { PRESIGN_URL, SIGN_REQUEST, SIGNING_KEY, STRING_TO_SIGN } from './signing-stages';
import { USE_THE_LIBRARY } from './use-the-library';
import type { WrongAnswer } from './wrong-answer';

jest.setTimeout(300_000);

const SETS: AnswersToStep[] = [
  { step: '01', file: 'hello-handler.ts', answers: HELLO_HANDLER },
  { step: '02', file: 'provision-api.ts', answers: PROVISION_API },
  { step: '03', file: 'invoke-policy.ts', answers: INVOKE_POLICY },
  { step: '04', file: 'canonical-request.ts', answers: CANONICAL_REQUEST },
  { step: '05', file: 'string-to-sign.ts', answers: STRING_TO_SIGN },
  { step: '06', file: 'signing-key.ts', answers: SIGNING_KEY },
  { step: '07', file: 'sign-request.ts', answers: SIGN_REQUEST },
  { step: '08', file: 'presign-url.ts', answers: PRESIGN_URL },
  { step: '09', file: 'caller.ts', answers: CALL_THE_API_PARTS },
  { step: '09', file: 'caller.ts', answers: CALL_THE_API },
  { step: '10', file: 'caller.ts', answers: USE_THE_LIBRARY },
];

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

test('what is thrown on Lambda is told with the line of the file that it was bundled of', () => {
  const answer = USE_THE_LIBRARY.find(({ heading }) => heading === 'on Lambda, the caller');
  const { stack = '' } = (answer && told.get(answer)) ?? {};
  expect(placeIn(stack, ROOT)).toEqual({
    file: 'steps/10-use-the-library/caller.ts',
    line: expect.any(Number),
  });
});
