import type { JournalEntry } from '../journal/journal';
import { CREATIONS, type Creation } from './creations';
import type { Around } from './wrap-calls';

/** Writes an entry down, with where and when. */
export type Note = (entry: Pick<JournalEntry, 'state' | 'kind' | 'name' | 'id'>) => void;

/** Notes each creation before it is asked for, and what it gave when it has been made. */
export function journalling(note: Note): Around {
  return async ({ operation, input }, proceed) => {
    const creation: Creation | undefined = CREATIONS[operation];
    if (!creation) return proceed(input);

    const { kind, nameOf, idOf } = creation;
    const name = nameOf(input);
    note({ state: 'intended', kind, name });
    const output = await proceed(input);
    const id = idOf?.(output);
    note({ state: 'made', kind, name, ...(id === undefined ? {} : { id }) });
    return output;
  };
}
