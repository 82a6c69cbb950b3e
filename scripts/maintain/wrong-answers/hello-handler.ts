import { answersUnder, type WrongAnswer } from './wrong-answer';

const BODY = "JSON.stringify('Hello from Lambda!')";
const heading = 'handler';

/** Wrong answers to step 01. */
export const HELLO_HANDLER: WrongAnswer[] = [
  {
    mistake: 'a body that is not JSON',
    heading,
    text: BODY,
    replacement: "'Hello from Lambda!'",
    told: /body is not JSON: Hello from Lambda!\. JSON\.stringify puts the quotes around it/,
  },
  {
    mistake: 'a body that is an object',
    heading,
    text: BODY,
    replacement: "{ message: 'Hello from Lambda!' } as never",
    told: /body is of the type object, not text: API Gateway would answer 502/,
  },
  {
    mistake: 'a handler with a callback',
    heading,
    text: 'handler()',
    replacement: 'handler(_event?: object, _context?: object, _callback?: unknown)',
    told: /The handler takes a callback: it must be async, and return its result/,
  },
  {
    mistake: 'an export of another name',
    alone: true,
    heading,
    text: 'export async function handler',
    replacement: 'export async function hello',
    told: /hello_handler_1\.handler\) is not a function/,
  },
  {
    mistake: 'no return',
    heading,
    text: 'return {',
    replacement: 'const answer = {',
    told: /The handler returned undefined\. API Gateway needs an object with statusCode and body/,
  },

  ...answersUnder('handler', [
    [
      'status 201',
      'statusCode: 200',
      'statusCode: 201',
      /statusCode is 201; it must be the number 200/,
    ],
    ['the status as text', 'statusCode: 200', "statusCode: '200' as never", /statusCode/],
    ['no status', 'statusCode: 200, ', '', /statusCode/],
    ['status for statusCode', 'statusCode: 200', 'status: 200', /statusCode/],
    ['another greeting', "'Hello from Lambda!'", "'Hello, Lambda!'", /Hello, Lambda!/],
    ['no exclamation mark', "'Hello from Lambda!'", "'Hello from Lambda'", /Hello from Lambda/],
    ['JSON of JSON', BODY, "JSON.stringify(JSON.stringify('Hello from Lambda!'))", /body/],
    ['an object as JSON', BODY, "JSON.stringify({ message: 'Hello from Lambda!' })", /body/],
    [
      'the text alone returned',
      `return { statusCode: 200, body: ${BODY} };`,
      "return 'Hello from Lambda!' as never;",
      /returned/,
    ],
    [
      'an error thrown',
      'return {',
      "if (Date.now() > 0) throw new Error('not today');\n  return {",
      /not today/,
    ],
    ['a message for the body', 'body: JSON', 'message: JSON', /body is missing, not text/],
  ]),
];
