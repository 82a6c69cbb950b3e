import type { Answer } from './refusals';

const BEGIN = 'api_response is ';

/**
 * What is wrong with what the caller function has logged.
 * @param log all of it
 * @param secrets by what they are called: none may stand in the log
 * @returns sentences, without a secret; none when it is right
 */
export function inspectCallerLog(
  log: string,
  { status, body }: Answer,
  secrets: Record<string, string> = {},
): string[] {
  const leaks = Object.entries(secrets)
    .filter(([, secret]) => log.includes(secret))
    .map(
      ([name]) =>
        `The ${name} was logged: whoever reads the log can call in this role. Log the status and ` +
        'the body of the answer, and nothing else.',
    );
  return leaks.length > 0 ? leaks : inspectLine(log, `${BEGIN}${status} ${body}`);
}

function inspectLine(log: string, expected: string): string[] {
  if (log.includes(expected)) return [];
  const found = log.split('\n').find((line) => line.includes(BEGIN.trim()));
  if (found === undefined) {
    return [`Nothing was logged that begins with "${BEGIN}". Expected was\n${expected}`];
  }
  const line = found.slice(found.indexOf(BEGIN.trim()));
  const remedy = /undefined|\[object|Promise/.test(line)
    ? 'Is an await missing before the answer or its text is read?'
    : 'It has the status, a space and the body as it came.';
  return [`The log says\n${line}\nExpected was\n${expected}\n${remedy}`];
}
