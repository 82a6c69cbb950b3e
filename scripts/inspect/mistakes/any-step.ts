import { checkMistakes } from './check-mistake';

/** Of any step; the secrets first, whatever else is wrong. */
export const ANY_STEP = checkMistakes([
  [
    'secret-told',
    'A secret is printed, thrown or returned',
    'Whoever reads it can sign in its owner’s name.',
    'Print the status and the body of the answer, and no credentials.',
    /was logged: whoever reads|The error tells the|The returned request holds the/,
  ],
  [
    'missing-await',
    'A call is not awaited',
    'The function continues before AWS has answered: it uses what is not complete yet, and misses errors.',
    'Write await before each call, and return its promise where it is the result.',
    /still under way when|is a promise: is an await missing|has a promise as|returns a promise of the|may return a promise/,
    ['02'],
  ],
  [
    'calls-at-once',
    'Calls that depend on each other are sent at the same time',
    'AWS may handle the later call first, and refuse it.',
    'Await each call before the next, without Promise.all.',
    /was sent while .* still under way/,
  ],
  [
    'error-swallowed',
    'An error of AWS is caught and ignored',
    'The function returns as if all were well, and the next call fails for no visible reason.',
    'Remove the catch, so that the caller gets the error.',
    /returned as if all were well/,
  ],
  [
    'nothing-returned',
    'The function returns nothing',
    'Without a return, the result is undefined.',
    'Return the value that the function makes.',
    /is missing: is a return missing/,
  ],
  [
    'result-incomplete',
    'A part of the result is missing, or of another type',
    'Code that uses this part gets undefined.',
    'Compare the result with the type that the function declares.',
    /^(?!The (?:policy|permission)).* has no \w+\.$|has as \w+ a value of the type|^The (?:result|request|context)[^\n]* is a \w+\.$/m,
  ],
  [
    'input-changed',
    'The function changes its arguments',
    'Its caller still needs the request as it was.',
    'Make a copy, and change that.',
    /change what the function was given|has changed the|was changed by/,
  ],
  [
    'no-text-returned',
    'The function returns something that is not text',
    'The stages of signing are texts.',
    'Return a string.',
    /must return text/,
  ],
  [
    'export-missing',
    'The file does not export the function',
    'A check, and Lambda, find a function by the name it is exported with.',
    'Restore the name of the function, and its export.',
    /exports no function|_\d+\.\w+\) is not a function/,
  ],
]);

/** What JavaScript itself throws; looked for where nothing else is known. */
export const LANGUAGE_ERRORS = checkMistakes([
  [
    'undefined-value',
    'A value is undefined where one is expected',
    'An index after the end, a key that is missing, or a search that found nothing gives undefined.',
    'Print the value in the line before with console.log.',
    /Cannot (?:read|set) properties of (?:undefined|null)|is not iterable|Cannot destructure/,
  ],
  [
    'no-function',
    'Something that is not a function is called',
    'Strings, arrays, maps and buffers have different methods.',
    'Compare its spelling, and check the type of what stands before the dot.',
    /is not a (?:function|constructor)/,
  ],
  [
    'constant-assigned',
    'A constant is assigned again',
    'What is declared with const keeps its value.',
    'Declare it with let, or give the new value a name of its own.',
    /Assignment to constant variable/,
  ],
  [
    'unknown-name',
    'A name that is not declared or imported is used',
    'JavaScript finds no such name there.',
    'Compare its spelling, and look at the imports.',
    /is not defined|before initialization|ReferenceError/,
  ],
  [
    'broken-escape',
    'decodeURIComponent meets a % without two hex digits',
    'It decodes only complete escapes, such as %20, and throws an error for others.',
    'Print what it is given.',
    /URI malformed/,
  ],
  [
    'endless-recursion',
    'A function calls itself without end',
    'Each call uses some of the stack, until none is left.',
    'Add a condition that ends the recursion, or call the function that you meant.',
    /Maximum call stack/,
  ],
]);

/** What keeps a file from being loaded. */
export const NOT_LOADED = checkMistakes([
  [
    'await-outside-async',
    'await is used in a function that is not async',
    'Only an async function can wait.',
    'Write async before function. The function then returns a promise.',
    /await is only valid|'await' expressions? (?:is|are) only/,
  ],
  [
    'import-not-found',
    'An import names a file or package that is missing',
    'Without it, no code of the file runs.',
    'Compare its path or name with the imports of the starter.',
    /Cannot find module|no file|imports/,
  ],
  [
    'type-error',
    'TypeScript refuses the file',
    'The line does not fit the declared types.',
    'Read the message of the editor at that line.',
    /error TS2\d{3}/,
  ],
  [
    'declared-twice',
    'A name is declared twice',
    'JavaScript refuses the file.',
    'Rename one of the two, or delete it.',
    /Cannot redeclare|has already been declared/,
  ],
  [
    'syntax-error',
    'The file is not valid TypeScript',
    'Something is missing or extra: often a bracket, a comma or a quote in the line above.',
    'Undo the last change, and repeat it in small steps.',
    /error TS\d+|SyntaxError|Unterminated|expected/,
  ],
  [
    'error-at-loading',
    'Code outside all functions throws an error',
    'Such code runs while the file is loaded, and its error stops the loading.',
    'Move that code into the function that needs it.',
    /(?:)/,
  ],
]);

const NEVER = /(?!)/;

/** By the kind of a finding that has no message. */
export const ENDINGS = {
  'timed-out': checkMistakes([
    [
      'endless-loop',
      'The code does not come to an end',
      'The condition of a loop stays true, or a promise is never fulfilled.',
      'Look at the loop of the function: what changes in each round?',
      NEVER,
    ],
  ]),
  ended: checkMistakes([
    [
      'process-ended',
      'The code ends the process',
      'After process.exit, nothing can be checked.',
      'Throw an error instead.',
      NEVER,
    ],
  ]),
  'missing-file': checkMistakes([
    [
      'file-missing',
      'A file of the step is missing',
      'The check needs it.',
      'npm run workshop -- reset with the number of the step restores it.',
      NEVER,
    ],
  ]),
  skipped: checkMistakes([
    [
      'cases-skipped',
      'Cases of the check were skipped',
      'The check contains skip or only.',
      'Restore the check: git checkout, then the file.',
      NEVER,
    ],
  ]),
  'no-tests': checkMistakes([
    [
      'check-empty',
      'The check has no cases',
      'The file of the check was changed.',
      'Restore the check: git checkout, then the file.',
      NEVER,
    ],
  ]),
};

/** Whatever else the code, or AWS, throws. */
export const THROWN = checkMistakes([
  [
    'error-thrown',
    'The function throws an error',
    'The check of this case stops there.',
    'Read the message, and the line that it names.',
    /(?:)/,
  ],
]);
