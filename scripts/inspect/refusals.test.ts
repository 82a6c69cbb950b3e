import { signRequest } from '../../solutions/07-sign-request/sign-request';
import type * as Caller from '../../solutions/09-call-the-api/caller';
import { changedSolution } from './changed-solution';
import { inspectAnswer } from './refusals';
import {
  credentialsOfRole,
  deployFunction,
  HELLO_FUNCTION,
  type LocalAccount,
  makeHelloApi,
  makeRole,
  startLocalAccount,
} from './testing/local-account';

let account: LocalAccount;

beforeAll(async () => {
  account = await startLocalAccount();
});

afterAll(() => account.stop());

const CALLER = '09-call-the-api/caller.ts';
let environment: Caller.Environment;

beforeAll(async () => {
  const hello = await deployFunction(account, { name: 'hello', code: HELLO_FUNCTION });
  const { apiId } = await makeHelloApi(account, hello);
  const roleArn = await makeRole(account, 'caller');
  const credentials = await credentialsOfRole(account, roleArn);
  environment = {
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_SESSION_TOKEN: credentials.sessionToken,
    AWS_REGION: 'us-east-1',
    API_URL: `${account.aws.invokeUrl(apiId, 'dev')}/`,
    API_REGION: account.region,
  };
  jest.spyOn(console, 'log').mockImplementation(() => {});
});

afterAll(() => jest.restoreAllMocks());

test.each([
  [
    'the token not sent',
    "sessionToken: variable(environment, 'AWS_SESSION_TOKEN'),",
    '',
    /security token included in the request is invalid\.\nThe cause: the session token is missing/,
  ],
  [
    'the token as the text undefined',
    "variable(environment, 'AWS_SESSION_TOKEN')",
    "'undefined'",
    /security token included in the request is invalid\.\nThe cause: the session token is missing/,
  ],
  [
    'the wrong service',
    "SERVICE = 'execute-api'",
    "SERVICE = 'apigateway'",
    /correct service: 'execute-api'\. \nThe cause: the scope names another service/,
  ],
  [
    "the function's region",
    "'API_REGION'",
    "'AWS_REGION'",
    /valid region\. \nThe cause: .*region.*\nThe remedy: .*API_REGION/,
  ],
  [
    'the host without its port',
    'url.host]',
    'url.hostname]',
    /signature we calculated does not match[\s\S]*\nThe cause: the request that was sent is not the one/,
  ],
  [
    'a path without the stage',
    'path: url.pathname',
    "path: '/'",
    /signature we calculated does not match/,
  ],
  [
    'the signature not sent',
    "name.toLowerCase() !== 'host'",
    "!['host', 'authorization'].includes(name.toLowerCase())",
    /Missing Authentication Token\nThe cause: the call is not signed/,
  ],
  [
    'the time of another day',
    'new Date()',
    'new Date(0)',
    /Signature expired: .*\nThe cause: the clock.*\nThe remedy: .*UTC/,
  ],
  [
    'nothing wrong, but no policy either',
    'new Date()',
    'new Date()',
    /not authorized to perform: execute-api:Invoke.*\nThe cause: .*no policy allows the call/,
  ],
])('%s', async (_, text, replacement, message) => {
  const { callApi } = changedSolution<typeof Caller>(CALLER, text, replacement);
  const answer = await callApi(signRequest, environment);
  expect(inspectAnswer(answer)).toEqual([expect.stringMatching(message)]);
});

test('a handler that returns nothing', () => {
  expect(inspectAnswer(undefined)).toEqual([
    "The result is undefined; it must be { status, body } of the API's answer.",
  ]);
});
