import type * as Hello from '../../solutions/01-hello-handler/hello-handler';
import { changedSolution } from './changed-solution';
import { inspectHello } from './hello';

const HELLO = '01-hello-handler/hello-handler.ts';
const BODY = "JSON.stringify('Hello from Lambda!')";

test.each([
  ['a body that is not JSON', BODY, "'Hello from Lambda!'", /body is not JSON.*JSON\.stringify/],
  ['a body that is an object', BODY, "{ hello: 'Lambda' } as never", /body is of the type object/],
  ['a body that is missing', `body: ${BODY}`, '', /body is missing, not text/],
  ['another greeting', BODY, "JSON.stringify('Hello, world!')", /to the letter/],
  [
    'a status as text',
    'statusCode: 200',
    "statusCode: '200' as never",
    /statusCode is "200".*number 200/,
  ],
  [
    'nothing',
    `return { statusCode: 200, body: ${BODY} };`,
    '',
    /returned undefined.*statusCode and body/,
  ],
])('%s', async (_, text, replacement, message) => {
  const { handler } = changedSolution<typeof Hello>(HELLO, text, replacement);
  const findings = inspectHello(await handler());
  expect(findings).toEqual([expect.stringMatching(message)]);
});
