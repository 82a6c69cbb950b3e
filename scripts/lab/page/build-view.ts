import { type Diagnosis, diagnose, LIMITS } from '../../sigv4/diagnosis/diagnose';
import { CATALOGUE } from '../../sigv4/mistakes/catalogue';
import { type SigningInput, STAGES } from '../../sigv4/staged-signer/staged-signer';
import type { StepsAnswer } from '../messages';
import { type ComparedStage, compare, type OtherTexts } from '../sheet/comparison';
import { curlLine } from '../sheet/curl';
import { type Fields, fieldsOf, signingInputOf } from '../sheet/fields';
import {
  keyChain,
  SHEET_STAGES,
  type SheetStage,
  type StageTexts,
  textsOf,
} from '../sheet/figures';
import { pickMistake, SIGNER_CLOCK } from '../sheet/picks';
import { sourceOf } from '../sheet/sources';
import { type BesideChoice, makeBesideChooser } from './beside-chooser';
import { button, byId, type Content, element, replaceContent } from './dom';
import { exampleChooser } from './example-chooser';
import { makeInputs } from './inputs';
import type { LabServer } from './server';
import { sheetView, sourceView } from './sheet-view';
import { addressOf, type Beside, type LabAddress, type LabState } from './state';
import { CONTESTED, VECTORS } from './vectors';
import { pickedVerdict, stepsVerdict } from './verdict-view';

/** The Build view, as the rest of the page sees it. */
export interface BuildView {
  /** Shows other fields, without marking what differs from those before. */
  load(fields: Fields): void;
  /** Shows the fields and the mistake of an address. */
  open(address: LabAddress): void;
  /** Puts what is shown into the address, for a link. */
  keepAddress(): void;
  /** The learner's files have changed: their answer is out of date. */
  stepsChanged(): void;
}

/**
 * Makes the Build view: the fields, the stages, and what is beside them. Each change of a field
 * shows all stages again.
 *
 * @param server undefined where the learner's steps cannot be asked
 */
export function makeBuildView(state: LabState, server: LabServer | undefined): BuildView {
  const inputs = makeInputs(edit);
  const examples = exampleChooser(
    VECTORS,
    () => state.fields.form,
    ({ input }) => load(fieldsOf(input)),
  );
  /** Until a part is looked at, the rule of the first one that differs is shown. */
  let isLooking = false;
  const chooser = makeBesideChooser(server !== undefined, choose);
  const sheet = element('div', { class: 'stages' });
  const curl = element('pre', { tabindex: 0, 'aria-label': 'As a curl command' });
  const verdict = element('div', { class: 'verdict', role: 'status' });
  const source = element('div', { class: 'source-of', role: 'status' });

  byId('fold').append(...examples, inputs.content);
  byId('sheet').append(sheet, curlSection(curl));
  byId('compare').append(...chooser.content, verdict);
  byId('side').append(source);
  for (const event of ['click', 'focusin', 'mouseover']) sheet.addEventListener(event, lookAt);
  lookAtPart('canonical-request/canonical-uri');
  return { load, open, keepAddress, stepsChanged: askSteps };

  function open({ fields, mistake }: LabAddress): void {
    state.fields = fields;
    inputs.show(fields);
    const choice = choiceNamed(mistake) ?? (server ? 'steps' : 'nothing');
    chooser.show(choice);
    choose(choice);
  }

  function load(fields: Fields): void {
    inputs.show(fields);
    change(fields, false);
  }

  function edit(): void {
    const fields = inputs.read();
    // A browser may tell of one edit twice; the second time, nothing has changed.
    if (JSON.stringify(fields) !== JSON.stringify(state.fields)) change(fields);
  }

  function change(fields: Fields, marksEdit = true): void {
    const before = marksEdit ? textsOf(STAGES, signingInputOf(state.fields)) : undefined;
    state.fields = fields;
    keepAddress();
    show(before);
    askSteps();
  }

  function choose(choice: BesideChoice): void {
    const beside = besideFor(choice, signingInputOf(state.fields));
    state.beside = beside;
    state.own = undefined;
    if (typeof beside === 'string') change(state.fields, false);
    else load(fieldsOf(beside.input));
  }

  function keepAddress(): void {
    if (byId('build-view').hidden) return;
    const { fields, beside } = state;
    const address = { view: 'build', fields, mistake: nameOf(beside) };
    history.replaceState(null, '', addressOf(address));
  }

  function askSteps(): void {
    if (state.beside !== 'steps' || !server) return;
    const asked = state.fields;
    server.askSteps(asked).then(
      (answer) => {
        // A later edit has a question of its own on the way.
        if (state.fields !== asked || state.beside !== 'steps') return;
        state.own = { fields: asked, answer };
        show();
      },
      (error: Error) => replaceContent(verdict, element('p', { class: 'bad' }, error.message)),
    );
  }

  function show(before?: StageTexts): void {
    const input = signingInputOf(state.fields);
    const reference = textsOf(STAGES, input);
    const other = otherSigner(state, input);
    const stages = other
      ? compare(reference, other.texts, other.alone)
      : compare(reference, reference);
    const hasSecret = state.fields.secretAccessKey !== '';
    const view = { stages, before, chain: keyChain(input), beside: other?.name, hasSecret };
    replaceContent(sheet, sheetView(view));
    replaceContent(curl, curlLine(state.fields, reference));
    const culprit = culpritOf(stages);
    if (culprit && !isLooking && culprit !== state.part) lookAtPart(culprit);
    // What was said of the fields before stays until the steps have answered.
    if (!isWaiting(state)) replaceContent(verdict, verdictOn(state, input, stages));
  }

  function lookAt(event: Event): void {
    const row = (event.target as Element).closest<HTMLElement>('tr[data-part]');
    const key = row?.dataset.part;
    if (key && event.type === 'click') document.body.classList.add('looks');
    if (!key) return;
    isLooking = true;
    if (key !== state.part) lookAtPart(key);
  }

  function lookAtPart(key: string): void {
    state.part = key;
    const [stage, part = ''] = key.split('/') as [SheetStage, string?];
    inputs.mark(sourceOf(stage, part)?.fields ?? []);
    replaceContent(source, closeButton(), sourceView(key));
  }

  /** On a phone, what is said of a part covers the stages until it is closed. */
  function closeButton(): HTMLElement {
    return button('Close', () => document.body.classList.remove('looks'), { class: 'close' });
  }
}

