import {
  byCodePoint,
  byNameThenValue,
  type EncodedParameter,
  type Parameter,
} from '../staged-signer/query-stages';
import { AWS_ANSWERS } from './aws-answers';
import type { Mistake } from './mistake';
import { SPECIFICATION } from './specification';

const common = {
  specification: SPECIFICATION.canonicalRequest,
  awsAnswers: AWS_ANSWERS.mismatch,
} as const;

const byName = (a: EncodedParameter, b: EncodedParameter) => byCodePoint(a.name, b.name);
const nameEqualsValue = ({ name, value }: Parameter) => `${name}=${value}`;

/** Mistakes in the order of the query parameters. */
export const QUERY_ORDER_MISTAKES: Mistake[] = [
  {
    ...common,
    id: 'query-not-sorted',
    title: 'The query parameters are not sorted by name',
    why: 'Both sides must write the parameters in the same order: by the code points of the encoded names.',
    fix: 'Sort the encoded parameters by name with < and >, not in their original order or by the rules of a language.',
    frequency: 5,
    hints: [
      'Write down the parameter names of a failing request in alphabetical order. Is that your order?',
      'Sort the parameter names by character code point in ascending order ("Create a canonical request", CanonicalQueryString).',
      'sort parameters by encodedName, then by encodedValue, comparing code points',
    ],
    variants: [
      { name: 'in the order they came', replace: () => ({ sortParameters: (all) => all }) },
      {
        name: 'in the order they came, those that signing adds first',
        replace: () => ({
          sortParameters: (all) => all,
          combineParameters: (own, added) => [...added, ...own],
        }),
      },
      {
        name: 'in the order they came, X-Amz-Expires before X-Amz-SignedHeaders',
        replace: (stages) => ({
          sortParameters: (all) => all,
          addedParameters: (values) => expiresFirst(stages.addedParameters(values)),
        }),
      },
    ],
  },
  {
    ...common,
    id: 'query-sorted-by-language',
    title: 'The query parameters are sorted by the rules of a language, not by code point',
    why: 'By code point all capitals come before all small letters: B before a. The order of a language mixes them.',
    fix: 'Compare the encoded names with < and >, or with an ordinal comparison; not with localeCompare.',
    frequency: 4,
    hints: [
      'Do the parameter names of the failing requests differ in case, or contain a hyphen?',
      'Sort the parameter names by character code point in ascending order ("Create a canonical request", CanonicalQueryString).',
      'compare(a, b) = a < b ? -1 : a > b ? 1 : 0, not a.localeCompare(b)',
    ],
    variants: [
      {
        name: 'by localeCompare',
        replace: () => ({
          sortParameters: (all) =>
            all.toSorted((a, b) => a.name.localeCompare(b.name, 'en') || byNameThenValue(a, b)),
        }),
      },
      {
        name: 'without regard to case',
        replace: () => ({
          sortParameters: (all) =>
            all.toSorted(
              (a, b) =>
                byCodePoint(a.name.toLowerCase(), b.name.toLowerCase()) || byNameThenValue(a, b),
            ),
        }),
      },
    ],
  },
  {
    ...common,
    id: 'query-sorted-before-encoding',
    title: 'The query parameters are sorted before they are encoded',
    why: 'Encoding changes the order: % comes before every letter and digit, so an encoded ሴ comes before a.',
    fix: 'Encode names and values first, then sort.',
    frequency: 3,
    hints: [
      'Do the failing requests have a parameter name that needs encoding?',
      'Names and values are URI-encoded, and sorting takes place after encoding ("Create a canonical request", CanonicalQueryString).',
      'parameters = map(parameters, encode); then sort(parameters)',
    ],
    variants: [
      {
        name: 'sorted by the decoded text',
        replace: () => ({
          sortParameters: (all) => all.toSorted((a, b) => byDecoded(a.decoded, b.decoded)),
        }),
      },
      {
        name: 'names sorted by the decoded text, values by the encoded one',
        replace: () => ({
          sortParameters: (all) =>
            all.toSorted(
              (a, b) =>
                byCodePoint(a.decoded.name, b.decoded.name) || byCodePoint(a.value, b.value),
            ),
        }),
      },
    ],
  },
  {
    ...common,
    id: 'query-sorted-as-pairs',
    title: 'The query parameters are sorted as texts of the form name=value',
    why: 'Then the equals sign is compared too: a-b=1 comes before a=1, although the name a comes before a-b.',
    fix: 'Compare the names; only if they are equal, compare the values.',
    frequency: 3,
    hints: [
      'Is there a parameter whose name begins with the whole name of another?',
      'Sort by parameter name, and parameters of the same name by value ("Create a canonical request", CanonicalQueryString).',
      'compare(a, b) = compare(a.name, b.name), or if equal compare(a.value, b.value)',
    ],
    variants: [
      {
        name: 'name=value compared as one text',
        replace: () => ({
          sortParameters: (all) =>
            all.toSorted((a, b) => byCodePoint(nameEqualsValue(a), nameEqualsValue(b))),
        }),
      },
    ],
  },
  {
    ...common,
    id: 'query-values-not-sorted',
    title: 'The values of a repeated query parameter are not sorted',
    why: 'Parameters of the same name are sorted by value; otherwise the order may differ on the two sides.',
    fix: 'If two names are equal, compare the encoded values.',
    frequency: 3,
    hints: [
      'Does a name occur more than once in the failing requests?',
      'Parameters of the same name are sorted by their values ("Create a canonical request", CanonicalQueryString).',
      'compare(a, b) = a.name ≠ b.name ? compare(a.name, b.name) : compare(a.value, b.value)',
    ],
    variants: [
      {
        name: 'in the order they came',
        replace: () => ({ sortParameters: (all) => all.toSorted(byName) }),
      },
      {
        name: 'in the opposite order',
        replace: () => ({
          sortParameters: (all) => all.toSorted((a, b) => byName(a, b) || byNameThenValue(b, a)),
        }),
      },
    ],
  },
];

function expiresFirst(added: [name: string, value: string][]): [name: string, value: string][] {
  const place = ([name]: [string, string]) => (name === 'X-Amz-SignedHeaders' ? 1 : 0);
  const index = added.findIndex(([name]) => name === 'X-Amz-Expires') + 1;
  return [...added.slice(0, index).toSorted((a, b) => place(a) - place(b)), ...added.slice(index)];
}

function byDecoded(a: Parameter, b: Parameter): number {
  return byCodePoint(a.name, b.name) || byCodePoint(a.value, b.value);
}
