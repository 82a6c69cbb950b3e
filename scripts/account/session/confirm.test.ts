import { PassThrough } from 'node:stream';
import { terminalQuestion } from './confirm';

/** Asks on a terminal on which this is typed. */
async function answerTo(typed: string, end = false): Promise<string | undefined> {
  const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => undefined });
  const output = Object.assign(new PassThrough(), { isTTY: true, columns: 80 });
  const answer = terminalQuestion(input, output)!('Go on? (yes/no) ');
  input.write(typed);
  if (end) input.end();
  return answer;
}

test('a line is the answer', async () => {
  expect(await answerTo('yes\r')).toBe('yes');
});

test.each([
  ['Ctrl+C', '\u0003'],
  ['Ctrl+D', '\u0004'],
  ['Ctrl+C after a yes that was not sent', 'yes\u0003'],
])('%s answers nothing', async (_, key) => {
  expect(await answerTo(key)).toBe('');
});

test('the end of the input answers nothing', async () => {
  expect(await answerTo('', true)).toBe('');
});

test('nobody is asked where there is no terminal', () => {
  const terminal = Object.assign(new PassThrough(), { isTTY: true });
  expect(terminalQuestion(new PassThrough(), terminal)).toBeUndefined();
  expect(terminalQuestion(terminal, new PassThrough())).toBeUndefined();
});
