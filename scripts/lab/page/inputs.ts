import { timestampOf } from '../../sigv4/timestamps';
import type { Field, Fields } from '../sheet/fields';
import { button, element } from './dom';

interface FieldDescription {
  label: string;
  /** More than one line can be typed. */
  lines?: number;
  choices?: Record<string, string>;
  /** Beside the one before it. */
  half?: boolean;
  /** Counts only if the signature is in the query. */
  queryOnly?: boolean;
}

const DESCRIPTIONS: Record<Field, FieldDescription> = {
  method: { label: 'Method', half: true },
  form: {
    label: 'Signature in',
    choices: { header: 'header', query: 'query' },
    half: true,
  },
  path: { label: 'Path, as sent' },
  query: { label: 'Query, as sent' },
  headers: { label: 'Headers, one per line', lines: 3 },
  body: { label: 'Body', lines: 2 },
  bodyForm: { label: 'Body typed as', choices: { text: 'text', base64: 'base64' } },
  region: { label: 'Region' },
  service: { label: 'Service' },
  timestamp: { label: 'Timestamp, UTC' },
  expiresIn: { label: 'Valid for, in seconds', queryOnly: true },
  accessKeyId: { label: 'Access key id' },
  secretAccessKey: { label: 'Secret access key' },
  sessionToken: { label: 'Session token' },
  normalizePath: { label: 'Normalize the path (not for S3)' },
  signBody: { label: 'Send X-Amz-Content-Sha256' },
  signSessionToken: { label: 'Sign the session token' },
  s3Rules: { label: 'Rules of S3' },
};

const GROUPS: Record<string, readonly Field[]> = {
  'The request': ['method', 'form', 'path', 'query', 'headers', 'body', 'bodyForm'],
  'Signed for': ['region', 'service', 'timestamp', 'expiresIn'],
  Credentials: ['accessKeyId', 'secretAccessKey', 'sessionToken'],
  Options: ['normalizePath', 'signBody', 'signSessionToken', 's3Rules'],
};

const SWITCHES: readonly Field[] = GROUPS.Options!;

/** The fields of a request, and what shows and reads them. */
export interface FieldInputs {
  content: HTMLElement;
  show(fields: Fields): void;
  read(): Fields;
  /** Marks the fields that something comes from. */
  mark(fields: readonly Field[]): void;
}

/** Makes the fields. @param onChange called at each key */
export function makeInputs(onChange: () => void): FieldInputs {
  const fields = Object.values(GROUPS).flat();
  const controls = new Map(fields.map((field) => [field, controlFor(field)]));
  const control = (field: Field) => controls.get(field)!;
  const form = element(
    'form',
    { class: 'fields', autocomplete: 'off', spellcheck: 'false' },
    Object.entries(GROUPS).map(([title, members]) =>
      element(
        'fieldset',
        {},
        element('legend', {}, title),
        members.map((field) => labelled(field, control(field))),
        title === 'Credentials' && keysNote(),
      ),
    ),
  );
  const now = button('now', () => {
    writeControl(control('timestamp'), timestampOf(new Date()));
    change();
  });
  now.setAttribute('aria-label', 'Set the timestamp to now');
  control('timestamp').after(now);
  form.addEventListener('input', change);
  form.addEventListener('submit', (event) => event.preventDefault());
  return {
    content: form,
    show: (values) => {
      for (const [field, one] of controls) writeControl(one, values[field]);
      form.dataset.form = values.form;
    },
    read: () =>
      Object.fromEntries(
        Array.from(controls, ([field, one]) => [field, readControl(one)]),
      ) as unknown as Fields,
    mark: (marked) => {
      for (const [field, one] of controls) one.classList.toggle('source', marked.includes(field));
    },
  };

  function change(): void {
    form.dataset.form = control('form').value;
    onChange();
  }
}

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

function keysNote(): HTMLElement {
  return element(
    'p',
    { class: 'note' },
    'Use example keys. Nothing that you type leaves this machine, and keys are not kept in the address.',
  );
}

function controlFor(field: Field): Control {
  const { lines, choices } = DESCRIPTIONS[field];
  const attributes = { id: `field-${field}`, name: field };
  if (choices) {
    return element(
      'select',
      attributes,
      Object.entries(choices).map(([value, text]) => element('option', { value }, text)),
    );
  }
  if (lines) return element('textarea', { ...attributes, rows: lines });
  return element('input', { ...attributes, type: isSwitch(field) ? 'checkbox' : 'text' });
}

function isSwitch(field: Field): boolean {
  return SWITCHES.includes(field);
}

function labelled(field: Field, control: Control): HTMLElement {
  const { label, half, queryOnly } = DESCRIPTIONS[field];
  const kinds = [isSwitch(field) && 'switch', half && 'half', queryOnly && 'query-only', field];
  return element(
    'div',
    { class: ['field', ...kinds].filter(Boolean).join(' ') },
    element('label', { for: control.id }, label),
    control,
  );
}

function readControl(control: Control): string | boolean {
  if (control instanceof HTMLInputElement && control.type === 'checkbox') return control.checked;
  return control.value;
}

function writeControl(control: Control, value: string | boolean): void {
  if (typeof value === 'boolean') (control as HTMLInputElement).checked = value;
  else if (control.value !== value) control.value = value;
}
