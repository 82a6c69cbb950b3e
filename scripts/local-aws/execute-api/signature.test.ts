import { Agent } from 'node:http';
import type { APIGatewayClient } from '@aws-sdk/client-api-gateway';
import fc from 'fast-check';
import { type LocalAws, startLocalAws } from '..';
import type { Credentials } from '../account/account';
import { apiGatewayClient, createApi, deploy } from '../testing/api';
import { assumeRole } from '../testing/identities';
import { send, signed, type TestRequest } from '../testing/request';

const ROLE_POLICY = { Effect: 'Allow', Action: 'execute-api:Invoke', Resource: '*' };

/** Answers with the API that was called, and the path that a backend is told. */
const ECHO = { responseTemplates: { 'application/json': '$context.apiId $context.path' } };

let local: LocalAws;
let client: APIGatewayClient;
let agent: Agent;
let apiId: string;
let session: Credentials;

beforeAll(async () => {
  local = await startLocalAws();
  agent = new Agent({ keepAlive: true });
  client = apiGatewayClient(local);
  session = await assumeRole(local, 'caller', [ROLE_POLICY]);
  const method = { httpMethod: 'ANY', authorizationType: 'AWS_IAM' };
  apiId = await createApi(client, [
    { path: '/', method },
    { path: '/{proxy+}', method, responses: [ECHO] },
  ]);
  await deploy(client, apiId);
});

afterAll(async () => {
  agent.destroy();
  client.destroy();
  await local.stop();
});

const apiHost = () => `${apiId}.execute-api.${local.region}.amazonaws.com`;

function getRequest(): TestRequest {
  return {
    method: 'GET',
    target: `/_aws/execute-api/${apiId}/dev/pets/a%20b?color=red&size=10&flag`,
    headers: { Host: `127.0.0.1:${local.port}`, 'X-Trace': 'abc123' },
    body: '',
  };
}

function postRequest(): TestRequest {
  return {
    method: 'POST',
    target: '/dev/pets?dry=run',
    headers: { Host: apiHost(), 'Content-Type': 'application/json', 'X-Trace': 'abc123' },
    body: '{"name":"Rex"}',
  };
}

function withHost(request: TestRequest, Host: string): TestRequest {
  return { ...request, headers: { ...request.headers, Host } };
}

const bySession = (request: TestRequest, query = false) =>
  signed(local, request, { credentials: session, query });

describe('a signature is accepted', () => {
  test.each([
    ['GET in path form', getRequest],
    ['POST by Host', postRequest],
    ['POST by Host with a port', () => withHost(postRequest(), `${apiHost()}:${local.port}`)],
  ])('in headers: %s', async (_, request) => {
    expect(await send(local, bySession(request()), agent)).toMatchObject({ status: 200 });
  });

  test.each([
    ['GET in path form', getRequest],
    ['GET by Host', () => ({ ...getRequest(), target: '/dev/', headers: { Host: apiHost() } })],
  ])('in the query: %s', async (_, request) => {
    expect(await send(local, bySession(request(), true), agent)).toMatchObject({ status: 200 });
  });

  test.each(['/dev', '/dev/', '/dev/pets/', '/dev/a%20b', '/dev/%E3%81%82', "/dev/(!*')"])(
    'on the path %s',
    async (target) => {
      const request = { ...postRequest(), target };
      expect(await send(local, bySession(request), agent)).toMatchObject({ status: 200 });
    },
  );
});

test('in path form the signature covers the whole path: one for the path below it is refused', async () => {
  const request = getRequest();
  const belowStage = bySession({ ...request, target: '/pets/a%20b?color=red&size=10&flag' });
  const withStage = bySession({ ...request, target: '/dev/pets/a%20b?color=red&size=10&flag' });
  for (const { headers } of [belowStage, withStage]) {
    const answer = await send(local, { ...request, headers }, agent);
    expect(answer).toMatchObject(MISMATCH);
  }
});

test('by Host a signature that leaves out the stage is refused', async () => {
  const request = postRequest();
  const { headers } = bySession({ ...request, target: '/pets?dry=run' });
  expect(await send(local, { ...request, headers }, agent)).toMatchObject(MISMATCH);
});

/** As long as they differ in dot segments and empty segments alone, paths are signed alike. */
describe('what was verified is what is served', () => {
  test('a signature for one API opens no other one', async () => {
    const other = await createApi(client, [
      { path: '/{proxy+}', method: { httpMethod: 'ANY' }, responses: [ECHO] },
    ]);
    await deploy(client, other);
    const target = `/_aws/execute-api/${apiId}/dev/pets`;
    const request = bySession({ ...getRequest(), target });
    const detour = {
      ...request,
      target: `/_aws/execute-api/${other}/dev/../..${target.slice(17)}`,
    };
    const answer = await send(local, detour, agent);
    expect(answer).toMatchObject({ status: 200, body: `${apiId} /dev/pets` });
  });

  test.each(['/dev/x/../pets', '/dev/./pets', '/dev//pets', '//dev/pets', '/x/../dev/pets'])(
    'for %s the function is handed the path that is signed',
    async (target) => {
      const { headers } = bySession({ ...postRequest(), target: '/dev/pets' });
      const answer = await send(local, { ...postRequest(), target, headers }, agent);
      expect(answer).toMatchObject({ status: 200, body: `${apiId} /dev/pets` });
    },
  );

  test('permissions are asked for on the path that is signed', async () => {
    const Resource = `arn:aws:execute-api:*:*:*/dev/*/open/*`;
    const credentials = await assumeRole(local, 'opener', [{ ...ROLE_POLICY, Resource }]);
    const statusFor = async (target: string) =>
      (await send(local, signed(local, { ...postRequest(), target }, { credentials }), agent))
        .status;
    expect(await statusFor('/dev/open/a')).toBe(200);
    expect(await statusFor('/dev/open/../closed')).toBe(403);
    expect(await statusFor('/dev/open//..//closed')).toBe(403);
  });
});

