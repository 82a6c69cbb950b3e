import type { StepsAnswer } from '../messages';
import { SCENARIO_EXAMPLES } from '../sheet/examples';
import { type Field, type Fields, fieldsOf } from '../sheet/fields';
import type { PickedMistake } from '../sheet/picks';

/** What the reference is compared with: nothing, the learner's steps, or a signer that makes a mistake. */
export type Beside = 'nothing' | 'steps' | PickedMistake;

/** All that the Build view shows, except what follows from it. */
export interface LabState {
  fields: Fields;
  beside: Beside;
  /** What the learner's steps made of which fields; undefined until they have answered. */
  own: { fields: Fields; answer: StepsAnswer } | undefined;
  /** The part that is looked at: `stage/part`. */
  part: string | undefined;
}

/** What an address says. */
export interface LabAddress {
  view: string;
  fields: Fields;
  /** A mistake and one of its variants: `path-not-encoded/0`. */
  mistake: string | undefined;
}

/** What an address must not contain: addresses are kept in histories and copied into chats. */
const SECRET_FIELDS: readonly Field[] = ['accessKeyId', 'secretAccessKey', 'sessionToken'];
const SECRET_TEXT = /authorization|x-amz-(security-token|signature|credential)/i;

/** The first example, with which the page begins. */
export const INITIAL_FIELDS = fieldsOf(SCENARIO_EXAMPLES[0]!.input);

/** What an address says behind its `#`: the view, the fields that differ from the first example, the mistake. */
export function addressOf({ view, fields, mistake }: LabAddress): string {
  const changed = Object.entries(fields).filter(
    ([name, value]) =>
      value !== INITIAL_FIELDS[name as Field] && !isSecret(name) && !SECRET_TEXT.test(`${value}`),
  );
  const query = new URLSearchParams(changed.map(([name, value]) => [name, String(value)]));
  if (mistake !== undefined) query.set('mistake', mistake);
  return query.size > 0 ? `#${view}?${query}` : `#${view}`;
}

/** The view, the fields and the mistake of an address; what it does not name is as in the first example. */
export function readAddress(hash: string): LabAddress {
  const [, view = '', query = ''] = /^#?([^?]*)\??(.*)$/s.exec(hash) ?? [];
  const given = new URLSearchParams(query);
  const fields = Object.entries(INITIAL_FIELDS).map(([name, initial]) => {
    const value = isSecret(name) ? null : given.get(name);
    if (value === null) return [name, initial];
    return [name, typeof initial === 'boolean' ? value === 'true' : value];
  });
  return {
    view: view || 'build',
    fields: Object.fromEntries(fields) as Fields,
    mistake: given.get('mistake') ?? undefined,
  };
}

function isSecret(name: string): boolean {
  return SECRET_FIELDS.includes(name as Field);
}
