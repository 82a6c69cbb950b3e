import { existsSync, readFileSync } from 'node:fs';
import type { Screen } from '../../terminal/screen';
import { paragraph } from '../../terminal/wrap';
import type { Step } from '../steps';

/** How it goes on behind a step that passes. */
export interface Onward {
  /** How to go on with the next step; null if every step is done. */
  goOn: string | null;
  /** Whether the step did not pass before. */
  isNewPass: boolean;
}

/** What there is to do once a step passes. That all are done is celebrated once. */
export function showAfterPass(step: Step, { goOn, isNewPass }: Onward, screen: Screen): string {
  const { columns } = screen;
  const verify = `To try it on an account, local AWS or your own (--live): npm run verify -- ${step.number}`;
  return [
    ...(hasVerification(step) ? [paragraph(verify, columns)] : []),
    goOn === null && isNewPass
      ? showAllDone(screen)
      : paragraph(goOn ?? 'All steps are done.', columns),
  ].join('\n');
}

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

/** A lesson names the verification of its step where there is more to it than its check. */
function hasVerification({ lesson, number }: Step): boolean {
  return existsSync(lesson) && readFileSync(lesson, 'utf8').includes(`npm run verify -- ${number}`);
}
