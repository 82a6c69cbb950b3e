import type { EncodedParameter, Parameter } from '../staged-signer/query-stages';
import { byCodePoint, byNameThenValue } from '../staged-signer/query-stages';
import type { Stages } from '../staged-signer/staged-signer';
import { AWS_ANSWERS } from './aws-answers';
import type { Mistake } from './mistake';
import { SPECIFICATION } from './specification';

const common = {
  specification: SPECIFICATION.canonicalRequest,
  awsAnswers: AWS_ANSWERS.mismatch,
} as const;

/** Encodes the parameters of the request by another rule; those that signing adds stay right. */
const encodeOwn = (stages: Stages, encodeText: (text: string) => string): Partial<Stages> => ({
  encodeParameter: (parameter, encode) =>
    stages.encodeParameter(parameter, parameter.isAdded ? encode : encodeText),
});

const asIs = (text: string) => text;
const byName = (a: EncodedParameter, b: EncodedParameter) => byCodePoint(a.name, b.name);
const nameEqualsValue = ({ name, value }: Parameter) => `${name}=${value}`;

/** One parameter of each name: the first or the last one. */
function oneOfEachName(parameters: Parameter[], which: 'first' | 'last'): Parameter[] {
  const byName = new Map<string, Parameter>();
  for (const parameter of parameters) {
    if (which === 'last' || !byName.has(parameter.name)) byName.set(parameter.name, parameter);
  }
  return [...byName.values()];
}

