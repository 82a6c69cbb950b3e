import type { Finding } from '../check/verdict';
import type { Hint } from '../steps';

type NotLoaded = Extract<Finding, { kind: 'not-loaded' }>;

/** What keeps a file from being loaded, by what the compiler or Node says; the first that fits. */
const REASONS: readonly { says: RegExp; fix: string }[] = [
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
    fix: 'An import names a package that is not installed. The steps need none but those that their starters import; if it is one of them, `npm ci` installs it.',
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

const THROWN =
  'Code outside of all functions threw as the file was loaded. Move it into the function that needs it.';

/** Where to look, and what to do, when a file of the learner's cannot be loaded. */
export function loadingHint({ message, place }: NotLoaded): Hint {
  const where = place ? `Look at line ${place.line} of \`${place.file}\`. ` : '';
  const fix = REASONS.find(({ says }) => says.test(message))?.fix ?? THROWN;
  return { title: 'Have the file loaded first', text: where + fix };
}
