import type * as Caller from '../../solutions/09-call-the-api/caller';
import { changedSolution } from './changed-solution';
import { type CallersContext, inspectSigningContext } from './signing-context';

const ENVIRONMENT = {
  AWS_ACCESS_KEY_ID: 'ASIAEXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'example-secret-key',
  AWS_SESSION_TOKEN: 'example-session-token',
  AWS_REGION: 'eu-central-1',
  API_URL: 'http://127.0.0.1:1/dev/',
  API_REGION: 'ap-northeast-1',
};

class Signed extends Error {}

/** What a caller with one change in it has signed for; it is stopped before it sends anything. */
async function contextOf(text: string, replacement: string): Promise<CallersContext> {
  const { callApi } = changedSolution<typeof Caller>(
    '09-call-the-api/caller.ts',
    text,
    replacement,
  );
  const contexts: CallersContext[] = [];
  const call = callApi((_, context) => {
    contexts.push(context);
    throw new Signed();
  }, ENVIRONMENT);
  await expect(call).rejects.toThrow(Signed);
  return contexts[0]!;
}

test.each([
  [
    'the wrong service',
    "'execute-api'",
    "'lambda'",
    /service lambda: .* is the service execute-api/,
  ],
  [
    "the function's region",
    "'API_REGION'",
    "'AWS_REGION'",
    /region eu-central-1: it must be the API's, ap-northeast-1 in API_REGION/,
  ],
  [
    'no token',
    "sessionToken: variable(environment, 'AWS_SESSION_TOKEN'),",
    '',
    /^sessionToken is missing: .*three parts.*AWS_SESSION_TOKEN\.$/,
  ],
  [
    'the token as the text undefined',
    "variable(environment, 'AWS_SESSION_TOKEN')",
    "'undefined'",
    /^sessionToken is not that of the environment/,
  ],
  [
    'key and secret taken for each other',
    "secretAccessKey: variable(environment, 'AWS_SECRET_ACCESS_KEY')",
    "secretAccessKey: variable(environment, 'AWS_ACCESS_KEY_ID')",
    /^secretAccessKey is not that of the environment/,
  ],
])('%s', async (_, text, replacement, message) => {
  const findings = inspectSigningContext(await contextOf(text, replacement), ENVIRONMENT);
  expect(findings).toEqual([expect.stringMatching(message)]);
  expect(findings.join()).not.toContain(ENVIRONMENT.AWS_SECRET_ACCESS_KEY);
});

test('finds nothing wrong with the finished caller', async () => {
  const context = await contextOf("'execute-api'", "'execute-api'");
  expect(inspectSigningContext(context, ENVIRONMENT)).toEqual([]);
});
