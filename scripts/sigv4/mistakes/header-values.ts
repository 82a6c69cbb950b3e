import { sha256Hex } from '../staged-signer/payload-stages';
import type { Stages } from '../staged-signer/staged-signer';
import type { Header } from '../vectors';
import { AWS_ANSWERS } from './aws-answers';
import type { Mistake } from './mistake';
import { SPECIFICATION } from './specification';

const common = {
  specification: SPECIFICATION.canonicalRequest,
  awsAnswers: AWS_ANSWERS.mismatch,
} as const;

const joining = (joinValues: Stages['joinValues']): Partial<Stages> => ({ joinValues });

/** Each repeated header stays a header of its own. */
const notJoined = (headers: Header[]) => headers;

const collapseOutsideQuotes = (value: string) =>
  value
    .split(/("[^"]*")/)
    .map((piece, index) => (index % 2 === 1 ? piece : piece.replace(/[ \t\r\n]+/g, ' ')))
    .join('');

/** Mistakes in what becomes of the values of the headers. */
export const HEADER_VALUE_MISTAKES: Mistake[] = [
  {
    ...common,
    id: 'header-values-not-trimmed',
    title: 'Spaces around the values of headers are kept',
    why: 'Spaces around a value are not part of it: HTTP removes them.',
    fix: 'Trim both ends of each value.',
    frequency: 4,
    hints: [
      'Do the failing requests have a header with a space at one end of its value?',
      'Remove white space before and after the value ("Create a canonical request", CanonicalHeaders).',
      'lowerCase(name) + ":" + trim(collapseSpaces(value)) + "\\n"',
    ],
    variants: [
      { name: 'at both ends', replace: () => ({ trimValue: (value) => value }) },
      {
        name: 'at both ends, and in between',
        replace: () => ({ trimValue: (value) => value, collapseSpaces: (value) => value }),
      },
      { name: 'at the start', replace: () => ({ trimValue: (value) => value.trimEnd() }) },
      { name: 'at the end', replace: () => ({ trimValue: (value) => value.trimStart() }) },
    ],
  },
  {
    ...common,
    id: 'header-values-lowercased',
    title: 'The values of the headers are lower-cased too',
    why: 'Only the case of names is ignored; a value is signed as it is.',
    fix: 'Lower-case the name alone, not the whole line.',
    frequency: 2,
    hints: [
      'Look at the case of the letters after the colons.',
      'The name is written in lower case, the value trimmed and otherwise as it is ("Create a canonical request", CanonicalHeaders).',
      'lowerCase(name) + ":" + trim(value) + "\\n"',
    ],
    variants: [
      {
        name: 'the values',
        replace: (stages) => ({ trimValue: (value) => stages.trimValue(value).toLowerCase() }),
      },
    ],
  },
  {
    ...common,
    id: 'header-spaces-not-collapsed',
    title: 'Several spaces within a header’s value are kept',
    why: 'Several spaces within a value become one before signing; a folded line is white space too.',
    fix: 'Replace every run of white space within a value by one space.',
    frequency: 3,
    hints: [
      'Do the failing requests have two spaces in a row, or a folded line, within a value?',
      'Convert sequential spaces to a single space ("Create a canonical request", CanonicalHeaders).',
      'value = replaceAll(value, /\\s+/, " ")',
    ],
    variants: [
      { name: 'kept', replace: () => ({ collapseSpaces: (value) => value }) },
      {
        name: 'spaces collapsed, newlines kept',
        replace: () => ({ collapseSpaces: (value) => value.replace(/ +/g, ' ') }),
      },
      {
        name: 'newlines dropped, spaces kept',
        replace: () => ({ collapseSpaces: (value) => value.replace(/\r?\n/g, '') }),
      },
      {
        name: 'folded lines joined by a comma',
        replace: () => ({
          collapseSpaces: (value) => value.replace(/\s*\n\s*/g, ',').replace(/ +/g, ' '),
        }),
      },
    ],
  },
  {
    ...common,
    id: 'header-quoted-spaces-kept',
    title: 'Several spaces within quotation marks are kept',
    why: 'Older documents said so. But the official suite and AWS replace them by one space within quotation marks, too.',
    fix: 'Replace white space in the whole value, quoted or not.',
    frequency: 2,
    hints: [
      'Do the failing requests have a quoted value with several spaces?',
      'Sequential spaces become one, within quotation marks too: the official case get-header-value-trim shows it ("Create a canonical request", CanonicalHeaders).',
      'value = replaceAll(value, /\\s+/, " "), whether quoted or not',
    ],
    variants: [{ name: 'kept', replace: () => ({ collapseSpaces: collapseOutsideQuotes }) }],
  },
  {
    ...common,
    id: 'header-duplicates-last-wins',
    title: 'Only one of the values of a repeated header is signed',
    why: 'A map from names to values has only one value for each name; the request has all of them.',
    fix: 'Collect the values of a repeated header, and join them by commas.',
    frequency: 3,
    hints: [
      'Does a header occur more than once in the failing requests? How many of its values do you sign?',
      'The values of a header that occurs several times are joined by commas ("Create a canonical request", CanonicalHeaders).',
      'values[name] = values[name] ? values[name] + "," + value : value',
    ],
    variants: [
      { name: 'the last one', replace: () => joining((values) => values.at(-1) ?? '') },
      { name: 'the first one', replace: () => joining((values) => values[0] ?? '') },
      {
        name: 'equal values once only',
        replace: () => joining((values) => [...new Set(values)].join(',')),
      },
    ],
  },
  {
    ...common,
    id: 'header-duplicates-comma-space',
    title: 'The values of a repeated header are joined by a comma and a space',
    why: 'HTTP libraries join with ", "; the canonical form has only the comma.',
    fix: 'Join the values by a comma, without a space.',
    frequency: 3,
    hints: [
      'What exactly is between the values of a repeated header?',
      'The values of a repeated header are separated by commas, in the order they came ("Create a canonical request", CanonicalHeaders).',
      'join(values, ",")',
    ],
    variants: [', ', ';', ' ', '; '].map((separator) => ({
      name: `joined by ${JSON.stringify(separator)}`,
      replace: () => joining((values) => values.join(separator)),
    })),
  },
  {
    ...common,
    id: 'header-empty-value-dropped',
    title: 'An empty value of a repeated header is left out',
    why: 'Each value of a repeated header counts, even an empty one: its comma remains.',
    fix: 'Join all values, empty ones too.',
    frequency: 1,
    hints: [
      'Does a repeated header of the failing requests have an empty value?',
      'The values of a repeated header are joined by commas, in the order they came ("Create a canonical request", CanonicalHeaders).',
      'join(["", "a"], ",") = ",a"',
    ],
    variants: [
      {
        name: 'left out',
        replace: (stages) => ({
          joinValues: (values) => stages.joinValues(values.filter((value) => value !== '')),
        }),
      },
      {
        name: 'left out where it comes first',
        replace: (stages) => ({
          joinValues: (values) =>
            stages.joinValues(values.slice(values.findIndex((value) => value !== ''))),
        }),
      },
    ],
  },
  {
    ...common,
    id: 'header-commas-spaced',
    title: 'The commas within a header’s value are changed',
    why: 'A library split the value at its commas and joined it again: a,b becomes a, b.',
    fix: 'Sign the value as it is sent; change only the white space around it and within it.',
    frequency: 2,
    hints: [
      'Do the failing requests have a comma within a header’s value?',
      'Commas within a value stay as they are ("Create a canonical request", CanonicalHeaders).',
      'value = trim(collapseSpaces(value)), with its commas as they came',
    ],
    variants: [
      {
        name: 'a space behind each',
        replace: (stages) => ({
          trimValue: (value) => stages.trimValue(value).replace(/, */g, ', '),
        }),
      },
      {
        name: 'the spaces behind them left out',
        replace: (stages) => ({
          trimValue: (value) => stages.trimValue(value).replace(/, +/g, ','),
        }),
      },
    ],
  },
  {
    ...common,
    id: 'header-values-latin1',
    title: 'The values of headers are not hashed as UTF-8',
    why: 'The canonical request is hashed as UTF-8. A signer that treats header values as Latin-1 hashes other bytes for é.',
    fix: 'Encode the canonical request as UTF-8 before hashing it.',
    frequency: 1,
    hints: [
      'Do the failing requests have a letter beyond ASCII in a header’s value?',
      'The hash is over the UTF-8 bytes of the canonical request ("Create a string to sign", HashedCanonicalRequest).',
      'hash = hex(sha256(utf8(canonicalRequest)))',
    ],
    variants: [
      {
        name: 'hashed as Latin-1',
        replace: () => ({
          hashCanonicalRequest: (text) => sha256Hex(Buffer.from(text, 'latin1')),
        }),
      },
      {
        name: 'read as Latin-1, then hashed as UTF-8',
        replace: (stages) => ({
          trimValue: (value) => Buffer.from(stages.trimValue(value)).toString('latin1'),
        }),
      },
    ],
  },
  {
    ...common,
    id: 'header-duplicates-sorted',
    title: 'The values of a repeated header are sorted',
    why: 'The order of the values has a meaning in HTTP, so they are signed in their original order.',
    fix: 'Join the values in their original order; sort only the names.',
    frequency: 2,
    hints: [
      'In which order does the repeated header have its values, and in which order do you sign them?',
      'The values of a repeated header are appended in the order they came; they are not sorted ("Create a canonical request", CanonicalHeaders).',
      'values[name] = values[name] + "," + value, in order of arrival',
    ],
    variants: [
      { name: 'sorted', replace: () => joining((values) => values.toSorted().join(',')) },
      {
        name: 'in the opposite order',
        replace: () => joining((values) => values.toReversed().join(',')),
      },
    ],
  },
  {
    ...common,
    id: 'header-duplicates-not-joined',
    title: 'A repeated header is on several lines',
    why: 'In canonical form each name occurs once, with all its values on one line.',
    fix: 'Collect the values of a repeated header, and join them by commas.',
    frequency: 3,
    hints: [
      'Does a name occur more than once in your canonical headers, or in your signed headers?',
      'The values of a header that occurs several times are joined by commas on one line ("Create a canonical request", CanonicalHeaders).',
      'for each distinct name: name + ":" + join(values, ",") + "\\n"',
    ],
    variants: [
      { name: 'a line for each', replace: () => ({ joinDuplicates: notJoined }) },
      {
        name: 'a line for each, the name listed once',
        replace: (stages) => ({
          joinDuplicates: notJoined,
          signedHeaderNames: (sorted, arrived) => [
            ...new Set(stages.signedHeaderNames(sorted, arrived)),
          ],
        }),
      },
    ],
  },
  {
    ...common,
    id: 'header-colon-space',
    title: 'A space follows the colon in the canonical headers',
    why: 'Headers are sent as "name: value" and signed as "name:value".',
    fix: 'Write name, colon and value without a space.',
    frequency: 3,
    hints: [
      'Look at the characters around the colons.',
      'Each header is lower-case name, colon, trimmed value, newline ("Create a canonical request", CanonicalHeaders).',
      'lowerCase(name) + ":" + trim(value) + "\\n"',
    ],
    variants: [
      {
        name: 'name: value',
        replace: () => ({ writeHeader: ([name, value]) => `${name}: ${value}\n` }),
      },
    ],
  },
];
