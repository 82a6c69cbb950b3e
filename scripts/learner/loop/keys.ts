import type { Style } from '../show/style';

/** What a key of the loop asks for. */
export type Action =
  | 'check'
  | 'hint'
  | 'next'
  | 'list'
  | 'lesson'
  | 'solution'
  | 'reset'
  | 'help'
  | 'quit'
  | 'suspend'
  | 'broken';

interface KeyHelp {
  key: string;
  action: Action;
  word: string;
  does: string;
}

/** The keys that are always in view. */
const KEYS: readonly KeyHelp[] = [
  { key: 'c', action: 'check', word: 'check', does: 'checks the step now' },
  { key: 'h', action: 'hint', word: 'hint', does: 'gives the next hint for what is wrong' },
  { key: 'n', action: 'next', word: 'next', does: 'goes on, once the step passes; so does Enter' },
  { key: 'l', action: 'list', word: 'list', does: 'shows all steps, and which are done' },
  { key: 'o', action: 'lesson', word: 'lesson', does: 'opens the lesson' },
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
    does: 'begins the step anew; asks, and saves, first',
  },
  { key: '?', action: 'help', word: 'help', does: 'shows this' },
  { key: 'q', action: 'quit', word: 'quit', does: 'leaves; your progress is kept' },
];

const MORE_KEYS: Record<string, Action> = {
  b: 'broken',
  quit: 'quit',
  'ctrl-z': 'suspend',
};

/** @param key as the terminal names it */
export function actionOf(key: string): Action | undefined {
  return KEYS.find((one) => one.key === key)?.action ?? MORE_KEYS[key];
}

/** The keys in one line. */
export function keyLine(style: Style): string {
  return KEYS.map(({ key, word }) => `${style('strong', key)} ${word}`).join('  ');
}

/** What each key does, one a line. */
export function keyHelp(style: Style): string {
  const lines = KEYS.map(({ key, does }) => `  ${style('strong', key)}  ${does}`);
  return ['Save a file, and it is checked. Keys, without Enter:', ...lines].join('\n');
}
