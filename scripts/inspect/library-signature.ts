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
