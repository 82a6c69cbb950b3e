import type { Screen } from '../../terminal/screen';
import { paragraph } from '../../terminal/wrap';
import type { Step } from '../steps';

/** How it goes on behind a step that passes. */
export interface AfterPass {
  /** How to go on with the next step, if there is one that is not done. */
  goOn?: string;
  /** Whether the step did not pass before. */
  isNewPass: boolean;
  /** Whether the step can be verified on an account, too. */
  hasVerification: boolean;
}

/** What there is to do once a step passes. That all are done is celebrated once. */
export function showAfterPass(
  { number }: Step,
  { goOn, isNewPass, hasVerification }: AfterPass,
  screen: Screen,
): string {
  const { columns } = screen;
  const verify = `To try it on an account, local AWS or your own (--live): npm run verify -- ${number}`;
  const learned = isNewPass ? LEARNED[number] : undefined;
  return [
    ...(learned === undefined ? [] : [paragraph(learned, columns), '']),
    ...(hasVerification ? [paragraph(verify, columns)] : []),
    goOn === undefined && isNewPass
      ? showAllDone(screen)
      : paragraph(goOn ?? 'All steps are done.', columns),
  ].join('\n');
}

/** What a learner knows now, by the number of the step: said once, when it passes. */
const LEARNED: Readonly<Record<string, string>> = {
  '01': 'You know what API Gateway expects of a function: a status code, and a body that is text.',
  '02': 'You know what an API consists of: a method, an integration, a permission, and a deployment.',
  '03': 'You know how a policy names one method of one API, down to the slash of its path.',
  '04': 'You know the form in which both sides write a request. Most wrong signatures start here.',
  '05': 'You know what is signed: when, for where, and the hash of the canonical request.',
  '06': 'You know why a signature works for one day, region and service: the key is derived for them.',
  '07': 'You have signed a request, session token included. This is what every AWS SDK does.',
  '08': 'You know how a URL carries its own signature, and who may use it: everybody who has it.',
  '09': 'You know where a function finds its credentials, and why it must sign each call again.',
  '10': 'You know what the library does for you, because you have written it yourself.',
};

const BUILT =
  'All steps are done: that was the last one. You have built an API that AWS guards with IAM, a role ' +
  'that may call it and do nothing else, and a signer of your own that the call is signed with.';

const FROM_HERE: readonly { command: string; does: string }[] = [
  { command: 'npm run demo', does: 'shows all of it at work, from an empty account and back' },
  { command: 'npm run teardown', does: 'removes what your verifications have made' },
  {
    command: 'npm run check-signer',
    does: 'holds a signer in any language against the same vectors',
  },
];

/** What the learner has in hand at the end, and where it leads. */
export function showAllDone({ columns, style }: Screen): string {
  const width = Math.max(...FROM_HERE.map(({ command }) => command.length));
  const lines = FROM_HERE.map(({ command, does }) =>
    paragraph(does, columns, `  ${command.padEnd(width)}  `).replace(command, (text) =>
      style('strong', text),
    ),
  );
  return [paragraph(BUILT, columns), ...lines].join('\n');
}
