import { inspect } from 'node:util';
import { describeTexts } from '../sigv4/first-difference';
import type { VectorRequest } from '../sigv4/vectors';
import { unless } from './findings';
import { secretsIn } from './secrets';

const MEMBERS = ['method', 'path', 'query', 'headers', 'body'] as const;

/**
 * What of a request is lost or changed in its signed copy. What signing adds is not looked at.
 *
 * @param returned what the signer returned
 * @param request what it was given
 * @returns sentences; none if the copy has all of it, as it was, and nothing that must be kept
 */
export function inspectSignedCopy(returned: VectorRequest, request: VectorRequest): string[] {
  const others = Object.keys(returned).filter((name) => !MEMBERS.some((member) => member === name));
  return [
    ...inspectMember('method', returned.method, request.method),
    ...inspectMember('path', returned.path, request.path),
    ...inspectMember('query', returned.query, request.query),
    ...inspectBody(returned.body, request.body),
    ...secretsIn(inspect({ ...returned, headers: [] }, { depth: null })).map(
      (name) => `The returned request holds the ${name}: whoever sends or prints it gives it away.`,
    ),
    ...unless(
      others.length === 0,
      `The returned request has more than a request: ${others.join(', ')}.`,
    ),
  ];
}

/** What of the request's own headers does not stand in front of those that signing added. */
export function inspectOwnHeaders(returned: VectorRequest, request: VectorRequest): string[] {
  const changed = request.headers.findIndex(
    ([name, value], index) =>
      returned.headers[index]?.[0] !== name || returned.headers[index]?.[1] !== value,
  );
  if (changed < 0) return [];
  const shown = (header?: [string, string]) =>
    header ? JSON.stringify(header.join(': ')) : 'none';
  return [
    'The request’s own headers must be returned as they are, in front of those that are added: ' +
      `header ${changed + 1} is ${shown(returned.headers[changed])}, and was ${shown(request.headers[changed])}.`,
  ];
}

const AS_GIVEN = 'return it as it was given: what is sent must be what the caller asked for';

function inspectMember(name: string, returned: unknown, given: string): string[] {
  if (returned === given) return [];
  const text = returned === undefined ? 'missing' : JSON.stringify(returned);
  const line = `The ${name} of the returned request is ${text}, and was ${JSON.stringify(given)}`;
  return [`${line}: ${AS_GIVEN}.`];
}

function inspectBody(returned: unknown, given: string | Uint8Array): string[] {
  const isKept =
    typeof given === 'string'
      ? returned === given
      : returned instanceof Uint8Array && Buffer.compare(returned, given) === 0;
  const isLost = returned === undefined || returned === '';
  const what = isLost ? 'lost' : 'another one than was given';
  return unless(isKept, `The body of the returned request is ${what}: ${AS_GIVEN}.`);
}

/** The parts that a presigned URL is made of. */
export interface UrlParts {
  protocol: string;
  host: string;
  path: string;
  query: string;
}

/**
 * In what a presigned URL differs from what it is made of.
 *
 * @param query what presignQuery returns
 * @returns sentences; none if it is right
 */
export function inspectUrl(url: unknown, { protocol, host, path, query }: UrlParts): string[] {
  if (typeof url !== 'string') return [`presignUrl returned ${typeof url}; it must return text.`];
  const parts = /^([^:/?]*):\/\/([^/?]*)([^?]*)\?(.*)$/s.exec(url);
  if (!parts) {
    return [`presignUrl returned ${url}; it must be protocol, ://, host, path, ? and query.`];
  }
  const [, itsProtocol, itsHost, itsPath, itsQuery = ''] = parts;
  const differing = (name: string, actual: string | undefined, expected: string, why: string) =>
    unless(
      actual === expected,
      `The ${name} of the URL is ${JSON.stringify(actual)}; it must be ${JSON.stringify(expected)}: ${why}.`,
    );
  return [
    ...differing('protocol', itsProtocol, protocol, 'the one that presignUrl is given'),
    ...differing('host', itsHost, host, 'the trimmed value of Host, whatever the case of its name'),
    ...differing(
      'path',
      itsPath,
      path,
      'as it stands in the request, neither encoded nor resolved',
    ),
    ...inspectQuery(itsQuery, query),
  ];
}

function inspectQuery(actual: string, expected: string): string[] {
  const difference = describeTexts(expected, actual);
  if (difference === undefined) return [];
  return ['The query of the URL is not what presignQuery returns, once and as it is:', difference];
}
