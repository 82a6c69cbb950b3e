import type { JournalEvent } from '../journal';
import { isDenied } from './aws-error';
import { CREATIONS, type Creation } from './operations';
import type { Around } from './wrap-calls';

/**
 * Notes each creation before it is asked for, and what it gave when it has been made.
 *
 * @param note writes an event down, with where and when
 */
export function journalling(note: (event: JournalEvent) => void): Around {
  return async ({ operation, input }, proceed) => {
    const creation: Creation | undefined = CREATIONS[operation];
    if (!creation) return proceed(input);

    const { kind, nameOf, idOf } = creation;
    const name = nameOf(input);
    note({ state: 'intended', kind, name });
    const output = await proceed(input).catch((error: unknown) => {
      // What was not allowed was not made: no teardown need wait for it.
      if (isDenied(error)) note({ state: 'removed', kind, name });
      throw error;
    });
    note({ state: 'made', kind, name, id: idOf?.(output) });
    return output;
  };
}
