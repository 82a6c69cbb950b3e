import type { Finding, Place } from '../check/verdict';
import type { Hint } from '../steps';

/** What to do about an error of the language, by what the compiler or Node says. */
interface Remedy {
  says: RegExp;
  fix: string;
}

/** What keeps a file from being loaded; the first that fits. */
const NOT_LOADED: readonly Remedy[] = [
  {
    says: /await is only valid|'await' expressions? (?:is|are) only/,
    fix: '`await` stands in a function that is not `async`. Write `async` in front of `function`; what it returns is a promise then.',
  },
  {
    says: /Cannot find module '\./,
    fix: 'An import names a file that is not there. Compare its path, from `./` or `../` on, with the names in `steps/`.',
  },
  {
    says: /Cannot find module '/,
    fix: 'An import names a package that is not installed: compare its spelling. The steps need none but those that their starters import; if it is one of them, `npm ci` installs it.',
  },
  {
    says: /Cannot redeclare|has already been declared/,
    fix: 'One name is declared twice. Rename one of the two, or take one out.',
  },
  {
    says: /Unterminated|string literal/,
    fix: 'A text begins and does not end: look for the quote, backtick or slash that is missing at its end.',
  },
  {
    says: /'[^']+' expected/,
    fix: 'What the message names in quotes is missing there, or just before: often a bracket or a comma in the line above. Take back your last change, if you cannot see it, and make it again bit by bit.',
  },
  {
    says: /error TS\d+|SyntaxError/,
    fix: 'That line, or the one above it, is no TypeScript yet: something is missing or too much. Take back your last change, if you cannot see it, and make it again bit by bit.',
  },
  {
    says: /ReferenceError/,
    fix: 'A name is used before it is declared, or was never declared or imported. Look at its spelling, and at the imports above.',
  },
];

/** What ends a function too early; the first that fits. */
const THROWN: readonly Remedy[] = [
  {
    says: /Cannot (?:read|set) properties of (?:undefined|null)|is not iterable|Cannot destructure/,
    fix: 'Something is undefined there that you take for a value: an index behind the end, a key that a map does not have, a search that found nothing, a parameter that is optional. Print it in the line before with `console.log`; what is printed stands below the verdict.',
  },
  {
    says: /is not a (?:function|constructor)/,
    fix: 'What is called there is no function. Compare its spelling, and what stands in front of the dot: text, list, map and buffer have methods of their own.',
  },
  {
    says: /Assignment to constant variable/,
    fix: 'What is declared with `const` keeps its value. Declare it with `let`, or give the new value a name of its own.',
  },
  {
    says: /is not defined|before initialization/,
    fix: 'A name is used that was never declared or imported, or is declared further down. Look at its spelling, and at the imports above.',
  },
  {
    says: /URI malformed/,
    fix: '`decodeURIComponent` met a `%` without two hex digits behind it. What was it given? Print it in the line before with `console.log`.',
  },
  {
    says: /Maximum call stack/,
    fix: 'A function calls itself without an end. What is it to call instead, or when is it to stop?',
  },
];

const AT_LOADING =
  'Code outside of all functions threw as the file was loaded. Move it into the function that needs it.';
const AT_RUNNING =
  'Look at what that line is given: print it in the line before with `console.log`, and what is printed stands below the verdict.';

/**
 * The errors that JavaScript itself throws; others are the code's own, or AWS's. Where more follows
 * than its one line, a check has explained it already, and better.
 */
const OF_THE_LANGUAGE = /^(?:Type|Reference|Range|Syntax|URI)Error\b.*$/;

/** Where to look and what to do where the language, and no check, says what is wrong. */
export function errorHint(finding: Finding): Hint | undefined {
  if (finding.kind === 'not-loaded') {
    const text = atPlace(finding.place) + (fixFor(finding.message, NOT_LOADED) ?? AT_LOADING);
    return { title: 'Have the file loaded first', text };
  }
  if (finding.kind !== 'failed' || !OF_THE_LANGUAGE.test(finding.message)) return undefined;
  const text = atPlace(finding.place) + (fixFor(finding.message, THROWN) ?? AT_RUNNING);
  return { title: 'Have the function come to its end', text };
}

function fixFor(message: string, remedies: readonly Remedy[]): string | undefined {
  return remedies.find(({ says }) => says.test(message))?.fix;
}

function atPlace(place: Place | undefined): string {
  return place ? `Look at line ${place.line} of \`${place.file}\`. ` : '';
}
