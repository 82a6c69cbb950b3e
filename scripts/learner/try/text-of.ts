import type { VectorContext, VectorRequest } from '../../sigv4/vectors';

/**
 * What a function of a step is given or returns, as a text to read and compare: bytes in hex, a
 * header a line, a request as it is sent, a context without its secrets.
 */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value instanceof Uint8Array) return Buffer.from(value).toString('hex');
  if (value instanceof Date) return value.toISOString();
  if (isHeaders(value)) return value.map((header) => header.join(': ')).join('\n');
  if (isRequest(value)) return requestText(value);
  if (isContext(value)) return contextText(value);
  if (typeof value === 'object' && value !== null) return memberLines(value);
  return String(value);
}

function isHeaders(value: unknown): value is [string, string][] {
  return Array.isArray(value) && value.every(Array.isArray);
}

function isRequest(value: unknown): value is VectorRequest {
  return typeof value === 'object' && value !== null && 'headers' in value && 'path' in value;
}

function isContext(value: unknown): value is VectorContext {
  return typeof value === 'object' && value !== null && 'credentials' in value;
}

function requestText({ method, path, query, headers, body }: VectorRequest): string {
  const target = query ? `${path}?${query}` : path;
  const text = typeof body === 'string' ? body : `${body.length} bytes: ${textOf(body)}`;
  return [`${method} ${target}`, textOf(headers), ...(text === '' ? [] : ['', text])].join('\n');
}

/** The secret key is never shown. */
function contextText({ credentials, options, ...others }: VectorContext): string {
  return memberLines({ accessKeyId: credentials.accessKeyId, ...others, ...options });
}

function memberLines(value: object): string {
  return Object.entries(value)
    .map(([name, member]) => `${name} ${textOf(member)}`)
    .join('\n');
}
