import type { WrongAnswer } from './wrong-answer';

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
];
