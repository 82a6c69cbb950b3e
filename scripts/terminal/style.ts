/** The few ways a word may stand out. What they say is said in words, too. */
export type Emphasis = 'strong' | 'faint' | 'good' | 'bad';

/** Gives a text an emphasis, or leaves it as it is. */
export type Style = (emphasis: Emphasis, text: string) => string;

const CODES: Record<Emphasis, [on: number, off: number]> = {
  strong: [1, 22],
  faint: [2, 22],
  good: [32, 39],
  bad: [31, 39],
};

export const plain: Style = (_, text) => text;

export const coloured: Style = (emphasis, text) => {
  const [on, off] = CODES[emphasis];
  return `\u001b[${on}m${text}\u001b[${off}m`;
};

/** The style for an output stream; Node knows what NO_COLOR, FORCE_COLOR and TERM ask for. */
export function styleFor(stream: { isTTY?: boolean; hasColors?: () => boolean }): Style {
  return stream.isTTY && stream.hasColors?.() ? coloured : plain;
}
