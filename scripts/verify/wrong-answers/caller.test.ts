import path from 'node:path';
import { testSession } from '../../account/testing/test-session';
import { ROOT } from '../../files/root';
import { changedSolution } from '../../inspect/changed-solution';
import { type LocalAws, startLocalAws } from '../../local-aws';
import { provisionAll } from '../testing/provision-all';
import { inOneLine, LearnersFiles, toldAbout } from '../testing/told-about';

const CALLER = '09-call-the-api/caller';
const SOLUTIONS = path.join(ROOT, 'solutions');

let aws: LocalAws;
const files = new LearnersFiles();

beforeAll(async () => {
  aws = await startLocalAws();
  const session = testSession(aws);
  await provisionAll(session);
  await session.close();
});

afterAll(async () => {
  await aws.stop();
  files.remove();
});

/** What is told about a step-09 caller that begins so. */
const told = (text: string, functions: object = {}) =>
  toldAbout(
    aws,
    '09',
    { [CALLER]: functions },
    {
      [CALLER]: files.file(
        '09-call-the-api',
        `import { callApi, roleCredentials } from '${SOLUTIONS}/${CALLER}';
         import { signRequest } from '${SOLUTIONS}/07-sign-request/sign-request';
         export { apiRequest } from '${SOLUTIONS}/${CALLER}';
         ${text}`,
      ),
    },
  );

test.each([
  [
    'no log line',
    `export async function handler() { return { status: 200, body: '"Hello from Lambda!"' }; }`,
    [
      'Nothing was logged that begins with "api_response is ". Expected was',
      'api_response is 200 "',
    ],
  ],
  [
    'an answer that is logged without an await',
    `export async function handler() {
       const { log } = console;
       console.log = () => {};
       const response = callApi(signRequest) as any;
       log('api_response is ' + response.status + ' ' + response.body);
       return response;
     }`,
    ['actual api_response is undefined undefined', 'Is an await missing before the answer'],
  ],
  [
    'a token that is not sent',
    `export const handler = () => callApi((request, context) => {
       const { sessionToken, ...credentials } = context.credentials;
       return signRequest(request, { ...context, credentials });
     });`,
    ['ession token is missing'],
  ],
  [
    'another service',
    `export const handler = () => callApi((request, context) =>
       signRequest(request, { ...context, service: 'lambda' }));`,
    ['sign for execute-api', 'rule wrong-service'],
  ],
  [
    'another region',
    `export const handler = () => callApi((request, context) =>
       signRequest(request, { ...context, region: 'us-east-1' }));`,
    ["sign for the API's region"],
  ],
  [
    'a variable that does not exist',
    `export async function handler() { throw new Error('no API_URL'); }`,
    ['no API_URL', '-> steps/09-call-the-api/handler.ts:4'],
  ],
  [
    'an error of its own',
    `export const handler = async (event: { a: { b: string } }) =>
       event.a.b;`,
    ['TypeError: Cannot read properties', '-> steps/09-call-the-api/handler.ts:5'],
  ],
  [
    'an await that is missing',
    `export const handler = async () => { void callApi(signRequest); };`,
    ['actual no line with api_response', 'Is an await missing before the answer'],
  ],
])('%s', async (_, text, messages) => {
  const answer = await told(text);
  for (const message of messages) expect(inOneLine(answer)).toContain(message);
});

test.each([
  ['the secret key', 'console.log(roleCredentials(process.env));', 'AWS_SECRET_ACCESS_KEY and'],
  ['the token alone', 'console.error(process.env.AWS_SESSION_TOKEN);', 'of AWS_SESSION_TOKEN'],
  [
    'the token in base64, behind another text',
    "console.log(Buffer.from('it is ' + process.env.AWS_SESSION_TOKEN).toString('base64'));",
    'of AWS_SESSION_TOKEN',
  ],
  [
    'the secret key in hex',
    "console.log(Buffer.from(process.env.AWS_SECRET_ACCESS_KEY!).toString('hex'));",
    'of AWS_SECRET_ACCESS_KEY',
  ],
  [
    'the secret key unchanged in a URL',
    'console.log(encodeURIComponent(process.env.AWS_SECRET_ACCESS_KEY!));',
    'of AWS_SECRET_ACCESS_KEY',
  ],
])('a caller that logs %s is told so, and no value is shown', async (_, leak, variable) => {
  const answer = await told(
    `export const handler = () => { ${leak} return callApi(signRequest); };`,
  );
  expect(answer).toContain('The caller logs the value of ');
  expect(answer).toContain(variable);
  expect(answer).not.toMatch(/EXAMPLEKEY|of\+nobody|Its log/);
});

test('a caller that logs the token of a refused call alone is told so', async () => {
  const answer = await told(`export async function handler() {
    const answer = await callApi(signRequest);
    if (answer.status !== 200) console.log(process.env);
    return answer;
  }`);
  expect(inOneLine(answer)).toContain(
    'The caller logs the value of AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN',
  );
});

test("a caller that signs for the region of the function is told so, where that is the API's", async () => {
  const answer = await told(`export const handler = () => callApi((request, context) =>
    signRequest(request, { ...context, region: process.env.AWS_REGION! }));`);
  expect(inOneLine(answer)).toContain('The request is signed for the region eu-central-1');
  expect(inOneLine(answer)).toContain("-> make it the API's, ap-northeast-1 in API_REGION");
});

test('on a mismatch the mistake comes first, and the two texts are lined up, once', async () => {
  const withoutPort = changedSolution<object>(`${CALLER}.ts`, 'url.host]', 'url.hostname]');
  const answer = await told(
    `export const handler = () => callApi((request, context) => signRequest({
       ...request, headers: [['Host', new URL(process.env.API_URL!).hostname]] }, context));`,
    withoutPort,
  );
  expect(answer).toMatch(
    /^FAIL {2}Step 09 fails .*\n {6}The port is missing in the host that is signed/m,
  );
  expect(answer).toContain('The canonical request, as AWS computes it and as you do:');
  expect(answer).toMatch(/ {2}AWS {4}host:127\.0\.0\.1:\d+\n +yours {2}host:127\.0\.0\.1\n/);
  expect(answer).toContain('(expected is what AWS computes)');
  expect(answer.match(/aws4_request|AWS4-HMAC-SHA256/g)).toEqual(['aws4_request']);
  expect(answer).not.toContain('The Canonical String');
});
