import { NO_OUTPUT, NO_TALLY, type Verdict } from '../../../learner/check/verdict';
import type { Checked } from '../../../learner/checked';
import type { CommandContext } from '../../../learner/command';
import { list } from '../../../learner/commands/list';
import { showSolution } from '../../../learner/commands/solution';
import { laddersFor, nextHint } from '../../../learner/hints/ladder';
import { showHint } from '../../../learner/hints/show-hint';
import { render } from '../../../learner/loop/render';
import type { LoopState } from '../../../learner/loop/state';
import type { Progress } from '../../../learner/progress';
import type { Step } from '../../../learner/steps';
import type { TemporaryWorkshop } from '../../../learner/testing/temporary-workshop';
import { mistakeNamed } from '../../../sigv4/mistakes/catalogue';
import type { Screen } from '../../../terminal/screen';
import type { ScreenModel } from './screen-model';

const AT = new Date('2026-03-01T12:00:00Z');

const STEPS = [
  { name: 'hello-handler', title: 'A function that says hello', minutes: 10 },
  { name: 'provision-api', title: 'An API in front of it', minutes: 30 },
  { name: 'invoke-policy', title: 'A policy for one method', minutes: 25 },
  { name: 'canonical-request', title: 'The canonical request', minutes: 40 },
  { name: 'string-to-sign', title: 'The string to sign', minutes: 10 },
].map((step, index) => ({ ...step, number: `0${index + 1}` }));

const OWN = "/** Joins the parts. */\nexport const scopeOf = (date: string) => date + '/aws4';\n";
const SOLUTION = OWN.replace("'/aws4'", "'/aws4_request'");

/** The screens of the learner's commands and of the loop, in a workshop of this folder. */
export function learnerScreens({ root, write }: TemporaryWorkshop): ScreenModel[] {
  const steps = STEPS.map(({ name, number, title, minutes }): Step => {
    const id = `${number}-${name}`;
    const directory = `${root}/steps/${id}`;
    const [lesson, check] = [`${directory}/README.md`, `${directory}/${name}.test.ts`];
    return { id, number, title, minutes, directory, lesson, check, files: [] } as Step;
  });
  const [first, , , fourth, fifth] = steps as [Step, Step, Step, Step, Step];
  write(`steps/${fifth.id}/scope.ts`, OWN);
  write(`solutions/${fifth.id}/scope.ts`, SOLUTION);
  const done = (attempts: number) => ({ firstPassedAt: AT.toISOString(), attempts, seconds: 700 });
  const progress = {
    [first.id]: done(4),
    [steps[1]!.id]: { ...done(11), hints: 2 },
    [steps[2]!.id]: done(2),
  } as Progress;
  const context = (screen: Screen) =>
    ({
      ...screen,
      root,
      steps: () => steps,
      progress: { read: () => progress, recordSolutionSeen: () => undefined },
    }) as unknown as CommandContext;

  const mistake = mistakeNamed('path-not-encoded');
  const hintOf = (screen: Screen, taken: number) => {
    const page = { root, ...screen };
    const ladders = laddersFor({ step: fourth, mistakes: [mistake] }, page);
    return showHint(fourth, nextHint(ladders, { [mistake.id]: taken })!, page);
  };

  return [
    { name: 'list', show: (screen) => list({}, context(screen)).text },
    { name: 'hint, the nudge', show: (screen) => hintOf(screen, 0) },
    { name: 'hint, the rule', show: (screen) => hintOf(screen, 1) },
    { name: 'hint, the last', show: (screen) => hintOf(screen, 2) },
    {
      name: 'solution',
      show: (screen) => showSolution(fifth, false, context(screen)).text,
      code: /^[-+@ ]/,
    },
    ...loopScreens(fourth, fifth, root),
  ];
}

const TALLY = { ...NO_TALLY, passed: 120, failed: 18, total: 138 };

function loopScreens(step: Step, next: Step, root: string): ScreenModel[] {
  const place = { file: `steps/${step.id}/canonical-request.ts`, line: 35 };
  const mistake = mistakeNamed('path-not-encoded');
  const failed: Verdict['finding'] = {
    kind: 'failed',
    test: ['canonicalUri', 'get-utf8'],
    message:
      'canonical request, line 2: canonical URI\n  expected  /%E1%88%B4\n  actual    /ሴ\n' +
      '             ^ (10 characters expected, 2 found)',
    group: { passed: [], failed: [] },
    place,
  };
  const key: Verdict['finding'] = {
    ...failed,
    test: ['canonicalHash', 'get-vanilla'],
    message:
      `hash of the canonical request\n  expected  ${'0123456789abcdef'.repeat(4)}\n` +
      `  actual    ${'fedcba9876543210'.repeat(4)}\n            ^`,
  };
  const screen = (name: string, verdict: Verdict, checked: Partial<Checked>): ScreenModel => ({
    name: `loop, ${name}`,
    mistake: checked.mistakes?.[0]?.title,
    show: (screen) => {
      const entry = {
        show: 'verdict',
        step,
        checked: { verdict, mistakes: [], isNewPass: false, hasVerification: true, ...checked },
        onward: { next, isManual: false },
      };
      return render({ screen: [entry] } as unknown as LoopState, { ...screen, root }).trimEnd();
    },
  });
  const about = (finding: Verdict['finding']) => ({ finding, tally: TALLY, output: NO_OUTPUT });
  const toDo: Verdict['finding'] = {
    kind: 'to-do',
    functionName: 'canonicalUri',
    task: 'normalize the path if asked to, then encode everything except the slashes',
    place,
  };
  return [
    screen('a named mistake', about(failed), { mistakes: [mistake] }),
    screen('a failure without a name', about(key), {}),
    screen('the next thing to write', about(toDo), {}),
    screen(
      'a pass',
      { ...about({ kind: 'passed' }), tally: { ...TALLY, passed: 138, failed: 0 } },
      { isNewPass: true },
    ),
  ];
}
