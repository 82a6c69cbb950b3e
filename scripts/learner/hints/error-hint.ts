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
    fix: 'A function contains `await` but is not `async`. Write `async` in front of `function`; then the function returns a promise.',
  },
  {
    says: /Cannot find module '\./,
    fix: 'An import names a file that does not exist. Compare its path, beginning with `./` or `../`, with the names in `steps/`.',
  },
  {
    says: /Cannot find module '/,
    fix: 'An import names a package that is not installed: compare its spelling. The steps need only the packages that their starters import; if it is one of them, `npm ci` installs it.',
  },
  {
    says: /Cannot redeclare|has already been declared/,
    fix: 'The same name is declared twice. Rename or remove one of the two.',
  },
  {
    says: /Unterminated|string literal/,
    fix: 'A string begins but does not end: find the quote, backtick or slash that is missing at its end.',
  },
  {
    says: /'[^']+' expected/,
    fix: 'The text that the message quotes is missing there, or just before: often a bracket or a comma in the line above. If you cannot find it, undo your last change and repeat it in small steps.',
  },
  {
    says: /error TS\d+|SyntaxError/,
    fix: "That line, or the one above it, isn't valid TypeScript yet: something is missing or extra. If you cannot find it, undo your last change and repeat it in small steps.",
  },
  {
    says: /ReferenceError/,
    fix: 'A name is used before it is declared, or was never declared or imported. Check its spelling and the imports above.',
  },
];

/** What ends a function too early; the first that fits. */
const THROWN: readonly Remedy[] = [
  {
    says: /Cannot (?:read|set) properties of (?:undefined|null)|is not iterable|Cannot destructure/,
    fix: 'A value is undefined there: an index past the end, a key that a map does not have, a search that found nothing, an optional parameter. Print it in the line before with `console.log`; the output appears below the verdict.',
  },
  {
    says: /is not a (?:function|constructor)/,
    fix: 'The line calls something that is not a function. Compare its spelling, and the value in front of the dot: strings, arrays, maps and buffers have different methods.',
  },
  {
    says: /Assignment to constant variable/,
    fix: 'A `const` keeps its value. Declare it with `let`, or give the new value another name.',
  },
  {
    says: /is not defined|before initialization/,
    fix: 'A name is used that was never declared or imported, or is declared further down. Check its spelling and the imports above.',
  },
  {
    says: /URI malformed/,
    fix: '`decodeURIComponent` found a `%` without two hex digits after it. What is its argument? Print it in the line before with `console.log`.',
  },
  {
    says: /Maximum call stack/,
    fix: 'A function calls itself without an end. Which function should it call instead, or when should it stop?',
  },
];

const AT_LOADING =
  'Code outside of all functions threw an error while the file was loaded. Move it into the function that needs it.';
const AT_RUNNING =
  'Look at the values that this line uses: print them in the line before with `console.log`. The output appears below the verdict.';

/**
 * The errors that JavaScript itself throws; others are the code's own, or AWS's. Where more follows
 * than its one line, a check has explained it already, and better.
 */
const OF_THE_LANGUAGE = /^(?:Type|Reference|Range|Syntax|URI)Error\b.*$/;

/** Where to look and what to do where the language, and no check, says what is wrong. */
export function errorHint(finding: Finding): Hint | undefined {
  if (finding.kind === 'not-loaded') {
    const text = atPlace(finding.place) + (fixFor(finding.message, NOT_LOADED) ?? AT_LOADING);
    return { title: 'First make the file load', text };
  }
  if (finding.kind !== 'failed' || !OF_THE_LANGUAGE.test(finding.message)) return undefined;
  const text = atPlace(finding.place) + (fixFor(finding.message, THROWN) ?? AT_RUNNING);
  return { title: 'First make the function finish', text };
}

function fixFor(message: string, remedies: readonly Remedy[]): string | undefined {
  return remedies.find(({ says }) => says.test(message))?.fix;
}

function atPlace(place: Place | undefined): string {
  return place ? `Look at line ${place.line} of \`${place.file}\`. ` : '';
}
