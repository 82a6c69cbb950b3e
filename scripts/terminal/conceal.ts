import { writtenForms } from './written-forms';

const MASK = '********';

/**
 * Where a secret key or a session token is by its name; in JSON a backslash ends it. A variable of
 * the shell, in a command to copy, is none.
 */
const NAMED_SECRETS = [
  /(x-amz-security-token["']?\s*[:=,]\s*["']?)(?!\$)[^\s"'&;\\]+/gi,
  /((?:aws_?)?(?:secret_?access_?key|session_?token)["']?\s*[:=]\s*["']?)[^\s"',&}\\]+/gi,
];

/**
 * A text with its secrets masked: the given ones wherever they occur, however they are encoded, and
 * those that are under their usual names.
 */
export function conceal(text: string, secrets: Iterable<string>): string {
  const known = [...secrets].flatMap(writtenForms).sort((a, b) => b.length - a.length);
  const masked = known.reduce((concealed, secret) => concealed.replaceAll(secret, MASK), text);
  return NAMED_SECRETS.reduce((concealed, name) => concealed.replace(name, `$1${MASK}`), masked);
}
