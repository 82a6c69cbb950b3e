import type { Stages } from '../staged-signer/staged-signer';
import { AWS_ANSWERS } from './aws-answers';
import type { Mistake } from './mistake';
import { SPECIFICATION } from './specification';

const common = {
  specification: SPECIFICATION.canonicalRequest,
  awsAnswers: AWS_ANSWERS.mismatch,
} as const;

const onQuery = (stages: Stages, rewrite: (query: string) => string): Partial<Stages> => ({
  splitQuery: (query) => stages.splitQuery(rewrite(query)),
});

const onOwnValues = (stages: Stages, rewrite: (value: string) => string): Partial<Stages> => ({
  splitQuery: (query) =>
    stages
      .splitQuery(query)
      .map((parameter) => ({ ...parameter, value: rewrite(parameter.value) })),
});

/** Mistakes in how the query string is taken apart. */
export const QUERY_PARSING_MISTAKES: Mistake[] = [
  {
    ...common,
    id: 'query-cut-at-question-mark',
    title: 'The query string ends at its second question mark',
    why: 'Only the first question mark of a URL separates path and query. Code that splits at every question mark loses the rest.',
    fix: 'Cut the URL at the first question mark only.',
    frequency: 2,
    hints: [
      'Do the failing requests have a second question mark?',
      'The query string is all that follows the first question mark ("Create a canonical request", CanonicalQueryString).',
      'query = url.slice(url.indexOf("?") + 1), not url.split("?")[1]',
    ],
    variants: [
      {
        name: 'cut off there',
        replace: (stages) => onQuery(stages, (query) => query.replace(/\?.*$/s, '')),
      },
      {
        name: 'cut off, the question mark kept',
        replace: (stages) => onQuery(stages, (query) => query.replace(/\?.*$/s, '?')),
      },
    ],
  },
  {
    ...common,
    id: 'query-value-cut-at-equals',
    title: 'A query value ends at its first equals sign',
    why: 'Only the first equals sign of a parameter separates name and value; values such as base64 may contain more of them.',
    fix: 'Split each parameter at its first equals sign only.',
    frequency: 3,
    hints: [
      'Do the failing requests have a value with an equals sign in it?',
      'A parameter is a name, an equals sign and a value, which may contain more equals signs ("Create a canonical request", CanonicalQueryString).',
      'at = parameter.indexOf("="); value = parameter.slice(at + 1), not parameter.split("=")[1]',
    ],
    variants: [
      {
        name: 'cut off there',
        replace: (stages) => onOwnValues(stages, (value) => value.replace(/=.*$/s, '')),
      },
      {
        name: 'the equals signs at its end cut off',
        replace: (stages) => onOwnValues(stages, (value) => value.replace(/=+$/, '')),
      },
      {
        name: 'split at the last one',
        replace: (stages) => ({
          splitQuery: (query) =>
            stages.splitQuery(query).map((parameter) => {
              const at = parameter.value.lastIndexOf('=');
              if (at < 0) return parameter;
              const name = `${parameter.name}=${parameter.value.slice(0, at)}`;
              return { ...parameter, name, value: parameter.value.slice(at + 1) };
            }),
        }),
      },
    ],
  },
  {
    ...common,
    id: 'query-split-at-semicolon',
    title: 'A semicolon separates query parameters',
    why: 'Old HTML recommended semicolons as well as ampersands. Some parsers still split at both, or drop a parameter that contains one.',
    fix: 'Split the query string at ampersands only.',
    frequency: 2,
    hints: [
      'Do the failing requests have a semicolon in the query?',
      'Parameters are separated by ampersands ("Create a canonical request", CanonicalQueryString).',
      'parameters = query.split("&")',
    ],
    variants: [
      {
        name: 'as an ampersand does',
        replace: (stages) => onQuery(stages, (query) => query.replaceAll(';', '&')),
      },
      {
        name: 'a parameter with one is left out',
        replace: (stages) => ({
          splitQuery: (query) =>
            stages
              .splitQuery(query)
              .filter(({ name, value }) => !name.includes(';') && !value.includes(';')),
        }),
      },
      {
        name: 'the parameter ends there',
        replace: (stages) => onQuery(stages, (query) => query.replace(/;[^&]*/g, '')),
      },
    ],
  },
  {
    ...common,
    id: 'query-trimmed',
    title: 'Spaces around query names or values are trimmed',
    why: 'A space at the end of a value is data and is sent as %20.',
    fix: 'Trim header values only; leave the query as it is.',
    frequency: 1,
    hints: [
      'Do the failing requests have an encoded space at the beginning or end of a name or value?',
      'Each name and value is encoded as it is, spaces included ("Create a canonical request", CanonicalQueryString).',
      'value = uriEncode(decode(rawValue)), not uriEncode(trim(decode(rawValue)))',
    ],
    variants: [
      {
        name: 'names and values',
        replace: (stages) => ({ decodeQueryText: (text) => stages.decodeQueryText(text).trim() }),
      },
      {
        name: 'values',
        replace: (stages) =>
          onOwnValues(stages, (value) => value.replace(/^(%20|\+)+|(%20|\+)+$/g, '')),
      },
    ],
  },
];
