import { emitKeypressEvents, type Key } from 'node:readline';
import type { ReadStream, WriteStream } from 'node:tty';
import { type Style, styleFor } from '../show/style';

/** The learner's terminal, as the loop needs it. */
export interface Terminal {
  readonly style: Style;
  columns(): number;
  write(text: string): void;
  /** Begins a fresh screen, or on a terminal that cannot, a fresh paragraph. */
  clear(): void;
  /** Gives the terminal back as it was found. */
  close(): void;
}

/**
 * Takes over the terminal: keys arrive one by one, without Enter.
 *
 * @param onKey told the name of each key: a letter, `return`, or `quit` for Ctrl-C, Ctrl-D and a
 *   terminal that is closed
 */
export function openTerminal(
  input: ReadStream,
  output: WriteStream,
  onKey: (key: string) => void,
): Terminal {
  const canClear = process.env.TERM !== 'dumb';
  const onKeypress = (_: string, key: Key) => onKey(nameOf(key));
  const onEnd = () => onKey('quit');

  emitKeypressEvents(input);
  input.setRawMode(true);
  input.on('keypress', onKeypress);
  input.on('end', onEnd);
  input.resume();
  return {
    style: styleFor(output),
    columns: () => output.columns,
    write: (text) => output.write(text),
    clear: () => output.write(canClear ? '\u001b[2J\u001b[H' : '\n----\n\n'),
    close: () => {
      input.off('keypress', onKeypress);
      input.off('end', onEnd);
      input.setRawMode(false);
      input.pause();
    },
  };
}

function nameOf({ name = '', ctrl, sequence = '' }: Key): string {
  if (ctrl) return ['c', 'd'].includes(name) ? 'quit' : `ctrl-${name}`;
  return name === 'enter' ? 'return' : name || sequence;
}
