// What the adapters of JavaScript's signers have in common. Copy what yours needs.

/** The body as most libraries take it: text, or bytes that are not UTF-8; undefined for none. */
export function bodyOf({ body, bodyBase64 }) {
  const payload = bodyBase64 === undefined ? body : Buffer.from(bodyBase64, 'base64');
  return payload.length === 0 ? undefined : payload;
}

/** The URL as text. A URL object resolves dots in the path and encodes: say so in `sent`. */
export function urlOf({ path, query, headers }, ...parameters) {
  const [, host = 'example.amazonaws.com'] =
    headers.find(([name]) => name.toLowerCase() === 'host') ?? [];
  const all = [query, ...parameters].filter((text) => text !== '').join('&');
  return `https://${host.trim()}${path}${all === '' ? '' : `?${all}`}`;
}

/** The time to sign with, for a library that takes a Date. */
export function dateOf(timestamp) {
  const [year, month, day, hour, minute, second] = timestamp.match(/^\d{4}|\d{2}/g);
  return new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}

/** One value a name, for a library that takes an object: repeated headers are joined, as HTTP does. */
export function joinedHeaders(headers) {
  const values = new Map();
  for (const [name, value] of headers) {
    const key = name.toLowerCase();
    const tidied = value.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, '');
    values.set(key, values.has(key) ? `${values.get(key)},${tidied}` : tidied);
  }
  return Object.fromEntries(values);
}

/** What is sent in place of the case's path and query: those of a URL, as text or as an object. */
export function targetOf(url) {
  const [, target = ''] = /^https?:\/\/[^/?]*(.*)$/s.exec(String(url)) ?? [];
  const [path] = target.split('?', 1);
  return { path, query: target.slice(path.length + 1) };
}

/** The keys that the library is to sign with: a token that is not to be signed is not its business. */
export function keysToSign({ credentials, options }) {
  const { sessionToken, ...keys } = credentials;
  return sessionToken && options.signSessionToken ? credentials : keys;
}

/** For a library that reads the clock itself: from now on the clock shows the time of the case. */
export function stopClock(timestamp) {
  const time = dateOf(timestamp).getTime();
  globalThis.Date = class extends RealDate {
    constructor(...args) {
      super(...(args.length === 0 ? [time] : args));
    }
    static now() {
      return time;
    }
  };
}

const RealDate = Date;
