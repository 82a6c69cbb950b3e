import type { Style } from '../../terminal/screen';
import { paragraph } from '../../terminal/wrap';

/** What a key of the loop asks for. */
export type Action =
  | 'check'
  | 'hint'
  | 'next'
  | 'list'
  | 'lesson'
  | 'lab'
  | 'solution'
  | 'reset'
  | 'help'
  | 'quit'
  | 'suspend'
  | 'broken';

interface KeyHelp {
  key: string;
  action: Action;
  /** Follows the key below each verdict, if the key is always in view. */
  word?: string;
  does: string;
}

const KEYS: readonly KeyHelp[] = [
  { key: 'c', action: 'check', word: 'check', does: 'checks the step now' },
  { key: 'h', action: 'hint', word: 'hint', does: 'gives the next hint for what is wrong' },
  { key: 'n', action: 'next', word: 'next', does: 'goes on, once the step passes; so does Enter' },
  { key: 'l', action: 'list', word: 'list', does: 'shows all steps, and which are done' },
  { key: 'o', action: 'lesson', word: 'lesson', does: 'opens the lesson' },
  {
    key: 'v',
    action: 'lab',
    word: 'lab',
    does: 'opens the lab: a request signed byte by byte, with your steps beside it, in a browser',
  },
  {
    key: 's',
    action: 'solution',
    word: 'solution',
    does: 'shows how the solution differs from your work; asks first if the step does not pass',
  },
  {
    key: 'r',
    action: 'reset',
    word: 'reset',
    does: 'starts the step over; asks, and saves, first',
  },
  {
    key: 'b',
    action: 'broken',
    does: 'goes to the step that passed before, and no longer does',
  },
  { key: '?', action: 'help', word: 'help', does: 'shows this' },
  { key: 'q', action: 'quit', word: 'quit', does: 'leaves; your progress is kept' },
];

const MORE_KEYS: Record<string, Action> = {
  quit: 'quit',
  'ctrl-z': 'suspend',
};

/** @param key as the terminal names it */
export function actionOf(key: string): Action | undefined {
  return KEYS.find((one) => one.key === key)?.action ?? MORE_KEYS[key];
}

/** The keys, each with its word: in one line, or in as many as the terminal is too narrow for. */
export function keyLine(style: Style, columns: number): string {
  const lines: string[] = [];
  let width = 0;
  for (const { key, word } of KEYS) {
    if (word === undefined) continue;
    const text = `${style('strong', key)} ${word}`;
    const needed = key.length + 1 + word.length;
    if (lines.length > 0 && width + 2 + needed <= columns) {
      lines.push(`${lines.pop()}  ${text}`);
      width += 2 + needed;
    } else {
      lines.push(text);
      width = needed;
    }
  }
  return lines.join('\n');
}

/** What each key does, one a line. */
export function keyHelp(style: Style, columns: number): string {
  const lines = KEYS.map(({ key, does }) =>
    paragraph(does, columns, `  ${key}  `).replace(key, (text) => style('strong', text)),
  );
  return [
    paragraph('Save a file, and it is checked. Keys, without Enter:', columns),
    ...lines,
  ].join('\n');
}

/** An answer to a key that means nothing, if it was meant as one: arrows and the like are not. */
export function unknownKey(key: string): string | undefined {
  return key.length === 1 ? `${key} means nothing here; ? shows the keys.` : undefined;
}
