import { describeTexts } from '../sigv4/first-difference';
import { unless } from './findings';

/** The parts that a presigned URL is made of. */
export interface UrlParts {
  protocol: string;
  host: string;
  path: string;
  query: string;
}

/** The request that a presigned URL stands for, as far as the URL contains it. */
interface PresignedRequest {
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
export function inspectUrl(url: unknown, { query, ...address }: UrlParts): string[] {
  return inspectParts(url, address, (actual) => inspectQuery(actual, query));
}

/**
 * In what a presigned URL differs from the request that it is made of, whatever the signature.
 *
 * @returns sentences; none if it is right, except the parameters that signing adds
 */
export function inspectPresigned(
  url: unknown,
  protocol: string,
  { query: own, ...target }: PresignedRequest,
): string[] {
  return inspectParts(url, { protocol, ...target }, (query) => [
    ...inspectOwnParameters(query, own),
    ...inspectOtherParameters(query, own),
  ]);
}

function inspectParts(
  url: unknown,
  { protocol, host, path }: Omit<UrlParts, 'query'>,
  inspectItsQuery: (query: string) => string[],
): string[] {
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
    ...differing('path', itsPath, path, 'exactly as in the request, neither encoded nor resolved'),
    ...inspectItsQuery(itsQuery),
  ];
}

function inspectQuery(actual: string, expected: string): string[] {
  const difference = describeTexts(expected, actual);
  if (difference === undefined) return [];
  return ['The query of the URL is not what presignQuery returns, once and as it is:', difference];
}

/** The request's own query, unchanged, in front of the parameters that signing adds. */
export function inFront(own: string): string {
  return own === '' ? '' : `${own}&`;
}

/** What of the request's own query is not in front of the signed one, unchanged. */
export function inspectOwnParameters(query: string, own: string): string[] {
  if (query.startsWith(inFront(own))) return [];
  const problem = query.includes(own) ? 'are not in front' : 'are missing, or were changed';
  return [
    `The request's own parameters ${problem}: the query must begin with ${inFront(own)}`,
    `It begins with ${query.slice(0, own.length + 20)}…`,
  ];
}

/** What of a signed query is neither the request's own nor added by signing. */
function inspectOtherParameters(query: string, own: string): string[] {
  if (!query.startsWith(inFront(own))) return [];
  const added = query.slice(inFront(own).length).split('&');
  const others = added.filter((parameter) => !parameter.startsWith('X-Amz-'));
  return unless(
    others.length === 0,
    `Behind the request's own parameters, the query has ${others.join('&')}: what was signed must be ` +
      'sent, once and as it is. Only the parameters that signing adds are there.',
  );
}
