import type { ComparedStage, LinePair, StageState } from '../sheet/comparison';
import type { KeyLink, SheetStage, StageTexts } from '../sheet/figures';
import { linesOf, titleOfPart } from '../sheet/lines';
import { sourceOf } from '../sheet/sources';
import { type Content, element, outerLink } from './dom';
import { differingLines, editedLine, lineOf } from './marked-line';

const STAGES: Record<SheetStage, { title: string; lesson: string }> = {
  'canonical-request': { title: 'Canonical request', lesson: '04-canonical-request' },
  'string-to-sign': { title: 'String to sign', lesson: '05-string-to-sign' },
  'signing-key': { title: 'Signing key', lesson: '06-signing-key' },
  signature: { title: 'Signature', lesson: '06-signing-key' },
  sent: { title: 'What is sent', lesson: '07-sign-request' },
};

const STATES: Record<StageState, string> = {
  equal: '✓ equal, byte for byte',
  differs: '✗ differs here',
  follows: 'differs, because of the above',
  unwritten: 'not written yet',
  error: '✗ threw an error',
};

/** What is shown of the stages. */
export interface SheetView {
  stages: ComparedStage[];
  chain: KeyLink[];
  /** Who is compared with the reference; undefined for nobody. */
  beside: string | undefined;
  /** The reference's texts before the last edit, whose changes are marked. */
  before: StageTexts | undefined;
  /** Of a request that was sent by somebody, the secret key is not known. */
  hasSecret: boolean;
}

/** The stages from top to bottom. */
export function sheetView(view: SheetView): HTMLElement[] {
  return view.stages.map((stage, index) => stageView(stage, index + 1, view));
}

/** Where a lesson is on the server, or in the folder that was written out. */
export function lessonLink(step: string): HTMLElement {
  const text = `Lesson ${step.slice(0, 2)}`;
  return element('a', { href: `lessons/${step}.txt`, target: '_blank', class: 'lesson' }, text);
}

function stageView(compared: ComparedStage, number: number, view: SheetView): HTMLElement {
  const { stage, state, reason } = compared;
  const { title, lesson } = STAGES[stage];
  const id = `stage-${stage}`;
  const isCompared = view.beside !== undefined;
  return element(
    'section',
    { class: `stage ${isCompared ? state : ''}`, 'aria-labelledby': id },
    element(
      'header',
      {},
      element('span', { class: 'number', 'aria-hidden': 'true' }, String(number)),
      element('h3', { id }, title),
      lessonLink(lesson),
      isCompared && element('strong', { class: 'state' }, STATES[state]),
    ),
    reason &&
      element('p', { class: 'reason' }, reason.error ?? `Step ${reason.unwritten} writes it.`),
    stage === 'signing-key' &&
      !view.hasSecret &&
      element(
        'p',
        { class: 'reason' },
        'Enter the secret access key to see the real key and signature.',
      ),
    stage === 'signing-key' && chainView(view.chain),
    tableView(compared, view),
  );
}

function chainView(chain: readonly KeyLink[]): HTMLElement {
  return element(
    'ol',
    { class: 'chain', 'aria-label': 'The chain of HMACs' },
    element('li', {}, element('code', {}, '"AWS4" + secret access key')),
    chain.map(({ name, text, key }) =>
      element(
        'li',
        {},
        element('span', { class: 'hmac' }, 'HMAC'),
        element('code', {}, text),
        element('span', { class: 'name' }, name),
        element('code', { class: 'key', title: key }, `${key.slice(0, 10)}…`),
      ),
    ),
  );
}

function tableView({ stage, pairs, state }: ComparedStage, view: SheetView): HTMLElement {
  const first = state === 'differs' ? pairs.findIndex(isDifferent) : -1;
  const before = view.before && linesOf(stage, view.before[stage]);
  return element(
    'table',
    {},
    element('caption', {}, `${STAGES[stage].title}, line by line`),
    element(
      'tbody',
      {},
      pairs.map((pair, index) => {
        const ofPart = pairs.slice(0, index).filter(isOf(pair)).length;
        const edit = before && { earlier: before.filter(isOf(pair))[ofPart]?.text };
        return element(
          'tr',
          {
            class: rowClass(pair, view.beside !== undefined, index === first),
            'data-part': `${stage}/${pair.part}`,
          },
          headOf(stage, pair, ofPart, index === first),
          element('td', {}, linesIn(pair, view, state, edit)),
        );
      }),
    ),
  );
}

function isOf({ part }: LinePair): (line: { part: string }) => boolean {
  return (line) => line.part === part;
}

function isDifferent({ expected, actual }: LinePair): boolean {
  return expected !== actual;
}

function rowClass(pair: LinePair, isCompared: boolean, isFirst: boolean): string {
  if (!isCompared || !isDifferent(pair)) return '';
  return isFirst ? 'differs first' : 'differs';
}

function headOf(stage: SheetStage, { part }: LinePair, ofPart: number, isFirst: boolean) {
  const title = titleOfPart(part);
  const key = `${stage}/${part}`;
  return element(
    'th',
    { scope: 'row' },
    ofPart === 0
      ? element('button', { type: 'button', class: 'part', 'data-key': key }, title)
      : element('span', { class: 'hidden' }, `${title}, line ${ofPart + 1}`),
    isFirst && element('strong', { class: 'first-mark' }, 'first difference'),
  );
}

/** @param edit the line before the last edit; undefined where no edit is to be shown */
function linesIn(
  pair: LinePair,
  { beside }: SheetView,
  state: StageState,
  edit: { earlier: string | undefined } | undefined,
): Content {
  const hasOther = state === 'differs' || state === 'follows';
  if (beside !== undefined && hasOther && isDifferent(pair)) {
    return differingLines(pair, { expected: 'reference', actual: beside });
  }
  if (!edit || !pair.expected) return lineOf(pair.expected);
  return editedLine(pair.expected, edit.earlier);
}

/** What is said of the part that is looked at. */
export function sourceView(key: string): Content {
  const [stage, part] = key.split('/') as [SheetStage, string];
  const source = sourceOf(stage, part);
  if (!source) return undefined;
  const { rule, specification, step } = source;
  return [
    element('h3', {}, titleOfPart(part)),
    element('p', {}, rule),
    element(
      'p',
      { class: 'where' },
      outerLink(specification.name, specification.url),
      lessonLink(step),
    ),
  ];
}
