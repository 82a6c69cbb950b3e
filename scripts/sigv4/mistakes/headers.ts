import { byCodePoint } from '../staged-signer/query-stages';
import type { Stages } from '../staged-signer/staged-signer';
import type { Header } from '../vectors';
import { AWS_ANSWERS } from './aws-answers';
import type { Mistake } from './mistake';
import { SPECIFICATION } from './specification';

const common = {
  specification: SPECIFICATION.canonicalRequest,
  awsAnswers: AWS_ANSWERS.mismatch,
} as const;

const namesOf = (headers: Header[]) => headers.map(([name]) => name);
const byLowerCase = ([a]: Header, [b]: Header) => byCodePoint(a.toLowerCase(), b.toLowerCase());

const withoutHyphens = (name: string) => name.replaceAll('-', '');
const byNameWithoutHyphens = ([a]: Header, [b]: Header) =>
  byCodePoint(withoutHyphens(a), withoutHyphens(b)) || byCodePoint(a, b);

const sortedBeforeLowerCasing = (stages: Stages): Partial<Stages> => ({
  combineHeaders: (own, added) =>
    stages.combineHeaders(own, added).toSorted(([a], [b]) => byCodePoint(a, b)),
  sortHeaders: (headers) => headers,
});

/** Mistakes in the order of the headers, and in how their names are written. */
export const HEADER_MISTAKES: Mistake[] = [
  {
    ...common,
    id: 'headers-not-sorted',
    title: 'The canonical headers are not sorted by name',
    why: 'Both sides must write the headers in one order: by lower-case name, by code point.',
    fix: 'Sort the headers by their lower-case names before you write them.',
    frequency: 4,
    hints: [
      'Write down the names of your canonical headers, top to bottom. Are they in alphabetical order?',
      'The canonical headers are sorted alphabetically by lower-case name ("Create a canonical request", CanonicalHeaders).',
      'headers = sort(headers, by lowerCase(name)); for each: name + ":" + value + "\\n"',
    ],
    variants: [
      { name: 'in the order they came', replace: () => ({ sortHeaders: (headers) => headers }) },
      {
        name: 'in the order they came, the signed headers sorted',
        replace: () => ({
          sortHeaders: (headers) => headers,
          signedHeaderNames: (_, arrived) => namesOf(arrived).toSorted(byCodePoint),
        }),
      },
      {
        name: 'in the order they came, those that signing adds first',
        replace: () => ({
          sortHeaders: (headers) => headers,
          combineHeaders: (own, added) => [...added, ...own],
        }),
      },
    ],
  },
  {
    ...common,
    id: 'headers-sorted-by-language',
    title: 'The headers are sorted by the rules of a language, not by code point',
    why: 'An order by language, such as localeCompare or a .NET culture, ignores or nearly ignores hyphens and underscores.',
    fix: 'Compare the lower-case names by code point: with < and >, or with an ordinal comparison.',
    frequency: 3,
    hints: [
      'Do the header names of the failing requests contain a hyphen, an underscore or a digit?',
      'The canonical headers are sorted by character code ("Create a canonical request", CanonicalHeaders).',
      'sort(headers, (a, b) → a.name < b.name ? -1 : 1), not a.name.localeCompare(b.name)',
    ],
    variants: [
      {
        name: 'by localeCompare',
        replace: () => ({
          sortHeaders: (headers) => headers.toSorted(([a], [b]) => a.localeCompare(b, 'en')),
        }),
      },
      {
        name: 'hyphens left out',
        replace: () => ({ sortHeaders: (headers) => headers.toSorted(byNameWithoutHyphens) }),
      },
    ],
  },
  {
    ...common,
    id: 'headers-sorted-before-lowercasing',
    title: 'The headers are sorted before their names are lower-cased',
    why: 'As bytes, all capitals come before all small letters: X-Amz-Date comes before accept.',
    fix: 'Lower-case the names first, then sort.',
    frequency: 3,
    hints: [
      'Do the failing requests have some names with capitals and some without?',
      'The canonical headers are sorted by lower-case name ("Create a canonical request", CanonicalHeaders).',
      'headers = map(headers, lowerCaseName); then sort(headers)',
    ],
    variants: [
      {
        name: 'the canonical headers and the signed headers',
        replace: (stages) => sortedBeforeLowerCasing(stages),
      },
      {
        name: 'the canonical headers; the signed headers are right',
        replace: (stages) => ({
          ...sortedBeforeLowerCasing(stages),
          signedHeaderNames: (_, arrived) => namesOf(arrived).toSorted(byCodePoint),
        }),
      },
    ],
  },
  {
    ...common,
    id: 'header-names-not-lowercased',
    title: 'The names of the headers are not in lower case',
    why: 'HTTP ignores the case of a header’s name, but a hash does not. The canonical form is lower case.',
    fix: 'Lower-case the names before sorting, in the canonical headers and in the signed headers.',
    frequency: 4,
    hints: [
      'Compare the header names in your canonical request letter by letter.',
      'Header names are written in lower case ("Create a canonical request", CanonicalHeaders and SignedHeaders).',
      'for each header: lowerCase(name) + ":" + trim(value) + "\\n"',
    ],
    variants: [
      { name: 'as they were sent', replace: () => ({ headerName: (name) => name }) },
      {
        name: 'as they were sent, sorted without regard to case',
        replace: () => ({
          headerName: (name) => name,
          sortHeaders: (headers) => headers.toSorted(byLowerCase),
        }),
      },
      {
        name: 'as they were sent in the canonical headers, lower case in the signed headers',
        replace: (stages) => ({
          headerName: (name) => name,
          sortHeaders: (headers) => headers.toSorted(byLowerCase),
          joinSignedHeaders: (names) => stages.joinSignedHeaders(names).toLowerCase(),
        }),
      },
    ],
  },
  {
    ...common,
    id: 'headers-blank-line-missing',
    title: 'The blank line after the canonical headers is missing',
    why: 'Each canonical header ends with a newline, and one more newline ends the whole part.',
    fix: 'End every header line with a newline, then join the parts by newlines.',
    frequency: 4,
    hints: [
      'Count the newlines between your last header and the signed headers.',
      'Each header is followed by \\n, also the last; the parts are then joined by \\n ("Create a canonical request").',
      'canonicalHeaders = join(map(headers, name + ":" + value + "\\n"), "")',
    ],
    variants: [
      {
        name: 'no blank line',
        replace: (stages) => ({
          canonicalRequest: (parts) =>
            stages.canonicalRequest({
              ...parts,
              canonicalHeaders: parts.canonicalHeaders.replace(/\n$/, ''),
            }),
        }),
      },
    ],
  },
  {
    ...common,
    id: 'signed-headers-not-sorted',
    title: 'The signed headers are not sorted',
    why: 'The list of names must have the same order as the canonical headers.',
    fix: 'Build the list from the sorted headers, not from the unsorted ones.',
    frequency: 3,
    hints: [
      'Compare the order of the names in SignedHeaders with that of your canonical headers.',
      'SignedHeaders is an alphabetically sorted, semicolon-separated list of lower-case names ("Create a canonical request", SignedHeaders).',
      'signedHeaders = join(map(sortedHeaders, name), ";")',
    ],
    variants: [
      {
        name: 'in the order they came',
        replace: () => ({ signedHeaderNames: (_, arrived) => namesOf(arrived) }),
      },
      {
        name: 'in the order they came, those that signing adds first',
        replace: () => ({
          combineHeaders: (own, added) => [...added, ...own],
          signedHeaderNames: (_, arrived) => namesOf(arrived),
        }),
      },
    ],
  },
  {
    ...common,
    id: 'signed-headers-comma',
    title: 'The signed headers are not joined by semicolons',
    why: 'The list of names is joined by ; and nothing else.',
    fix: 'Join the names by a semicolon, without a space.',
    frequency: 2,
    hints: [
      'What is between the names of your signed headers?',
      'SignedHeaders is a semicolon-separated list ("Create a canonical request", SignedHeaders).',
      'signedHeaders = join(names, ";")',
    ],
    variants: [',', ', ', '; ', ' '].map((separator) => ({
      name: `joined by ${JSON.stringify(separator)}`,
      replace: () => ({ joinSignedHeaders: (names: string[]) => names.join(separator) }),
    })),
  },
];
