import { CHECK_MISTAKES } from '../inspect/mistakes/found';
import { CATALOGUE } from '../sigv4/mistakes/catalogue';

/** What there is to say of a mistake. */
export interface MistakeWords {
  id: string;
  title: string;
  why: string;
  fix: string;
}

/** The mistakes of signatures, and those that only a check finds. */
const KNOWN = new Map<string, MistakeWords>(
  [...CATALOGUE, ...CHECK_MISTAKES].map((mistake) => [mistake.id, mistake]),
);

export function isKnownMistake(id: string): boolean {
  return KNOWN.has(id);
}

/** The words of a mistake; a report may come from a release that knows more of them. */
export function wordsOf(id: string): MistakeWords {
  const unknown = { title: `${id} (unknown to this release)`, why: '', fix: '' };
  return KNOWN.get(id) ?? { id, ...unknown };
}
