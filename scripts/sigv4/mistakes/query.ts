import type { Parameter } from '../staged-signer/query-stages';
import type { Stages } from '../staged-signer/staged-signer';
import { percentDecode } from '../staged-signer/uri-encode';
import { AWS_ANSWERS } from './aws-answers';
import type { Mistake } from './mistake';
import { SPECIFICATION } from './specification';
import { leavingReserved } from './uri-encoding';

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
const nameEqualsValue = ({ name, value }: Parameter) => `${name}=${value}`;

/** One parameter of each name: the first or the last one. */
function oneOfEachName(parameters: Parameter[], which: 'first' | 'last'): Parameter[] {
  const byName = new Map<string, Parameter>();
  for (const parameter of parameters) {
    if (which === 'last' || !byName.has(parameter.name)) byName.set(parameter.name, parameter);
  }
  return [...byName.values()];
}

/** Mistakes in which query parameters are signed, and how they are written. */
export const QUERY_MISTAKES: Mistake[] = [
  {
    ...common,
    id: 'query-space-as-plus',
    title: 'A space in the query is written as a plus sign',
    why: 'HTML forms write a space as a plus sign; UriEncode writes %20.',
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
    title: 'An encoded plus sign in the query is read as a space',
    why: 'The escape %2B stands for a plus sign. A signer that decodes the escapes first and then turns + into a space cannot tell the two apart.',
    fix: 'Turn each + into a space before you decode the escapes, not after.',
    frequency: 3,
    hints: [
      'Which parameter values of the failing requests contain %2B?',
      'An encoded plus sign is data and is encoded as %2B again ("Create a canonical request", CanonicalQueryString).',
      'value = uriEncode(decodeURIComponent(replaceAll(rawValue, "+", " ")))',
    ],
    variants: [
      {
        name: '+ turned into a space after the escapes are decoded',
        replace: (stages) => ({
          decodeQueryText: (text) => stages.decodeQueryText(text).replaceAll('+', ' '),
        }),
      },
    ],
  },
  {
    ...common,
    id: 'query-plus-kept',
    title: 'A raw plus sign in the query is signed as a plus sign',
    why: 'API Gateway reads a raw + in a query as a space, as in HTML forms, and signs %20. A signature that covers %2B instead is refused.',
    fix: 'Send %20 for a space and %2B for a plus sign, never a raw +. Where one arrives, decode it to a space.',
    frequency: 5,
    hints: [
      'Does the query that you send contain a raw plus sign?',
      'Names and values are decoded before UriEncode is applied; API Gateway decodes a raw + to a space ("Create a canonical request", CanonicalQueryString).',
      'value = uriEncode(decodeURIComponent(replaceAll(rawValue, "+", " ")))',
    ],
    variants: [{ name: '+ signed as %2B', replace: () => ({ decodeQueryText: percentDecode }) }],
  },
  {
    ...common,
    id: 'query-duplicates-dropped',
    title: 'Only one of the values of a repeated query parameter is signed',
    why: 'A map from names to values has only one value for each name; the request has all of them.',
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
    why: 'Names and values are signed in their encoded form, whatever form the client received.',
    fix: 'Apply UriEncode to each decoded name and each decoded value.',
    frequency: 4,
    hints: [
      'Which characters do the failing queries have that the passing ones do not?',
      'URI-encode each parameter name and value ("Create a canonical request", CanonicalQueryString).',
      'for each parameter: uriEncode(decode(name)) + "=" + uriEncode(decode(value))',
    ],
    variants: [
      {
        name: 'the request’s own unchanged',
        replace: (stages) => ({ decodeQueryText: asIs, ...encodeOwn(stages, asIs) }),
      },
      {
        name: 'the request’s own decoded',
        replace: (stages) => encodeOwn(stages, asIs),
      },
      {
        name: 'all of them, the request’s own unchanged',
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
    fix: 'Decode what the client already encoded, then encode once.',
    frequency: 4,
    hints: [
      'Look for %25 in your canonical query string.',
      'Do not encode what is already encoded: each name and value is encoded once ("Create a canonical request", CanonicalQueryString).',
      'value = uriEncode(decodeURIComponent(rawValue))',
    ],
    variants: [
      { name: 'encoded without decoding first', replace: () => ({ decodeQueryText: asIs }) },
      {
        name: 'decoded by decodeURI, which leaves the escapes of reserved characters',
        replace: (stages) => ({
          decodeQueryText: leavingReserved(stages.decodeQueryText),
        }),
      },
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

function joinedByCommas(parameters: Parameter[]): Parameter[] {
  return oneOfEachName(parameters, 'first').map((first) => ({
    ...first,
    value: parameters
      .filter(({ name }) => name === first.name)
      .map(({ value }) => value)
      .join(','),
  }));
}
