import type { VectorContext, VectorRequest } from '../sigv4/vectors';

export interface GeneratedInput {
  request: VectorRequest;
  context: VectorContext;
}

/** What a generated request is for. */
export interface Purpose {
  about: string;
  shows(input: GeneratedInput): boolean;
}

const ofQuery = (about: string, shows: (query: string) => boolean): Purpose => ({
  about,
  shows: ({ request }) => shows(request.query),
});

const ofPath = (about: string, shows: (path: string) => boolean): Purpose => ({
  about,
  shows: ({ request }) => shows(request.path),
});

/** Of the request's own headers, beside Host. */
const ofHeaders = (
  about: string,
  shows: (headers: [name: string, value: string][]) => boolean,
): Purpose => ({ about, shows: ({ request }) => shows(request.headers.slice(1)) });

const ofMethod = (method: string, about: string, body = /^/): Purpose => ({
  about,
  shows: ({ request }) => request.method === method && body.test(request.body.toString()),
});

const ofContext = (about: string, shows: (context: VectorContext) => boolean): Purpose => ({
  about,
  shows: ({ context }) => shows(context),
});

const ofBody = (about: string, shows: (body: string | Uint8Array) => boolean): Purpose => ({
  about,
  shows: ({ request }) => shows(request.body),
});

/** Each kind of request that a wrong signer may get wrong, so that every run has it. */
export const PURPOSES: readonly Purpose[] = [
  ofQuery('a value with a space at its end', (query) => /=[^&]*%20(&|$)/.test(query)),
  ofQuery('a value with a tab or a newline in it', (query) => /=[^&]*[^&=]%0[9A][^&]/.test(query)),
  ofQuery('a value with characters that encodeURIComponent leaves', (query) =>
    /=[^&]*[!'()*]/.test(query),
  ),
  ofQuery('a value of several alphabets', (query) => /=[^&]*%[C-F]/.test(query)),
  ofQuery('a value with an accent of its own', (query) => /=[^&]*e%CC%81/.test(query)),
  ofQuery('a parameter without an equals sign', (query) => /(^|&)[^&=]+(&|$)/.test(query)),
  ofQuery('values of one name out of their order', (query) => {
    const pairs = pairsIn(query);
    return pairs.some(([name, value], index) =>
      pairs.slice(index + 1).some(([other, later]) => other === name && later < value),
    );
  }),
  ofQuery('names that a language would sort otherwise', (query) => {
    const names = pairsIn(query).map(([name]) => name);
    const byLanguage = names.toSorted((a, b) => a.localeCompare(b));
    return names.toSorted().join() !== byLanguage.join();
  }),
  ofQuery('a name that another one begins with', (query) => {
    const pairs = pairsIn(query).map((pair) => pair.join('='));
    const names = pairsIn(query).toSorted(byName);
    return pairs.toSorted().join('&') !== names.map((pair) => pair.join('=')).join('&');
  }),
  ofPath('an empty segment', (path) => /.\/\/./.test(path)),
  ofPath('a segment that leads back', (path) => /[^/.]\/\.\.(\/|$)/.test(path)),
  ofPath('a slash at its end', (path) => /[^/.]\/$/.test(path)),
  ofPath('several alphabets', (path) => /%[C-F]/.test(path)),
  ofPath('an accent of its own', (path) => path.includes('e%CC%81')),
  ofPath('characters that encodeURIComponent leaves', (path) => /[!'()*]/.test(path)),
  ofHeaders('a header that is repeated with another between', (headers) => {
    const names = headers.map(([name]) => name.toLowerCase());
    return names.some((name, index) => names.indexOf(name, index + 2) > index + 1);
  }),
  ofHeaders('a repeated header whose first value is empty', (headers) =>
    headers.some(
      ([name, value], index) =>
        value.trim() === '' &&
        headers.findIndex(([other]) => sameName(other, name)) === index &&
        headers.slice(index + 1).some(([other, later]) => sameName(other, name) && later.trim()),
    ),
  ),
  ofHeaders('a header with spaces around and within its value', (headers) =>
    headers.some(([, value]) => /^ .*\S {2,}\S.* $/.test(value)),
  ),
  ofHeaders('names that a language would sort otherwise', (headers) => {
    const names = headers.map(([name]) => name.toLowerCase());
    return names.toSorted().join() !== names.toSorted((a, b) => a.localeCompare(b)).join();
  }),
  {
    about: 'a Host with the port that is the default',
    shows: ({ request }) => request.headers[0]?.[1].endsWith(':443') === true,
  },
  ofMethod('HEAD', 'a HEAD'),
  ofMethod('PUT', 'a PUT with a body', /./s),
  ofMethod('DELETE', 'a DELETE with a body', /./s),
  ofBody('a body of bytes that are not UTF-8', (body) => {
    if (typeof body === 'string') return false;
    return Buffer.from(body).toString().includes('\ufffd');
  }),
  ofBody('a body with white space at its end', (body) => {
    return typeof body === 'string' && body.trim() !== '' && body.trimEnd() !== body;
  }),
  ofBody('a body of several alphabets', (body) => {
    return typeof body === 'string' && /[^ -~\s]/.test(body);
  }),
  ofContext('temporary credentials', ({ credentials }) => credentials.sessionToken !== undefined),
  ofContext('credentials that last', ({ credentials }) => credentials.sessionToken === undefined),
  ofContext('the first hours of a day', ({ timestamp }) => /T0[01]/.test(timestamp)),
  ofContext('the last hours of a day', ({ timestamp }) => /T2[23]/.test(timestamp)),
];

function sameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

function pairsIn(query: string): [name: string, value: string][] {
  return query
    .split('&')
    .filter((parameter) => parameter !== '')
    .map((parameter) => {
      const [name = '', ...value] = parameter.split('=');
      return [name, value.join('=')];
    });
}

function byName([nameA, valueA]: [string, string], [nameB, valueB]: [string, string]): number {
  if (nameA !== nameB) return nameA < nameB ? -1 : 1;
  return valueA < valueB ? -1 : Number(valueA > valueB);
}
