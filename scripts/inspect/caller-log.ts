import type { ApiAnswer } from './refusals';

const BEGIN = 'api_response is ';

const EXCERPT_COLUMNS = 60;

/**
 * What is wrong with what the caller function has logged.
 * @param log all of it
 * @param secrets by what they are called: none may be in the log
 * @returns sentences, without a secret; none when it is right
 */
export function inspectCallerLog(
  log: string,
  { status, body }: ApiAnswer,
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
    return [
      `Nothing was logged that begins with "${BEGIN}". Expected was\n${excerpt(expected, 0)}`,
    ];
  }
  const line = found.slice(found.indexOf(BEGIN.trim()));
  const remedy = /undefined|\[object|Promise/.test(line)
    ? 'Is an await missing before the answer or its text is read?'
    : 'It has the status, a space and the body as it came.';
  const at = commonLength(line, expected);
  return [`The log says\n${excerpt(line, at)}\nExpected was\n${excerpt(expected, at)}\n${remedy}`];
}

/** How many characters two texts have in common from their beginning. */
function commonLength(one: string, other: string): number {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at++;
  return at;
}

/** The part of a line where it differs: a body may be long, and the advice below it is not to be missed. */
function excerpt(line: string, at: number): string {
  const start = at < EXCERPT_COLUMNS ? 0 : at - EXCERPT_COLUMNS / 2;
  const end = start + EXCERPT_COLUMNS;
  const part = line.slice(start, end);
  return `${start > 0 ? '…' : ''}${part}${end < line.length ? '…' : ''}`;
}
