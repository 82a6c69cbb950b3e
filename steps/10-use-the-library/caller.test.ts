import { isDeepStrictEqual } from 'node:util';
import { SignatureV4 } from '@smithy/signature-v4';
import fc from 'fast-check';
import { bundleFunction } from '../../scripts/account/bundle-function';
import { inspectCallerLog } from '../../scripts/inspect/caller-log';
import { explainingErrors } from '../../scripts/inspect/explained-error';
import { unless } from '../../scripts/inspect/findings';
import {
  inspectLibraryHeaders,
  inspectLibrarySignature,
} from '../../scripts/inspect/library-signature';
import { inspectAnswer } from '../../scripts/inspect/refusals';
import { inspectSignedCopy } from '../../scripts/inspect/signed-request';
import {
  deployFunction,
  HELLO_FUNCTION,
  invokeFunction,
  type LocalAccount,
  makeHelloApi,
  makeRole,
  putInlinePolicy,
  startLocalAccount,
} from '../../scripts/inspect/testing/local-account';
import { deepFreeze, vectorToCheck } from '../../scripts/jest/check-vectors';
import { computedVector } from '../../scripts/jest/computed-vector';
import { keepConsole } from '../../scripts/jest/console-log';
import { locateDisagreement, type StagesOfSigner } from '../../scripts/jest/disagreement';
import { startEchoServer } from '../../scripts/jest/echo-server';
import { plainRequests, signingContexts } from '../../scripts/jest/generated-requests';
import { headerLines } from '../../scripts/jest/matchers';
import { guardCredentials, heldSecrets } from '../../scripts/jest/secrets';
import { seedOfThisRun } from '../../scripts/jest/seed';
import { wellFormed } from '../../scripts/jest/well-formed';
import { describeTexts, visible } from '../../scripts/sigv4/first-difference';
import { requestToSign } from '../../scripts/sigv4/vectors';
import { canonicalRequest } from '../04-canonical-request/canonical-request';
import {
  DEFAULT_OPTIONS,
  type Header,
  type HttpRequest,
  type SigningContext,
} from '../04-canonical-request/signing-input';
import { stringToSign } from '../05-string-to-sign/string-to-sign';
import { signature, signingKey } from '../06-signing-key/signing-key';
import { signRequest } from '../07-sign-request/sign-request';
import { handler, signWithLibrary } from './caller';

/** The library's own, looked at while it signs. */
let sign: jest.SpiedFunction<SignatureV4['sign']>;

beforeEach(() => {
  sign = jest.spyOn(SignatureV4.prototype, 'sign');
});

afterEach(() => sign.mockRestore());

/** How the headers that the two signers add to a request differ, and which of them is wrong. */
async function disagreements(request: HttpRequest, context: SigningContext): Promise<string[]> {
  const theirs = addedLines(await signed(request, context));
  const ours = addedLines(signRequest(request, context));
  if (theirs === ours) return [];
  const unsaid = { options: DEFAULT_OPTIONS, expiresIn: 3600 };
  const vector = computedVector({ name: 'smallest', request, context: { ...context, ...unsaid } });
  const right = headerLines(vector.added.header);
  const isYours = ours === right;
  const located = isYours ? [] : locateDisagreement(vector, YOUR_STAGES);
  const where = isYours
    ? 'The mistake is in signWithLibrary, in what the library is given or in what is returned:'
    : 'The mistake is in the headers added, step 07:';
  return [
    'The library and your signer of steps 04 to 07 differ. The smallest request on which they do:',
    ...requestLines(request),
    ...(located.length > 0
      ? located
      : [where, describeTexts(right, isYours ? theirs : ours) ?? '']),
  ];
}

/** Your signer, stage by stage. */
const YOUR_STAGES: StagesOfSigner = {
  canonicalRequest: (vector) =>
    canonicalRequest(requestToSign(vector, 'header'), vector.context.options),
  stringToSign: ({ figures, context }) => stringToSign(figures.header.canonicalRequest, context),
  signature: ({ figures, context }) => signature(signingKey(context), figures.header.stringToSign),
};

/** A request as it is sent. */
function requestLines({ method, path, query, headers, body }: HttpRequest): string[] {
  const target = query === '' ? path : `${path}?${query}`;
  const lines = headers.map(([name, value]) => `  ${name}: ${visible(value)}`);
  const text =
    typeof body === 'string' ? visible(body) : `bytes ${Buffer.from(body).toString('hex')}`;
  return [`  ${method} ${target}`, ...lines, ...(body.length > 0 ? [`  body ${text}`] : [])];
}

/** The headers that signing adds: the library tidies the others, too. */
function addedLines({ headers }: HttpRequest): string {
  return headerLines(headers.filter(([name]) => !/^(host|x-own-.*)$/i.test(name)));
}

const SECRET_KEY = 'example-secret-key';
const TOKEN = 'example-session-token';

const REQUEST = { method: 'string', path: 'string', query: 'string', headers: 'list' } as const;

const HASH_ALONE =
  'The library makes a hash itself: sha256 must be Sha256 alone, without new and ().';
const IMPORT =
  "That is not the library's signer: import { SignatureV4 } from '@smithy/signature-v4', in braces and by this name.";

/** The sha256 that the last signer was made with. */
function hashOfSigner(): unknown {
  const signer = sign.mock.contexts.at(-1) as unknown as { sha256?: unknown } | undefined;
  return signer?.sha256;
}

