import { createHash } from 'node:crypto';
import { Agent } from 'node:http';
import { type LocalAws, type RequestRecord, recordUrlOf, startLocalAws } from '../local-aws';
import type { Credentials } from '../local-aws/account/account';
import { assumeRole } from '../local-aws/testing/identities';
import { send } from '../local-aws/testing/request';
import { mistakeNamed } from '../sigv4/mistakes/catalogue';
import {
  addedQuery,
  authorizationHeader,
  STAGES,
  sign,
} from '../sigv4/staged-signer/staged-signer';
import type { Header, Mode, VectorContext } from '../sigv4/vectors';
import { diagnoseMismatch } from './diagnose-mismatch';

let local: LocalAws;
let agent: Agent;
let session: Credentials;

beforeAll(async () => {
  local = await startLocalAws({ diagnose: diagnoseMismatch });
  agent = new Agent({ keepAlive: true });
  session = await assumeRole(local, 'caller', [
    { Effect: 'Allow', Action: 'apigateway:GET', Resource: '*' },
  ]);
});

afterAll(async () => {
  agent.destroy();
  await local.stop();
});

interface Call {
  credentials?: Credentials;
  mistake?: string;
  mode?: Mode;
  query?: string;
  body?: string;
  signature?: string;
}

/** A call of the control plane, signed with a mistake of the catalogue. */
function callWith({
  credentials,
  mistake,
  mode = 'header',
  query = 'b=2&a=1',
  body = '',
  signature,
}: Call) {
  const stages = { ...STAGES, ...(mistake && mistakeNamed(mistake).variants[0]?.replace(STAGES)) };
  const Host = `127.0.0.1:${local.port}`;
  const request = {
    method: body === '' ? 'GET' : 'POST',
    path: '/restapis',
    query,
    body,
  };
  const context: VectorContext = {
    credentials: credentials ?? local.credentials,
    region: local.region,
    service: 'apigateway',
    timestamp: local.clock
      .now()
      .toISOString()
      .replace(/[-:]|\.\d{3}/g, ''),
    expiresIn: 300,
    options: { normalizePath: true, signBody: body !== '', signSessionToken: true },
  };
  const input = { request: { ...request, headers: [['Host', Host] as Header] }, context, mode };
  const correct = sign(stages, input);
  const signed = { ...correct, signature: signature ?? correct.signature };
  const target = `${request.path}?${request.query}`;
  const added = mode === 'query' ? `&${addedQuery(stages, context, signed)}` : '';
  const token = context.credentials.sessionToken;
  const headers = {
    'X-Amz-Date': context.timestamp,
    ...(body !== '' && { 'x-amz-content-sha256': sha256(body) }),
    ...(token && { 'X-Amz-Security-Token': token }),
    Authorization: authorizationHeader(signed),
  };
  return {
    method: request.method,
    target: target + added,
    headers: { Host, ...(mode === 'header' && headers) },
    body,
  };
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** Sends a call, and reads its record from local AWS itself. */
async function recordOf(call: Call): Promise<RequestRecord> {
  const { headers } = await send(local, callWith(call), agent);
  const response = await fetch(recordUrlOf(local, String(headers['x-workshop-request'])));
  return (await response.json()) as RequestRecord;
}

test.each<[string, () => Call]>([
  ['the key of a user', () => ({ mistake: 'key-prefix-missing' })],
  ['the key of a role', () => ({ mistake: 'headers-blank-line-missing', credentials: session })],
  ['the order of parameters', () => ({ mistake: 'query-not-sorted' })],
  ['a raw plus sign', () => ({ mistake: 'query-plus-kept', query: 'b=2+3&a=1' })],
  ['a body', () => ({ mistake: 'payload-always-empty', body: '{"name":"pets"}' })],
  ['a presigned URL', () => ({ mistake: 'query-not-sorted', mode: 'query', credentials: session })],
])('names the mistake with %s', async (_, callOf) => {
  const call = callOf();
  const { diagnosis, authentication } = await recordOf(call);
  expect(authentication).toMatchObject({ refusal: 'signature-mismatch' });
  expect(diagnosis).toMatchObject({ mistakes: [call.mistake], why: expect.any(String) });
});

test.each([
  ['is right', {}],
  ['is over a space for a raw plus sign', { query: 'b=2+3&a=1' }],
])('names nothing where the signature %s', async (_, call) => {
  const record = await recordOf(call);
  expect(record.authentication).toMatchObject({ outcome: 'verified' });
  expect(record).not.toHaveProperty('diagnosis');
});

test('names nothing where nothing gives the signature', async () => {
  const record = await recordOf({ signature: '0'.repeat(64) });
  expect(record.authentication).toMatchObject({ refusal: 'signature-mismatch' });
  expect(record).not.toHaveProperty('diagnosis');
});
