import { isPass, type Verdict } from '../check/verdict';
import type { Checked } from '../checked';
import { firstUnfinished, isDone, type Progress } from '../progress';
import type { Step } from '../steps';
import { type Action, actionOf, unknownKey } from './keys';
import { isAfter, nextRecheck, stepsOn } from './rechecks';
import { regression } from './sentences';
import type { Entry, LoopEffect, LoopEvent, LoopState, Question, Update } from './state';

/** The loop before its first step. */
export function initialState(
  parts: Pick<LoopState, 'steps' | 'progress' | 'isManual' | 'autoAdvance' | 'step'>,
): LoopState {
  const nothing = { screen: [], toRecheck: [], lastCheck: 0, asked: false, wantsNext: false };
  return { ...parts, ...nothing };
}

/** What becomes of the loop when something happens. A pure function: all that it knows is given. */
export function update(state: LoopState, event: LoopEvent): Update {
  switch (event.on) {
    case 'begin':
      return goTo(state.step, state);
    case 'introduced':
      return beginCheck(say(state, { show: 'text', text: event.text }));
    case 'key':
      return onKey(event.key, { ...state, progress: event.progress });
    case 'save':
      return onSave(event.file, state);
    case 'resize':
      return [state.checked && !state.asked ? showVerdict(state) : state];
    case 'resume':
      return onResume(state);
    case 'checked':
      return event.check === state.checking ? onChecked(event, state) : [state];
    case 'rechecked':
      return event.check === state.rechecking?.check ? onRechecked(event, state) : [state];
    case 'check failed':
      return [onCheckFailed(event, state)];
    case 'answer':
      return [say(state, { show: 'text', text: event.text })];
    case 'lesson':
      // A lesson is longer than a screen: where the learner stands must not be lost above it.
      return [say(state, { show: 'text', text: event.text }, ...verdictOf(state))];
    case 'reset done':
      return onReset(event, state);
    case 'notice':
      return [tell(state, event.text)];
  }
}

function say(state: LoopState, ...entries: Entry[]): LoopState {
  return { ...state, screen: [...state.screen, ...entries] };
}

function tell(state: LoopState, text: string): LoopState {
  return say(state, { show: 'sentences', text });
}

/** The last verdict on a fresh screen. */
function showVerdict(state: LoopState): LoopState {
  return { ...state, screen: verdictOf(state) };
}

function verdictOf(state: LoopState): Entry[] {
  const { step, checked, savedAhead, isManual } = state;
  if (!checked) return [];
  return [
    { show: 'verdict', step, checked, onward: { next: nextStep(state), savedAhead, isManual } },
  ];
}

function mapOf({ steps, progress, step }: LoopState): Entry {
  return { show: 'map', steps, progress, step };
}

function hasPassed({ checked }: LoopState): boolean {
  return checked !== undefined && isPass(checked.verdict);
}

function nextStep({ steps, progress, step }: LoopState): Step | undefined {
  return firstUnfinished(steps, progress, step);
}

/** Begins a step: shows where the learner stands, and checks the step for the first time. */
function goTo(step: Step, before: LoopState): Update {
  const [state, ...effects] = giveUpCheck(before);
  const begun = { ...state, step, checked: undefined, savedAhead: undefined };
  return [{ ...begun, screen: [mapOf(begun)] }, ...effects, { do: 'introduce', step }];
}

/** Begins a check; one that is still running is given up. */
function beginCheck(before: LoopState): Update {
  const [state, ...effects] = giveUpCheck(before);
  const said = before.checking === undefined ? tell(state, 'Checking …') : state;
  const check = state.lastCheck + 1;
  return [
    { ...said, lastCheck: check, checking: check, asked: false },
    ...effects,
    { do: 'check', check, step: state.step },
  ];
}

function giveUpCheck(state: LoopState): Update {
  const { checking } = state;
  if (checking === undefined) return [state];
  return [
    { ...state, checking: undefined },
    { do: 'give up', check: checking },
  ];
}

function onChecked(
  { checked, progress }: { checked: Checked; progress: Progress },
  before: LoopState,
): Update {
  const state = { ...before, checking: undefined, checked, progress, wantsNext: false };
  // The first verdict is below the map; each further one takes the place of the last.
  const isAdded = before.checked === undefined || before.asked;
  const shown = isAdded ? say(state, ...verdictOf(state)) : showVerdict(state);
  const next = nextStep(state);
  const goesOn = (state.autoAdvance || before.wantsNext) && hasPassed(state);
  return goesOn && next ? goTo(next, shown) : beginRecheck(shown);
}

function onCheckFailed(
  { check, reason }: { check: number; reason: string },
  state: LoopState,
): LoopState {
  if (check === state.checking) {
    const failed = { ...state, checking: undefined, wantsNext: false };
    return tell(failed, `The check could not run. ${reason}`);
  }
  if (check !== state.rechecking?.check) return state;
  const failed = { ...state, rechecking: undefined };
  return tell(failed, `An earlier step could not be checked again. ${reason}`);
}

function onSave(file: string, before: LoopState): Update {
  const [state, ...effects] = giveUpRecheck(before);
  const changed = stepsOn(file, state.steps);
  const [owner] = changed;
  const isAhead = owner && isAfter(owner, state.step) && !isDone(state.progress[owner.id]);
  const toRecheck = [...new Set([...state.toRecheck, ...changed])];
  const saved = { ...state, toRecheck, savedAhead: isAhead ? owner : undefined };
  return followedBy(effects, beginCheck(saved));
}

