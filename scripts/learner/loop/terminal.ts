import { emitKeypressEvents, type Key } from 'node:readline';
import type { ReadStream, WriteStream } from 'node:tty';

/** The learner's terminal, as the loop needs it. */
export interface Terminal {
  write(text: string): void;
  /** Begins a fresh screen, or on a terminal that cannot, a fresh paragraph. */
  clear(): void;
  /** Shows a line below everything, in the place of the last one; a plain terminal shows none. */
  status(text: string): void;
  /** Gives the terminal to the shell, until the learner fetches this back (`fg`). */
  suspend(onReturn: () => void): void;
  /** Gives the terminal back as it was found. */
  close(): void;
}

/** What a terminal tells. */
export interface TerminalEvents {
  /** A key's name: a letter, `return`, or `quit` for Ctrl-C, Ctrl-D and a terminal that is closed. */
  onKey: (key: string) => void;
  onResize: () => void;
}

const FRESH_SCREEN = '\u001b[2J\u001b[H';
const FRESH_LINE = '\r\u001b[2K';

/** Takes over the terminal: keys arrive one by one, without Enter. */
export function openTerminal(
  input: ReadStream,
  output: WriteStream,
  { onKey, onResize }: TerminalEvents,
): Terminal {
  const isPlain = process.env.TERM === 'dumb';
  const onKeypress = (text: string | undefined, key: Key) => onKey(nameOf(text, key));
  let isGone = false;
  let status = '';

  /** A terminal that was closed takes no more words: saying so to it would go round in circles. */
  const onGone = () => {
    if (isGone) return;
    isGone = true;
    onKey('quit');
  };

  /** Whatever is written takes the place of the status line; the next tick shows it again. */
  const write = (text: string) => {
    if (isGone) return;
    output.write(status === '' ? text : FRESH_LINE + text);
    status = '';
  };
  emitKeypressEvents(input);
  input.setRawMode(true);
  input.on('keypress', onKeypress);
  for (const event of ['end', 'error']) input.on(event, onGone);
  output.on('error', onGone);
  output.on('resize', onResize);
  input.resume();
  return {
    write,
    clear: () => write(isPlain ? '\n----\n\n' : FRESH_SCREEN),
    status: (text) => {
      if (isPlain || isGone || text === status) return;
      output.write(FRESH_LINE + text);
      status = text;
    },
    suspend: (onReturn) => {
      if (process.platform === 'win32') return;
      input.setRawMode(false);
      process.once('SIGCONT', () => {
        input.setRawMode(true);
        onReturn();
      });
      // All that npm has started for this, as the shell would have done.
      process.kill(0, 'SIGTSTP');
    },
    close: () => {
      write('');
      input.off('keypress', onKeypress);
      input.off('end', onGone);
      output.off('resize', onResize);
      input.setRawMode(false);
      input.pause();
    },
  };
}

function nameOf(text: string | undefined, { name, ctrl, sequence }: Key): string {
  if (ctrl) return ['c', 'd'].includes(name ?? '') ? 'quit' : `ctrl-${name}`;
  return name === 'enter' ? 'return' : (name ?? text ?? sequence ?? '');
}
