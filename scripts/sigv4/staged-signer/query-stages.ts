import type { VectorRequest } from '../vectors';
import { remembered } from './memory';
import { queryDecode, uriEncode } from './uri-encode';

/** A parameter of the query string. */
export interface Parameter {
  name: string;
  value: string;
  /** False for `?name` without an equals sign. */
  hasEquals: boolean;
  /** Whether signing adds it, in query form. */
  isAdded: boolean;
}

/** A parameter as it will be in the canonical query string, and what it was. */
export interface EncodedParameter extends Parameter {
  decoded: Parameter;
}

/** What the parameters that signing adds are made of. */
export interface AddedParameterValues {
  algorithm: string;
  credential: string;
  timestamp: string;
  signedHeaders: string;
  expiresIn: number;
  /** The token, where it is signed. */
  token: string | undefined;
}

type Order = (a: EncodedParameter, b: EncodedParameter) => number;

/** From the query string to the canonical query string. */
export interface QueryStages {
  /** The parameters of the request, names and values unchanged. */
  splitQuery(query: string): Parameter[];
  /** A name or value of the request without its escapes. */
  decodeQueryText(text: string): string;
  /** Names and values of what signing adds in query form, not yet encoded. */
  addedParameters(values: AddedParameterValues): [name: string, value: string][];
  combineParameters(own: Parameter[], added: Parameter[]): Parameter[];
  encodeParameter(parameter: Parameter, encode: (text: string) => string): EncodedParameter;
  /** UriEncode, as it is used for the query. */
  encodeQueryText(text: string): string;
  sortParameters(parameters: EncodedParameter[]): EncodedParameter[];
  writeParameter(parameter: EncodedParameter): string;
}

export const QUERY_STAGES: QueryStages = {
  splitQuery,
  decodeQueryText: queryDecode,
  addedParameters,
  combineParameters: (own, added) => [...own, ...added],
  encodeParameter: (parameter, encode) => ({
    ...parameter,
    name: encode(parameter.name),
    value: encode(parameter.value),
    decoded: parameter,
  }),
  encodeQueryText: uriEncode,
  sortParameters: (parameters) => parameters.toSorted(byNameThenValue),
  writeParameter: ({ name, value }) => `${name}=${value}`,
};

function splitQuery(query: string): Parameter[] {
  return query
    .split('&')
    .filter((text) => text !== '')
    .map((text) => {
      const equals = text.indexOf('=');
      return {
        name: equals < 0 ? text : text.slice(0, equals),
        value: equals < 0 ? '' : text.slice(equals + 1),
        hasEquals: equals >= 0,
        isAdded: false,
      };
    });
}

function addedParameters(values: AddedParameterValues): [name: string, value: string][] {
  const token: [string, string][] = values.token ? [['X-Amz-Security-Token', values.token]] : [];
  return [
    ['X-Amz-Algorithm', values.algorithm],
    ['X-Amz-Credential', values.credential],
    ['X-Amz-Date', values.timestamp],
    ['X-Amz-SignedHeaders', values.signedHeaders],
    ['X-Amz-Expires', String(values.expiresIn)],
    ...token,
  ];
}

/** The order of the specification: by name, then by value, both encoded, by code point. */
export const byNameThenValue: Order = (a, b) =>
  byCodePoint(a.name, b.name) || byCodePoint(a.value, b.value);

export function byCodePoint(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** The canonical query string of a request, and of what signing adds to it. */
export const canonicalQuery = remembered(QUERY_STAGES, computeQuery);

function computeQuery(
  stages: QueryStages,
  { query }: VectorRequest,
  added: [name: string, value: string][],
): string {
  const own = stages.splitQuery(query).map((parameter) => ({
    ...parameter,
    name: stages.decodeQueryText(parameter.name),
    value: stages.decodeQueryText(parameter.value),
  }));
  const parameters = stages.combineParameters(
    own,
    added.map(([name, value]) => ({ name, value, hasEquals: true, isAdded: true })),
  );
  const encoded = parameters.map((parameter) =>
    stages.encodeParameter(parameter, stages.encodeQueryText),
  );
  return stages.sortParameters(encoded).map(stages.writeParameter).join('&');
}
