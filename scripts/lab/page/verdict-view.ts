import type { Diagnosis } from '../../sigv4/diagnosis/diagnose';
import type { VectorContext } from '../../sigv4/vectors';
import type { StepsAnswer } from '../messages';
import type { ComparedStage } from '../sheet/comparison';
import { failuresOf, type PickedMistake } from '../sheet/picks';
import { type Content, element, outerLink } from './dom';
import { VECTORS } from './vectors';

/** A mistake as it is told everywhere on the page. */
export interface ShownMistake {
  title: string;
  /** How it is made here. */
  variant?: string;
  why: string;
  fix: string;
}

/** A mistake by its name: the largest text of the page. */
export function mistakeView({ title, variant, why, fix }: ShownMistake): HTMLElement {
  return element(
    'div',
    { class: 'mistake' },
    element('h3', {}, title),
    variant !== undefined && element('p', { class: 'note' }, `Here: ${variant}.`),
    element('p', {}, why),
    element('p', { class: 'fix' }, element('strong', {}, 'Fix '), fix),
  );
}

/** What is said of the learner's own steps: the mistake by its name, or that all is well. */
export function stepsVerdict(
  { output }: StepsAnswer,
  stages: readonly ComparedStage[],
  { explanations, told }: Diagnosis,
): Content {
  const causes = explanations[0]?.members ?? told;
  return [
    headline(stages, causes.length > 0),
    causes.map(mistakeView),
    stages.some(({ state }) => state === 'differs') &&
      causes.length === 0 &&
      element(
        'p',
        {},
        'No known mistake explains it. Compare the marked bytes, from the first difference on.',
      ),
    output !== '' && [
      element('h4', {}, 'Your code printed'),
      element('pre', { tabindex: 0, 'aria-label': 'What your code printed' }, output),
    ],
  ];
}

/** @param isNamed whether the mistake behind it is told below */
function headline(stages: readonly ComparedStage[], isNamed: boolean): Content {
  const error = stages.find(({ state }) => state === 'error');
  if (error) {
    return element(
      'div',
      { class: 'mistake' },
      element('h3', {}, 'Your code threw an error'),
      element('pre', { tabindex: 0, 'aria-label': 'The error' }, error.reason?.error ?? ''),
    );
  }
  const states = new Set(stages.map(({ state }) => state));
  if (states.has('differs')) {
    const text = isNamed ? '✗ The mistake in your steps' : '✗ Your steps differ from the reference';
    return element('p', { class: 'headline bad' }, text);
  }
  if (!states.has('unwritten')) {
    return element('p', { class: 'headline good' }, '✓ Your steps are equal, byte for byte');
  }
  if (!states.has('equal')) {
    return element(
      'p',
      { class: 'headline' },
      'Nothing to compare yet: write step 04 and save it, and its canonical request appears here.',
    );
  }
  return element(
    'p',
    { class: 'headline good' },
    '✓ What you have written so far is equal, byte for byte',
  );
}

/** A mistake that was picked: what it is, what AWS answers, how many vectors show it. */
export function pickedVerdict({ mistake, variant, stages, input }: PickedMistake): Content {
  const { awsAnswers, specification, variants } = mistake;
  const { fails, of } = failuresOf(stages, VECTORS);
  return [
    mistakeView({ ...mistake, variant: variants.length > 1 ? variant.name : undefined }),
    earlierView(input.earlier ?? []),
    element('h4', {}, 'What API Gateway answers'),
    element('p', { class: 'aws' }, awsAnswers),
    element(
      'p',
      { class: 'where' },
      fails > 0
        ? `It fails ${fails} of the ${of} vector checks.`
        : `None of the ${of} vector checks shows it: maintained signers differ here.`,
      outerLink(specification.name, specification.url),
    ),
  ];
}

/** What the same process has signed before, where the mistake depends on it. */
function earlierView(earlier: readonly VectorContext[]): Content {
  if (earlier.length === 0) return undefined;
  return [
    element('h4', {}, 'Signed before, by the same process'),
    earlier.map(({ timestamp, region, service, credentials }) =>
      element(
        'dl',
        { class: 'facts' },
        fact('Timestamp', timestamp),
        fact('Region', region),
        fact('Service', service),
        fact('Access key id', credentials.accessKeyId),
      ),
    ),
  ];
}

/** A name and a value of a list of facts. */
export function fact(name: string, value: Content): Content {
  return [element('dt', {}, name), element('dd', {}, value)];
}
