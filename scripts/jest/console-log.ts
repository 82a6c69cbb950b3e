import { format } from 'node:util';
import { notePrinted } from './guard-secrets';

const METHODS = ['log', 'info', 'debug', 'warn', 'error'] as const;

/** What is written to the console while it is kept. */
export interface KeptConsole {
  /** All that was written, as it would be shown. */
  text(): string;
  /** Gives the console back. */
  restore(): void;
}

/** Keeps what is written to the console, and shows nothing of it. */
export function keepConsole(): KeptConsole {
  const lines: string[] = [];
  const spies = METHODS.map((method) =>
    jest.spyOn(console, method).mockImplementation((...values) => {
      const line = format(...values);
      notePrinted(line);
      lines.push(line);
    }),
  );
  return {
    text: () => lines.join('\n'),
    restore: () => {
      for (const spy of spies) spy.mockRestore();
    },
  };
}
