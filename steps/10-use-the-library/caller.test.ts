import { SignatureV4 } from '@smithy/signature-v4';
import fc from 'fast-check';
import { bundleFunction } from '../../scripts/aws/bundle-function';
import { inspectAnswer } from '../../scripts/inspect/refusals';
import { plainRequests, signingContexts } from '../../scripts/jest/generated-requests';
import {
  deployFunction,
  HELLO_FUNCTION,
  invokeFunction,
  type LocalAccount,
  makeHelloApi,
  makeRole,
  putInlinePolicy,
  startLocalAccount,
} from '../../scripts/jest/local-account';
import { headerLines } from '../../scripts/jest/matchers';
import { seedOfThisRun } from '../../scripts/jest/seed';
import { vectorNamed } from '../../scripts/sigv4/vectors';
import type { HttpRequest, SigningContext } from '../04-canonical-request/signing-input';
import { signRequest } from '../07-sign-request/sign-request';
import { signWithLibrary } from './caller';

/** How the headers that the two signers add to a request differ. */
async function disagreements(request: HttpRequest, context: SigningContext): Promise<string[]> {
  const theirs = addedLines(await signWithLibrary(request, context));
  const ours = addedLines(signRequest(request, context));
  if (ours === theirs) return [];
  return [
    'The smallest request on which the two signers differ:',
    fc.stringify(request),
    `The library adds\n${theirs}`,
    `and yours, of steps 04 to 07,\n${ours}`,
  ];
}

/** The headers that signing adds: the library tidies the others, too. */
function addedLines({ headers }: HttpRequest): string {
  return headerLines(headers.filter(([name]) => !/^(host|x-own-.*)$/i.test(name)));
}

describe('signWithLibrary', () => {
  const { request, context } = vectorNamed('get-vanilla');

  it('has the library sign', async () => {
    const sign = jest.spyOn(SignatureV4.prototype, 'sign');
    await signWithLibrary(request, context);
    expect(sign).toHaveBeenCalledTimes(1);
    sign.mockRestore();
  });

  it('does not change the request it is given, and returns all of it', async () => {
    const given = structuredClone(request);
    const { headers, ...rest } = await signWithLibrary(given, context);
    const { headers: _, ...own } = request;
    expect(given).toEqual(request);
    expect(rest).toEqual(own);
    expect(headerLines(headers)).toContain(headerLines(request.headers));
  });

  it('signs for the moment of the context', async () => {
    const { headers } = await signWithLibrary(request, context);
    expect(headerLines(headers)).toContain(`x-amz-date:${context.timestamp}`);
  });

  it('agrees with your signer, byte for byte, on any plain request', async () => {
    const seed = seedOfThisRun();
    const agreement = fc.asyncProperty(
      plainRequests(),
      signingContexts(),
      async (...input) => (await disagreements(...input)).length === 0,
    );
    const { counterexample } = await fc.check(agreement, { numRuns: 200, seed });
    // The smallest request on which they differ is signed once more, to show how.
    const findings = counterexample ? await disagreements(...counterexample) : [];
    const repeat = counterexample ? [`Made for this run; --seed ${seed} makes it again.`] : [];
    expect([...findings, ...repeat]).toHaveNoFindings();
  });
});

describe('on Lambda, the caller', () => {
  let account: LocalAccount;

  beforeAll(async () => {
    account = await startLocalAccount();
  });

  afterAll(() => account.stop());

  it('is let through as the one of step 09, and logs the same', async () => {
    const hello = await deployFunction(account, { name: 'hello', code: HELLO_FUNCTION });
    const { apiId } = await makeHelloApi(account, hello);
    const roleArn = await makeRole(account, 'caller');
    const statement = { Effect: 'Allow', Action: 'execute-api:Invoke', Resource: '*' };
    await putInlinePolicy(account, 'caller', { Version: '2012-10-17', Statement: [statement] });
    await deployFunction(account, {
      name: 'caller',
      code: await bundleFunction(require.resolve('./caller')),
      roleArn,
      variables: { API_URL: `${account.aws.invokeUrl(apiId, 'dev')}/`, API_REGION: account.region },
    });

    const { result, log } = await invokeFunction(account, 'caller');
    expect(inspectAnswer(result)).toHaveNoFindings();
    expect(log).toContain('api_response is 200 "Hello from Lambda!"');
  });
});