/** Checks whose time went by while the learner was away say nothing: they begin again. */
function onResume(before: LoopState): Update {
  const [state, ...effects] = giveUpCheck(before);
  const shown = showVerdict(state);
  const wasChecking = before.checking !== undefined;
  return followedBy(effects, wasChecking ? beginCheck(shown) : beginRecheck(shown));
}

/** Checks the next of the steps that wait for it; one that is being checked so is given up. */
function beginRecheck(before: LoopState): Update {
  const [state, ...effects] = giveUpRecheck(before);
  const atHand = { step: state.step, passes: hasPassed(state) };
  const { step, waiting } = nextRecheck(state.toRecheck, atHand, state.progress);
  if (!step) return [{ ...state, toRecheck: waiting }, ...effects];
  const check = state.lastCheck + 1;
  return [
    { ...state, toRecheck: waiting, lastCheck: check, rechecking: { check, step } },
    ...effects,
    { do: 'recheck', check, step },
  ];
}

function giveUpRecheck(state: LoopState): Update {
  const { rechecking } = state;
  if (!rechecking) return [state];
  return [
    { ...state, rechecking: undefined },
    { do: 'give up', check: rechecking.check },
  ];
}

function onRechecked(
  { verdict, progress }: { verdict: Verdict; progress: Progress },
  before: LoopState,
): Update {
  const { step } = before.rechecking!;
  const state = { ...before, rechecking: undefined, progress };
  if (!isPass(verdict)) {
    const sentence = regression(step, verdict);
    return [sentence === undefined ? state : tell({ ...state, broken: step }, sentence)];
  }
  const broken = state.broken === step ? undefined : state.broken;
  const toRecheck = state.toRecheck.filter((one) => one !== step);
  const passed = { ...state, broken, toRecheck };
  // A check that is running comes first; its verdict begins the next one.
  return state.checking === undefined ? beginRecheck(passed) : [passed];
}

function onReset(
  { text, progress }: { text: string; progress: Progress },
  before: LoopState,
): Update {
  const [state, ...effects] = beginCheck(say({ ...before, progress }, { show: 'text', text }));
  // What was said about getting the files back must stay in view.
  return [{ ...state, asked: true }, ...effects];
}

function onKey(key: string, before: LoopState): Update {
  const { question } = before;
  const state = { ...before, asked: true, question: undefined };
  if (question && key !== 'quit') return onAnswer(question, key, state);
  const onReturn = hasPassed(state) || state.checking !== undefined ? 'next' : 'check';
  const action = key === 'return' ? onReturn : actionOf(key);
  if (action) return ACTIONS[action](state);
  const sentence = unknownKey(key);
  return [sentence === undefined ? state : tell(state, sentence)];
}

const ACTIONS: Record<Action, (state: LoopState) => Update> = {
  check: beginCheck,
  hint,
  next,
  list: (state) => [say(state, mapOf(state))],
  lesson: (state) => [state, { do: 'open lesson', step: state.step }],
  lab: (state) => [state, { do: 'open lab' }],
  solution: (state) => (hasPassed(state) ? solution(state) : ask('solution', state)),
  reset: (state) => ask('reset', state),
  help: (state) => [say(state, { show: 'keys' })],
  quit,
  suspend: (state) => [state, { do: 'suspend' }],
  broken: goToBroken,
};

function next(state: LoopState): Update {
  const { step, checking, wantsNext } = state;
  if (checking !== undefined) {
    const promise = `Goes on as soon as step ${step.number} passes.`;
    return [{ ...(wantsNext ? state : tell(state, promise)), wantsNext: true }];
  }
  if (!hasPassed(state)) return [tell(state, 'This step does not pass yet: h gives a hint.')];
  const following = nextStep(state);
  return following ? goTo(following, state) : [say(state, { show: 'all done' })];
}

function hint(state: LoopState): Update {
  const { step, checked } = state;
  const finding = checked?.verdict.finding;
  return [state, { do: 'hint', step, finding, mistakes: checked?.mistakes ?? [] }];
}

function solution(state: LoopState): Update {
  return [state, { do: 'solution', step: state.step, passes: hasPassed(state) }];
}

function quit(before: LoopState): Update {
  const [unchecked, ...effects] = giveUpCheck(before);
  const [state, ...more] = giveUpRecheck(unchecked);
  const left = tell(state, 'Your progress is kept: npm start goes on from here.');
  return [left, ...effects, ...more, { do: 'quit' }];
}

function goToBroken(before: LoopState): Update {
  const state = { ...before, broken: undefined };
  if (before.broken) return goTo(before.broken, state);
  return [tell(state, 'No step that was done has broken since.')];
}

interface QuestionWords {
  ask: (step: Step) => string;
  /** Completes "Left as it is: …". */
  onNo: string;
  onYes: (state: LoopState) => Update;
}

const QUESTIONS: Record<Question, QuestionWords> = {
  solution: {
    ask: () => 'This step does not pass yet. Show its solution all the same?',
    onNo: 'h gives the next hint.',
    onYes: solution,
  },
  reset: {
    ask: ({ number }) => `Start step ${number} over? Your files are saved first.`,
    onNo: 'nothing was changed.',
    onYes: (state) => [state, { do: 'reset', step: state.step }],
  },
};

function ask(question: Question, state: LoopState): Update {
  const text = `${QUESTIONS[question].ask(state.step)} y yes, any other key no`;
  return [tell({ ...state, question }, text)];
}

function onAnswer(question: Question, key: string, state: LoopState): Update {
  const { onYes, onNo } = QUESTIONS[question];
  return key === 'y' ? onYes(state) : [tell(state, `Left as it is: ${onNo}`)];
}

function followedBy(effects: LoopEffect[], [state, ...more]: Update): Update {
  return [state, ...effects, ...more];
}