/** What the errors mean that the library throws, or that come of what it returns. */
const ERRORS = [
  {
    words: 'hashConstructor is not a constructor',
    meaning: () =>
      hashOfSigner() === undefined
        ? 'sha256 is missing: the library makes a hash itself, of sha256: Sha256.'
        : HASH_ALONE,
  },
  { words: "setting 'secret'", meaning: () => HASH_ALONE },
  {
    words: 'is not a constructor',
    meaning: () => IMPORT,
  },
  { words: '.sign is not a function', meaning: () => IMPORT },
  {
    words: 'cannot be invoked without',
    meaning: () => 'A signer is made by new: new SignatureV4({ … }).',
  },
  {
    words: 'Cannot convert undefined or null to object',
    meaning: () => 'signer.sign returns a promise of the request: is an await missing before it?',
  },
  {
    words: '.replace is not a function',
    meaning: () => 'The library takes the request in its own form: libraryRequest(request).',
  },
  {
    words: 'Invalid time value',
    meaning: () => 'signingDate must be a Date: signingDate(context.timestamp) makes it.',
  },
  {
    words: 'credential object is not valid',
    meaning: () => 'SignatureV4 must be given the credentials of the context.',
  },
  {
    words: 'has as headers a value',
    meaning: () =>
      'The library returns them by name; the pairs are Object.entries(signed.headers).',
  },
];

/** What signWithLibrary returns. */
function signed(request: HttpRequest, context: SigningContext): Promise<HttpRequest> {
  return explainingErrors(
    async () => {
      const result = await signWithLibrary(request, context);
      return wellFormed('The result of signWithLibrary', result, REQUEST);
    },
    ({ message }) => ERRORS.find(({ words }) => message.includes(words))?.meaning(),
  );
}

/** How often the library signs while something runs. */
async function signaturesDuring(run: () => Promise<unknown>): Promise<number> {
  const before = sign.mock.calls.length;
  await run();
  return sign.mock.calls.length - before;
}

describe('signWithLibrary', () => {
  const { request, context } = vectorToCheck('get-vanilla');

  test('has the library sign', async () => {
    const times = await signaturesDuring(() => signed(request, context));
    const finding = `signWithLibrary must call sign of a SignatureV4 once; it did so ${times} times.`;
    expect(unless(times === 1, finding)).toHaveNoFindings();
  });

  const token = { ...context.credentials, sessionToken: TOKEN };
  guardCredentials(token);

  test.each<[string, Partial<SigningContext>]>([
    ['an API', { service: 'execute-api', credentials: token }],
    ['another service', { service: 'lambda', credentials: token }],
    ['another region', { region: 'eu-central-1', credentials: token }],
    ['other credentials', { credentials: { ...token, accessKeyId: 'AKIDOTHER' } }],
    ['credentials that last', { credentials: context.credentials }],
    ['another moment', { timestamp: '20260102T030405Z' }],
  ])(
    'signs for credentials, region, service and moment of the context: %s',
    async (_, difference) => {
      const wanted = { ...context, ...difference };
      const { headers } = await signed(request, wanted);
      expect(inspectLibrarySignature(headers, wanted)).toHaveNoFindings();
    },
  );

  /** With all that a request may have: a query, repeated headers, and a body. */
  const full: HttpRequest = deepFreeze({
    method: 'POST',
    path: '/dev/pets',
    query: 'a=1&b=2',
    headers: [
      ['Host', 'example.amazonaws.com'],
      ['X-Own', '1'],
      ['X-Own', '2'],
    ],
    body: 'the body',
  });

  test.each([
    ['text', full],
    ['bytes', { ...full, body: Uint8Array.of(0, 255, 128) }],
  ])(
    'does not change the request it is given, and returns all of it, with a body of %s',
    async (_, request) => {
      const given = structuredClone(request);
      const result = await signed(given, { ...context, credentials: token });
      const isKept = isDeepStrictEqual(given, structuredClone(request));
      const changed =
        'signWithLibrary has changed the request that it was given: return a copy of it.';
      expect(unless(isKept, changed)).toHaveNoFindings();
      expect(heldSecrets(result)).toHaveNoFindings();
      expect(inspectSignedCopy(result, request)).toHaveNoFindings();
      const made = sign.mock.results.at(-1)!.value as Promise<LibrarySigned>;
      const { headers } = await made;
      expect(inspectLibraryHeaders(result.headers, headers)).toHaveNoFindings();
    },
  );

  test('agrees with your signer, byte for byte, on any plain request', async () => {
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

/** What the library returns: the part that is used. */
interface LibrarySigned {
  headers: Record<string, string>;
}

describe('handler', () => {
  test('has the library sign', async () => {
    const api = await startEchoServer();
    const log = keepConsole();
    guardCredentials({ secretAccessKey: SECRET_KEY, sessionToken: TOKEN });
    const variables = jest.replaceProperty(process, 'env', {
      AWS_ACCESS_KEY_ID: 'ASIAEXAMPLE',
      AWS_SECRET_ACCESS_KEY: SECRET_KEY,
      AWS_SESSION_TOKEN: TOKEN,
      API_URL: `${api.url}/dev/`,
      API_REGION: 'ap-northeast-1',
    });
    try {
      const times = await signaturesDuring(() => handler());
      const finding = `handler must have the library sign, once; it did so ${times} times.`;
      expect(unless(times === 1, finding)).toHaveNoFindings();
    } finally {
      variables.restore();
      log.restore();
      await api.stop();
    }
  });
});

describe('on Lambda, the caller', () => {
  let account: LocalAccount;

  beforeAll(async () => {
    account = await startLocalAccount();
  });

  afterAll(() => account.stop());

  test('is let through as the one of step 09, and logs the same', async () => {
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
    expect(inspectCallerLog(log, { status: 200, body: '"Hello from Lambda!"' })).toHaveNoFindings();
  });
});
