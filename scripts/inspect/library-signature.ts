import { unless } from './findings';
import type { CallersContext } from './signing-context';

/**
 * What is wrong with the headers that the library has signed, as far as the caller is to blame: what
 * it was to sign for, and when.
 *
 * @param headers of the signed request
 * @returns sentences, without a secret; none when they are right
 */
export function inspectLibrarySignature(
  headers: [name: string, value: string][],
  context: CallersContext & { timestamp: string },
): string[] {
  const headerNamed = (name: string) =>
    headers.find(([header]) => header.toLowerCase() === name)?.[1];
  const authorization = headerNamed('authorization');
  if (authorization === undefined) {
    return [
      'The returned request has no Authorization header: return it with the headers of what ' +
        'signer.sign gave.',
    ];
  }
  return [
    ...inspectDate(headerNamed('x-amz-date'), context.timestamp),
    ...inspectScope(authorization, context),
    ...inspectToken(headerNamed('x-amz-security-token'), context.credentials),
  ];
}

function inspectDate(date: string | undefined, timestamp: string): string[] {
  if (date === timestamp) return [];
  return [
    `The library has signed for ${date ?? 'no date'}, and the context's timestamp is ${timestamp}: ` +
      'give sign the option signingDate, made by signingDate(context.timestamp). Left out, it is now.',
  ];
}

function inspectScope(authorization: string, context: CallersContext): string[] {
  const [, key, , region, service] =
    /Credential=([^/]*)\/([^/]*)\/([^/]*)\/([^/]*)\/aws4_request/.exec(authorization) ?? [];
  const parts: [name: string, actual: string | undefined, expected: string][] = [
    ['access key', key, context.credentials.accessKeyId],
    ['region', region, context.region],
    ['service', service, context.service],
  ];
  return parts
    .filter(([, actual, expected]) => actual !== expected)
    .map(
      ([name, actual, expected]) =>
        `The library has signed with the ${name} ${actual}; the context says ${expected}.`,
    );
}

function inspectToken(
  token: string | undefined,
  { sessionToken }: CallersContext['credentials'],
): string[] {
  if (sessionToken === undefined || token === sessionToken) return [];
  return [
    'X-Amz-Security-Token is not the session token of the context: give SignatureV4 ' +
      'context.credentials, with all three parts.',
  ];
}

/**
 * How the headers that signWithLibrary returns differ from those that the library has signed.
 *
 * @param signed by name, in small letters
 * @returns sentences; none when they are the same
 */
export function inspectLibraryHeaders(
  returned: [name: string, value: string][],
  signed: Record<string, string>,
): string[] {
  const names = returned.map(([name]) => name.toLowerCase());
  const twice = [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
  const lost = Object.keys(signed).filter((name) => !names.includes(name));
  const changed = returned.filter(([name, value]) => {
    const key = name.toLowerCase();
    return !twice.includes(key) && key in signed && signed[key] !== value;
  });
  const added = names.filter((name) => !(name in signed));
  return [
    ...unless(
      lost.length === 0,
      `The result lacks the headers of the request: return all of signed.headers. Missing: ${lost.join(', ')}.`,
    ),
    ...unless(
      twice.length === 0,
      `The result has ${twice.join(', ')} twice: signed.headers has the request's own headers, too.`,
    ),
    ...changed.map(([name]) => `The header ${name} is not as the library has signed it.`),
    ...unless(
      added.length === 0,
      `The result has headers that the library has not signed: ${added.join(', ')}.`,
    ),
  ];
}