const MISMATCH = {
  status: 403,
  headers: expect.objectContaining({ 'x-amzn-errortype': 'InvalidSignatureException' }),
  body: expect.stringContaining('does not match the signature you provided'),
};

/** One part of a request that the signature covers. */
interface Part {
  name: string;
  read: (request: TestRequest) => string;
  write: (request: TestRequest, text: string) => TestRequest;
  /** What the signer makes of the text: texts with the same meaning have the same signature. */
  meaning?: (text: string) => string;
}

/** A percent-escape means the same in capitals and in small letters. */
const TARGET: Part = {
  name: 'path and query',
  read: ({ target }) => target,
  write: (request, target) => ({ ...request, target }),
  meaning: (target) => target.replace(/%[0-9a-f]{2}/gi, (escaped) => escaped.toUpperCase()),
};
const BODY: Part = {
  name: 'body',
  read: ({ body }) => body,
  write: (request, body) => ({ ...request, body }),
};

function headerValue(name: string): Part {
  return {
    name: `value of ${name}`,
    read: ({ headers }) => headers[name]!,
    write: (request, value) => ({ ...request, headers: { ...request.headers, [name]: value } }),
  };
}

function headerName(name: string): Part {
  return {
    name: `name of ${name}`,
    read: () => name,
    write: (request, changed) => {
      const { [name]: value, ...others } = request.headers;
      return { ...request, headers: { ...others, [changed]: value! } };
    },
    meaning: (text) => text.toLowerCase(),
  };
}

function authorizationField(name: string, field: RegExp): Part {
  const { read, write } = headerValue('Authorization');
  return {
    name: `${name} in Authorization`,
    read: (request) => field.exec(read(request))![0],
    write: (request, text) => write(request, read(request).replace(field, text)),
  };
}

const headerParts = (...names: string[]) =>
  names.flatMap((name) => [headerName(name), headerValue(name)]);

const IN_HEADERS = [
  TARGET,
  authorizationField('algorithm', /^\S+/),
  authorizationField('Credential', /Credential=[^,]+/),
  authorizationField('SignedHeaders', /SignedHeaders=[^,]+/),
  authorizationField('Signature', /Signature=.+/),
  ...headerParts('Host', 'X-Trace', 'X-Amz-Date', 'X-Amz-Security-Token'),
];

const VARIANTS: [string, () => TestRequest, Part[]][] = [
  ['a signed GET', () => bySession(getRequest()), IN_HEADERS],
  [
    'a signed POST',
    () => bySession(postRequest()),
    [...IN_HEADERS, ...headerParts('Content-Type'), BODY],
  ],
  [
    'a GET signed in its query',
    () => bySession({ ...getRequest(), headers: { Host: `127.0.0.1:${local.port}` } }, true),
    [TARGET, ...headerParts('Host')],
  ],
];

describe.each(VARIANTS)('%s with one byte changed', (_, signedRequest, parts) => {
  test.each(parts.map((part) => [part.name, part] as const))(
    'in the %s, each in turn, is never answered with 200',
    async (_name, part) => {
      const request = signedRequest();
      for (const changed of changesOfEachByte(request, part)) {
        expect({ changed, status: await statusOf(changed) }).not.toMatchObject({ status: 200 });
      }
    },
  );

  test('anywhere, to any character, is never answered with 200', async () => {
    const request = signedRequest();
    const change = fc.record({
      part: fc.constantFrom(...parts),
      position: fc.nat(),
      character: fc.constantFrom(...PRINTABLE),
    });
    await fc.assert(
      fc.asyncProperty(change, async ({ part, position, character }) => {
        const index = position % part.read(request).length;
        const changed = changeByte(request, part, index, character);
        fc.pre(changed !== undefined);
        expect(await statusOf(changed!)).not.toBe(200);
      }),
      { numRuns: 150, seed: 4 },
    );
  });

  test.each(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])(
    'sent as %s, the method is part of what is signed',
    async (method) => {
      const request = signedRequest();
      const status = await statusOf({ ...request, method });
      expect(status).toBe(method === request.method ? 200 : 403);
    },
  );
});

/** For each byte, the request with another letter there, and with the same letter in other case. */
function changesOfEachByte(request: TestRequest, part: Part): TestRequest[] {
  const letters = [...part.read(request)];
  return letters.flatMap((letter, index) =>
    [letter === 'x' ? 'z' : 'x', swapCase(letter)].flatMap(
      (other) => changeByte(request, part, index, other) ?? [],
    ),
  );
}

function swapCase(letter: string): string {
  return letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase();
}

const PRINTABLE = Array.from({ length: 94 }, (_, index) => String.fromCharCode(33 + index));

/** @returns undefined when the character would not change what the part means */
function changeByte(
  request: TestRequest,
  { read, write, meaning = (text) => text }: Part,
  index: number,
  character: string,
): TestRequest | undefined {
  const text = read(request);
  const changed = text.slice(0, index) + character + text.slice(index + 1);
  return meaning(changed) === meaning(text) ? undefined : write(request, changed);
}

/** The answer's status, or why there is no answer: some changes make a request that is no HTTP. */
async function statusOf(request: TestRequest): Promise<number | string> {
  return send(local, request, agent).then(
    ({ status }) => status,
    (error: Error) => error.message,
  );
}