function curlSection(curl: HTMLElement): HTMLElement {
  const copy = button('Copy', () => {
    navigator.clipboard.writeText(curl.textContent ?? '').then(
      () => replaceContent(copy, 'Copied'),
      () => replaceContent(copy, 'Copy it by hand'),
    );
  });
  return element(
    'section',
    { class: 'curl', 'aria-labelledby': 'curl-title' },
    element('header', {}, element('h3', { id: 'curl-title' }, 'As a curl command'), copy),
    curl,
  );
}

function besideFor(choice: BesideChoice, atHand: SigningInput): Beside {
  if (typeof choice === 'string') return choice;
  const { mistake, variant } = choice;
  const picked = pickMistake(mistake, mistake.variants[variant]!, atHand, VECTORS, CONTESTED);
  return picked ?? 'nothing';
}

/** The part that differs first: `stage/part`. */
function culpritOf(stages: readonly ComparedStage[]): string | undefined {
  const culprit = stages.find(({ state }) => state === 'differs');
  const pair = culprit?.pairs.find(({ expected, actual }) => expected !== actual);
  return culprit && pair && `${culprit.stage}/${pair.part}`;
}

/** A mistake and its variant, by which an address names them. */
function nameOf(beside: Beside): string | undefined {
  if (typeof beside === 'string') return undefined;
  const { mistake, variant } = beside;
  return `${mistake.id}/${mistake.variants.indexOf(variant)}`;
}

function choiceNamed(name: string | undefined): BesideChoice | undefined {
  const [id, place] = (name ?? '').split('/');
  const mistake = CATALOGUE.find((one) => one.id === id);
  const variant = Number(place);
  return mistake?.variants[variant] ? { mistake, variant } : undefined;
}

/** While an edit is on its way to the steps, their answer is to other fields. */
function isWaiting({ beside, own, fields }: LabState): boolean {
  return beside === 'steps' && own !== undefined && own.fields !== fields;
}

/** Who is compared with the reference, and what it made of the request. */
interface OtherSigner {
  name: string;
  texts: OtherTexts;
  alone?: StepsAnswer['alone'];
}

function otherSigner(state: LabState, input: SigningInput): OtherSigner | undefined {
  const { beside, own } = state;
  if (beside === 'nothing') return undefined;
  if (beside === 'steps') {
    return own && !isWaiting(state) ? { name: 'your steps', ...own.answer } : undefined;
  }
  const { stages, input: picked } = beside;
  return {
    name: 'the mistake',
    texts: textsOf(stages, { ...input, earlier: picked.earlier, clock: SIGNER_CLOCK }),
  };
}

function verdictOn(state: LabState, input: SigningInput, stages: ComparedStage[]): Content {
  const { beside, own } = state;
  if (beside === 'nothing') return undefined;
  if (beside !== 'steps') return pickedVerdict(beside);
  if (!own) return element('p', { class: 'note' }, 'Your steps are running…');
  return stepsVerdict(own.answer, stages, diagnosisOf(own.answer, input));
}

/** The mistake behind what the learner's steps made, where their texts differ. */
function diagnosisOf({ texts }: StepsAnswer, input: SigningInput): Diagnosis {
  const { request, context, mode } = input;
  const [canonicalRequest, stringToSign, signingKey, signature] = SHEET_STAGES.map((stage) => {
    const text = texts[stage];
    return typeof text === 'string' ? text : undefined;
  });
  const vector = { name: 'this request', request, context };
  const answer = { canonicalRequest, stringToSign, signingKey, signature };
  return diagnose([{ vector, mode, answer }], LIMITS.hint);
}
