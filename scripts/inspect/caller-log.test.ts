import { inspectCallerLog } from './caller-log';

const BODY = `{"headers":[${'["accept","*/*"],'.repeat(20)}["host","a.com"]]}`;

/** The longest line of what is told of a log. */
function told(log: string): { text: string; columns: number } {
  const [text = ''] = inspectCallerLog(log, { status: 403, body: BODY });
  return { text, columns: Math.max(...text.split('\n').map((line) => line.length)) };
}

test('of a long body the part that differs is shown, and the advice stands out', () => {
  const { text, columns } = told('INFO api_response is undefined undefined');
  expect(text).toMatch(
    /^The log says\napi_response is undefined undefined\nExpected was\napi_response is 403 \{.*…\nIs an await missing/,
  );
  expect(columns).toBeLessThan(80);
});

test('a difference far in a body is shown where it is', () => {
  const { text, columns } = told(`api_response is 403 ${BODY.replace('a.com', 'b.com')}`);
  expect(text).toMatch(/The log says\n….*b\.com.*\nExpected was\n….*a\.com/);
  expect(columns).toBeLessThan(80);
});

test('a log of nothing is told shortly', () => {
  const { text, columns } = told('');
  expect(text).toMatch(/^Nothing was logged that begins with "api_response is "\. Expected was\n/);
  expect(columns).toBeLessThan(90);
});
