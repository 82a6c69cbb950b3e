import type { HttpRequest } from '../04-canonical-request/signing-input';

/** A request in the library's form: the query is decoded, with a list of values for each name. */
export interface LibraryRequest {
  method: string;
  protocol: string;
  hostname: string;
  path: string;
  query: Record<string, string[]>;
  headers: Record<string, string>;
  body: string | Uint8Array;
}

/** Converts a request to the library's form. */
export function libraryRequest(request: HttpRequest): LibraryRequest {
  const headers = valuesByName(
    request.headers.map(([name, value]) => [name.toLowerCase(), value.trim()]),
  );
  // URLSearchParams reads a + as a space, and so does API Gateway.
  const query = valuesByName(new URLSearchParams(request.query));
  return {
    method: request.method,
    protocol: 'https:',
    hostname: headers.get('host')?.join() ?? '',
    path: request.path,
    query: Object.fromEntries(query),
    headers: Object.fromEntries([...headers].map(([name, values]) => [name, values.join()])),
    body: request.body,
  };
}

/** Converts a timestamp, such as `20150830T123600Z`, to a date. */
export function signingDate(timestamp: string): Date {
  return new Date(timestamp.replace(/^(....)(..)(..T..)(..)(..Z)$/, '$1-$2-$3:$4:$5'));
}

/** The values of each name, in their order. */
function valuesByName(pairs: Iterable<[name: string, value: string]>): Map<string, string[]> {
  const values = new Map<string, string[]>();
  for (const [name, value] of pairs) {
    values.set(name, [...(values.get(name) ?? []), value]);
  }
  return values;
}
