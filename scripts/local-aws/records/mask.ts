import { writtenForms } from '../../terminal/written-forms';

const MASK = '********';

/** Where a token or a secret is by its name, in headers, query strings, JSON and XML. */
const NAMED_SECRETS = [
  /(x-amz-security-token:)[^\n\\]*/gi,
  /(X-Amz-Security-Token=)[^&\s"']*/gi,
  /(<(?:SecretAccessKey|SessionToken)>)[^<]*/g,
  /("(?:secretAccessKey|sessionToken|AWS_SECRET_ACCESS_KEY|AWS_SESSION_TOKEN)"\s*:\s*")[^"]*/gi,
  // The environment of a function may hold any secret.
  /("Variables"\s*:\s*\{)(?:[^}"]|"(?:[^"\\]|\\.)*")*/g,
];

/**
 * A copy of plain data in which secrets are masked: wherever one is under its usual name, and
 * wherever one of the given texts occurs, however it is encoded.
 */
export function maskTokens<T>(value: T, secrets: Iterable<string> = []): T {
  const all = textIn(value);
  const known = [...secrets].flatMap(writtenForms).filter((form) => all.includes(form));
  return maskValue(value, (text) => maskText(text, known)) as T;
}

function textIn(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return '';
  return Object.values(value).map(textIn).join('\n');
}

function maskValue(value: unknown, mask: (text: string) => string): unknown {
  if (typeof value === 'string') return mask(value);
  if (Array.isArray(value)) {
    return isTokenHeader(value) ? [value[0], MASK] : value.map((item) => maskValue(item, mask));
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, maskValue(item, mask)]),
  );
}

function isTokenHeader(value: unknown[]): boolean {
  return value.length === 2 && /^x-amz-security-token$/i.test(String(value[0]));
}

function maskText(text: string, known: string[]): string {
  const named = NAMED_SECRETS.reduce(
    (masked, pattern) => masked.replace(pattern, `$1${MASK}`),
    text,
  );
  return known.reduce((masked, secret) => masked.replaceAll(secret, MASK), named);
}
