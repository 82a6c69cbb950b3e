import type { VectorRequest } from '../sigv4/vectors';
import { unless } from './findings';

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
    ...unless(
      others.length === 0,
      `The returned request has more than a request: ${others.join(', ')}.`,
    ),
  ];
}

/** What of the request's own headers is not in front of those that signing added. */
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
