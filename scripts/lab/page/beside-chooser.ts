import { CATALOGUE } from '../../sigv4/mistakes/catalogue';
import type { Mistake } from '../../sigv4/mistakes/mistake';
import { element, replaceContent } from './dom';

/** What to compare the reference with: a mistake in one of its variants, by their place. */
export type BesideChoice = 'nothing' | 'steps' | { mistake: Mistake; variant: number };

/** The chooser, and what shows a choice that was made elsewhere. */
export interface BesideChooser {
  content: HTMLElement[];
  show(choice: BesideChoice): void;
}

const KINDS = { nothing: 'Nothing', steps: 'Your steps', mistake: 'A mistake' } as const;

type Kind = keyof typeof KINDS;

/**
 * The chooser of what the reference is compared with.
 *
 * @param hasSteps whether the learner's own steps can be asked
 */
export function makeBesideChooser(
  hasSteps: boolean,
  onChoice: (choice: BesideChoice) => void,
): BesideChooser {
  const kinds = (Object.keys(KINDS) as Kind[]).filter((kind) => hasSteps || kind !== 'steps');
  const radios = new Map(kinds.map((kind) => [kind, radioFor(kind)]));
  const mistakes = mistakeSelect();
  const variants = element('select', { id: 'variant' });
  const mistakeField = labelled('Mistake', mistakes);
  const variantField = labelled('Made in which way', variants);
  const group = element(
    'fieldset',
    { class: 'segments' },
    element('legend', { class: 'hidden' }, 'Compare the reference with'),
    Array.from(radios, ([kind, radio]) =>
      element('label', {}, radio, element('span', {}, KINDS[kind])),
    ),
  );
  group.addEventListener('change', choose);
  variants.addEventListener('change', choose);
  mistakes.addEventListener('change', () => {
    showVariants(0);
    choose();
  });
  return { content: [group, mistakeField, variantField], show };

  function kind(): Kind {
    return kinds.find((one) => radios.get(one)!.checked) ?? 'nothing';
  }

  function mistake(): Mistake {
    return CATALOGUE.find(({ id }) => id === mistakes.value) ?? CATALOGUE[0]!;
  }

  function choose(): void {
    showFields();
    const chosen = kind();
    onChoice(
      chosen === 'mistake' ? { mistake: mistake(), variant: variants.selectedIndex } : chosen,
    );
  }

  function show(choice: BesideChoice): void {
    radios.get(typeof choice === 'string' ? choice : 'mistake')!.checked = true;
    if (typeof choice !== 'string') mistakes.value = choice.mistake.id;
    showVariants(typeof choice === 'string' ? 0 : choice.variant);
    showFields();
  }

  function showVariants(selected: number): void {
    replaceContent(
      variants,
      mistake().variants.map(({ name }, index) =>
        element('option', { value: index, selected: index === selected }, name),
      ),
    );
  }

  function showFields(): void {
    mistakeField.hidden = kind() !== 'mistake';
    variantField.hidden = kind() !== 'mistake' || mistake().variants.length === 1;
  }
}

function radioFor(kind: Kind): HTMLInputElement {
  return element('input', { type: 'radio', name: 'beside', value: kind });
}

function mistakeSelect(): HTMLSelectElement {
  const groups = [...new Set(CATALOGUE.map(({ specification }) => specification.name))];
  return element(
    'select',
    { id: 'mistake' },
    groups.map((group) =>
      element(
        'optgroup',
        { label: group },
        CATALOGUE.filter(({ specification }) => specification.name === group).map((mistake) =>
          element('option', { value: mistake.id }, mistake.title),
        ),
      ),
    ),
  );
}

function labelled(label: string, select: HTMLSelectElement): HTMLElement {
  return element('div', { class: 'field' }, element('label', { for: select.id }, label), select);
}
