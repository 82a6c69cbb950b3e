import { type Hint, hintsOf, type Step } from '../steps';

/** A hint of a lesson, which names the functions that it is about: "2. The path: `canonicalUri`". */
export interface LessonHint extends Hint {
  /** None where it is about how to begin. */
  functions: string[];
}

/** A lesson's hints: those that lead there, and what is written down at the end. */
export interface LessonHints {
  nudges: LessonHint[];
  /** The last hint, where it is pseudo-code. */
  pseudoCode?: Hint;
}

export function lessonHintsOf(step: Step): LessonHints {
  const hints = hintsOf(step).map(({ title, text }) => ({
    title: title.replace(/^\d+\. /, '').replace(/: `.*$/, ''),
    text,
    functions: [...title.matchAll(/`(\w+)`/g)].map(([, name = '']) => name),
  }));
  const last = hints.at(-1);
  const hasPseudoCode = last?.title.toLowerCase() === 'pseudo-code';
  return {
    nudges: hasPseudoCode ? hints.slice(0, -1) : hints,
    pseudoCode: hasPseudoCode ? last : undefined,
  };
}

/**
 * The part of a lesson's pseudo-code that is one function's: from the line that begins with its name
 * to the next that begins with a name. Of the columns of a table only the indent is kept.
 *
 * @returns Markdown; undefined if the function has no part
 */
export function pseudoCodeOf(functionName: string, { text }: Hint): string | undefined {
  const code = /```\w*\n([\s\S]*?)```/.exec(text)?.[1] ?? '';
  const parts = code.trim().split(/\n+(?=\w+(?:\(.*\))?:)/);
  const own = parts.find((part) => /^\w+/.exec(part)?.[0] === functionName);
  return own === undefined ? undefined : `\`\`\`\n${withoutGap(own)}\n\`\`\``;
}

/** "name:     a" with what follows below `a` becomes "name: a", with what follows below it still. */
function withoutGap(part: string): string {
  const gap = /^\S*(?: \S+)*?: ( +)\S/.exec(part)?.[1] ?? '';
  return part.replace(`: ${gap}`, ': ').replaceAll(`\n${gap}`, '\n');
}