/** Mistakes on the way from the query string to the canonical query string. */
export const QUERY_MISTAKES: Mistake[] = [
  {
    ...common,
    id: 'query-not-sorted',
    title: 'The query parameters are not sorted by name',
    why: 'Both sides must write the parameters in one order, which is that of the code points of the encoded names.',
    fix: 'Sort the encoded parameters by name with < and >, not in the order they came or that of a language.',
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
    why: 'Encoding changes the order: % comes before every letter and digit, so an encoded ሴ precedes a.',
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
    ],
  },
  {
    ...common,
    id: 'query-sorted-as-pairs',
    title: 'The query parameters are sorted as the texts name=value',
    why: 'The equals sign then takes part in the order: a-b=1 comes before a=1, though the name a comes before a-b.',
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
    why: 'Parameters of the same name are sorted by value; in the order they came, the two sides may differ.',
    fix: 'Where two names are equal, compare the encoded values.',
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
  {
    ...common,
    id: 'query-space-as-plus',
    title: 'A space in the query is written as a plus sign',
    why: 'The plus sign for a space belongs to HTML forms; UriEncode writes %20.',
    fix: 'Encode with UriEncode, not with URLSearchParams or a form encoder; or turn + into %20 afterwards.',
    frequency: 4,
    hints: [
      'How does your canonical query string write a space?',
      'The space character must be encoded as %20, and not as + ("Create a canonical request", UriEncode).',
      'encodeValue(text) = replaceAll(yourEncoder(text), "+", "%20")',
    ],
    variants: [
      {
        name: '+ for %20',
        replace: (stages) => ({
          encodeQueryText: (text) => stages.encodeQueryText(text).replaceAll('%20', '+'),
        }),
      },
      {
        name: 'URLSearchParams',
        replace: () => ({
          encodeQueryText: (text) => new URLSearchParams({ '': text }).toString().slice(1),
        }),
      },
    ],
  },
  {
    ...common,
    id: 'query-plus-as-space',
    title: 'A plus sign in the query is read as a space',
    why: 'Form decoders turn + into a space; in a query string that is signed it is a plus sign, %2B.',
    fix: 'Decode percent escapes only: decodeURIComponent, not URLSearchParams.',
    frequency: 3,
    hints: [
      'Which parameter values of the failing requests hold a plus sign?',
      'Only percent escapes are decoded before UriEncode is applied; a + is encoded as %2B ("Create a canonical request", CanonicalQueryString).',
      'value = uriEncode(decodeURIComponent(rawValue))',
    ],
    variants: [
      {
        name: '+ decoded to a space',
        replace: (stages) => ({
          decodeQueryText: (text) => stages.decodeQueryText(text.replaceAll('+', ' ')),
        }),
      },
      {
        name: '+ decoded to a space, after the escapes',
        replace: (stages) => ({
          decodeQueryText: (text) => stages.decodeQueryText(text).replaceAll('+', ' '),
        }),
      },
    ],
  },
  {
    ...common,
    id: 'query-duplicates-dropped',
    title: 'Of a repeated query parameter only one is signed',
    why: 'A map from names to values holds one value for each name; the request has them all.',
    fix: 'Keep the parameters as a list of pairs.',
    frequency: 4,
    hints: [
      'Count the parameters of a failing request, and those in your canonical query string.',
      'Every parameter of the query string is in the canonical one, repeated names included ("Create a canonical request", CanonicalQueryString).',
      'parameters = list of [name, value], not a dictionary',
    ],
    variants: [
      {
        name: 'the last one wins',
        replace: (stages) => ({
          splitQuery: (query) => oneOfEachName(stages.splitQuery(query), 'last'),
        }),
      },
      {
        name: 'the first one wins',
        replace: (stages) => ({
          splitQuery: (query) => oneOfEachName(stages.splitQuery(query), 'first'),
        }),
      },
      {
        name: 'equal pairs once only',
        replace: (stages) => ({
          splitQuery: (query) => {
            const all = stages.splitQuery(query);
            const texts = all.map(nameEqualsValue);
            return all.filter((_, index) => texts.indexOf(texts[index]!) === index);
          },
        }),
      },
      {
        name: 'the values joined by commas',
        replace: (stages) => ({
          splitQuery: (query) => joinedByCommas(stages.splitQuery(query)),
        }),
      },
    ],
  },
  {
    ...common,
    id: 'query-empty-dropped',
    title: 'Query parameters without a value are left out',
    why: 'A parameter with an empty value is sent, so it is signed: name=.',
    fix: 'Keep parameters whose value is the empty text.',
    frequency: 3,
    hints: [
      'Does your parser return the parameters that have no value?',
      'A parameter without a value is written with an empty value, name= ("Create a canonical request", CanonicalQueryString).',
      'for each parameter, with or without a value: append name + "=" + value',
    ],
    variants: [
      {
        name: 'all that are empty',
        replace: (stages) => ({
          splitQuery: (query) => stages.splitQuery(query).filter(({ value }) => value !== ''),
        }),
      },
      {
        name: 'those without an equals sign',
        replace: (stages) => ({
          splitQuery: (query) => stages.splitQuery(query).filter(({ hasEquals }) => hasEquals),
        }),
      },
    ],
  },
  {
    ...common,
    id: 'query-equals-missing',
    title: 'The equals sign of an empty query parameter is missing',
    why: '?foo is signed as foo=, with the equals sign, whether it was sent with one or not.',
    fix: 'Write name, equals sign and value for every parameter.',
    frequency: 4,
    hints: [
      'How does your canonical query string write a parameter that has a name only?',
      'If a parameter has no value, its name is followed by an equals sign and nothing ("Create a canonical request", CanonicalQueryString).',
      'write(name, value) = name + "=" + value, also where value is empty',
    ],
    variants: [
      {
        name: 'where it was sent without',
        replace: (stages) => ({
          writeParameter: (parameter) =>
            parameter.hasEquals ? stages.writeParameter(parameter) : parameter.name,
        }),
      },
      {
        name: 'wherever the value is empty',
        replace: (stages) => ({
          writeParameter: (parameter) =>
            parameter.value === '' ? parameter.name : stages.writeParameter(parameter),
        }),
      },
    ],
  },
  {
    ...common,
    id: 'query-not-encoded',
    title: 'The query parameters are not percent-encoded',
    why: 'Names and values are signed in their encoded form, whatever the client was given.',
    fix: 'Apply UriEncode to each decoded name and each decoded value.',
    frequency: 4,
    hints: [
      'Which characters do the failing queries have that the passing ones do not?',
      'URI-encode each parameter name and value ("Create a canonical request", CanonicalQueryString).',
      'for each parameter: uriEncode(decode(name)) + "=" + uriEncode(decode(value))',
    ],
    variants: [
      {
        name: 'the request’s own as they stand',
        replace: (stages) => ({ decodeQueryText: asIs, ...encodeOwn(stages, asIs) }),
      },
      {
        name: 'the request’s own decoded',
        replace: (stages) => encodeOwn(stages, asIs),
      },
      {
        name: 'all of them, the request’s own as they stand',
        replace: () => ({ decodeQueryText: asIs, encodeQueryText: asIs }),
      },
      { name: 'all of them decoded', replace: () => ({ encodeQueryText: asIs }) },
      {
        name: 'the values only, decoded',
        replace: (stages) => ({
          encodeParameter: (parameter, encode) => ({
            ...stages.encodeParameter(parameter, encode),
            ...(parameter.isAdded ? {} : { value: parameter.value }),
          }),
        }),
      },
    ],
  },
  {
    ...common,
    id: 'query-encoded-twice',
    title: 'The query parameters are encoded twice',
    why: 'The query is encoded exactly once, unlike the path: %20 must not become %2520.',
    fix: 'Decode what the client has encoded already, then encode once.',
    frequency: 4,
    hints: [
      'Look for %25 in your canonical query string.',
      'Do not encode what is encoded already: each name and value is encoded once ("Create a canonical request", CanonicalQueryString).',
      'value = uriEncode(decodeURIComponent(rawValue))',
    ],
    variants: [
      { name: 'encoded without decoding first', replace: () => ({ decodeQueryText: asIs }) },
      {
        name: 'encoded without decoding first, with what signing adds encoded twice',
        replace: (stages) => ({
          decodeQueryText: asIs,
          encodeParameter: (parameter, encode) =>
            stages.encodeParameter(
              parameter,
              parameter.isAdded ? (text) => encode(encode(text)) : encode,
            ),
        }),
      },
      {
        name: 'the request’s own encoded two times',
        replace: (stages) =>
          encodeOwn(stages, (text) => stages.encodeQueryText(stages.encodeQueryText(text))),
      },
      {
        name: 'all encoded two times',
        replace: (stages) => ({
          encodeQueryText: (text) => stages.encodeQueryText(stages.encodeQueryText(text)),
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

function joinedByCommas(parameters: Parameter[]): Parameter[] {
  return oneOfEachName(parameters, 'first').map((first) => ({
    ...first,
    value: parameters
      .filter(({ name }) => name === first.name)
      .map(({ value }) => value)
      .join(','),
  }));
}
