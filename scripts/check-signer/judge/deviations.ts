import { STAGES } from '../../sigv4/staged-signer/staged-signer';
import type { Header, VectorRequest } from '../../sigv4/vectors';

/**
 * In what a request that is sent differs from the one that was asked for, each in a few words:
 * `header accept added`.
 */
export function deviations(asked: VectorRequest, sent: VectorRequest): string[] {
  return [
    ...differing('method', asked.method, sent.method),
    ...differing('path', asked.path, sent.path),
    ...differing('query', asked.query, sent.query),
    ...headerDeviations(valuesOf(asked.headers), valuesOf(sent.headers)),
    ...(Buffer.from(asked.body).equals(Buffer.from(sent.body)) ? [] : ['body changed']),
  ];
}

function differing(what: string, asked: string, sent: string): string[] {
  if (asked === sent) return [];
  return [`${what} ${sent || '(empty)'} instead of ${asked || '(empty)'}`];
}

function headerDeviations(asked: Map<string, string>, sent: Map<string, string>): string[] {
  return [...new Set([...asked.keys(), ...sent.keys()])].flatMap((name) => {
    if (!sent.has(name)) return [`header ${name} left out`];
    if (!asked.has(name)) return [`header ${name} added`];
    return asked.get(name) === sent.get(name) ? [] : [`header ${name} changed`];
  });
}

/** By name; HTTP sees no difference between a repeated header and one of several values. */
function valuesOf(headers: readonly Header[]): Map<string, string> {
  const values = new Map<string, string>();
  for (const [name, value] of headers) {
    const key = name.toLowerCase();
    const tidied = STAGES.trimValue(STAGES.collapseSpaces(value));
    const earlier = values.get(key);
    values.set(key, earlier === undefined ? tidied : `${earlier},${tidied}`);
  }
  return values;
}
