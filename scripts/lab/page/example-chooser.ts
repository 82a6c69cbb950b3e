import type { Mode } from '../../sigv4/vectors';
import {
  type Example,
  SCENARIO_EXAMPLES,
  type UnsignedVector,
  vectorExamples,
} from '../sheet/examples';
import { element } from './dom';

/**
 * All requests to begin with: those of the workshop, and the vectors by their first flag.
 *
 * @param form in which a vector is to be signed
 * @param onExample called when one is chosen
 */
export function exampleChooser(
  vectors: readonly UnsignedVector[],
  form: () => Mode,
  onExample: (example: Example) => void,
): HTMLElement[] {
  const examples = [...SCENARIO_EXAMPLES, ...vectorExamples(vectors, 'header')];
  const chooser = element(
    'select',
    { id: 'example' },
    element('option', { value: '' }, 'Choose an example…'),
    [...new Set(examples.map(({ group }) => group))].map((group) =>
      element(
        'optgroup',
        { label: group },
        examples
          .filter((example) => example.group === group)
          .map(({ name }) => element('option', { value: name }, name)),
      ),
    ),
  );
  const note = element('p', { class: 'note', id: 'example-note', role: 'status' });
  chooser.addEventListener('change', () => {
    const chosen = examples.find(({ name }) => name === chooser.value);
    note.textContent = chosen?.note ?? '';
    if (!chosen) return;
    const mode = SCENARIO_EXAMPLES.includes(chosen) ? chosen.input.mode : form();
    onExample({ ...chosen, input: { ...chosen.input, mode } });
  });
  return [
    element('div', { class: 'field' }, element('label', { for: 'example' }, 'Example'), chooser),
    note,
  ];
}
