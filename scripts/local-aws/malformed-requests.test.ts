import { connect } from 'node:net';
import aws4 from 'aws4';
import { type LocalAws, startLocalAws } from '.';

/** Requests in order except what is done to them below. */
interface Template {
  method: string;
  service: string;
  host: string;
  path: string;
  contentType: string;
  body: string;
}

const JSON_TYPE = 'application/json';
const FORM_TYPE = 'application/x-www-form-urlencoded';

const TEMPLATES: Template[] = [
  template('POST', 'apigateway', '/restapis', JSON_TYPE, '{"name":"a","tags":{"b":"c"}}'),
  template('PUT', 'apigateway', '/restapis/abc/resources/def/methods/GET', JSON_TYPE, '{"a":[1]}'),
  template('PATCH', 'apigateway', '/restapis/abc', JSON_TYPE, '{"patchOperations":[{"op":"add"}]}'),
  template('GET', 'apigateway', '/tags/arn%3Aaws?limit=1&position=2', JSON_TYPE, ''),
  template('POST', 'lambda', '/2015-03-31/functions', JSON_TYPE, '{"Code":{"ZipFile":"UEsDBA=="}}'),
  template(
    'POST',
    'lambda',
    '/2015-03-31/functions/f/invocations?Qualifier=1',
    JSON_TYPE,
    '{"a":1}',
  ),
  template(
    'POST',
    'iam',
    '/',
    FORM_TYPE,
    'Action=CreateRole&Version=2010-05-08&Tags.member.1.Key=a',
  ),
  template('POST', 'sts', '/', FORM_TYPE, 'Action=AssumeRole&Version=2011-06-15&RoleArn=arn%3Aaws'),
  template(
    'GET',
    'execute-api',
    '/_aws/execute-api/abc/dev/%2e%2e/a%20b?x=%25&y',
    'text/xml',
    '<a>',
  ),
  {
    ...template('POST', 'execute-api', '/dev/?X-Amz-Algorithm=AWS4-HMAC-SHA256', JSON_TYPE, '{}'),
    host: 'abc.execute-api.ap-northeast-1.amazonaws.com',
  },
];

function template(
  method: string,
  service: string,
  path: string,
  contentType: string,
  body: string,
): Template {
  return { method, service, host: '127.0.0.1', path, contentType, body };
}

type Random = (below: number) => number;

let aws: LocalAws;
const warnings: string[] = [];

beforeAll(async () => {
  aws = await startLocalAws({ warn: (message) => warnings.push(message) });
});

afterAll(() => aws.stop());

test.each([
  ['bytes that are hardly HTTP', mangledBytes],
  ['HTTP whose parts make no sense', mangledParts],
  ['signed requests whose content makes no sense', mangledAndSigned],
])('3,400 times %s are refused, and leave the server as it was', async (_, makeRequest) => {
  const random = randomIntegers(42);
  const statuses = new Map<number, number>();
  const sendSome = async (count: number) => {
    for (let i = 0; i < count; i++) {
      const status = await sendRaw(makeRequest(TEMPLATES[random(TEMPLATES.length)]!, random));
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: 50 }, () => sendSome(68)));
  expect([...statuses.values()].reduce((sum, count) => sum + count)).toBe(3_400);
  expect([...statuses.keys()].filter((status) => status >= 500)).toEqual([]);
  expect(failures()).toEqual([]);
  expect(warnings).toEqual([]);
  expect((await fetch(aws.recordsUrl)).status).toBe(200);
});

function failures(): unknown[] {
  return aws.records
    .list()
    .map(({ id }) => aws.records.get(id)?.failure)
    .filter((failure) => failure !== undefined);
}

function mangledBytes(request: Template, random: Random): Buffer {
  return mangled(rawRequest(request, headersOf(request)), random, anyByte);
}

function mangledParts(request: Template, random: Random): Buffer {
  const headers = headersOf(request);
  headers['X-Amz-Date'] = mangledText('20260131T120000Z', random);
  headers.Authorization = mangledText(
    `AWS4-HMAC-SHA256 Credential=AKIA/20260131/${aws.region}/${request.service}/aws4_request, ` +
      'SignedHeaders=host;x-amz-date, Signature=0123',
    random,
  );
  const path = random(2) === 0 ? request.path : mangledTarget(request.path, random);
  return rawRequest({ ...request, path }, headers);
}

function mangledAndSigned(request: Template, random: Random): Buffer {
  const mangledRequest = { ...request, body: mangledText(request.body, random) };
  const { headers } = aws4.sign(
    { ...mangledRequest, region: aws.region, headers: headersOf(mangledRequest) },
    aws.credentials,
  );
  return rawRequest(mangledRequest, headers as Record<string, string>);
}

function headersOf({ host, contentType, body }: Template): Record<string, string> {
  const length = String(Buffer.byteLength(body));
  return { Host: host, 'Content-Type': contentType, 'Content-Length': length };
}

function rawRequest({ method, path, body }: Template, headers: Record<string, string>): Buffer {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(`${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n${body}`);
}

function mangledTarget(path: string, random: Random): string {
  return `/${mangledText(path, random).replaceAll(' ', '').replaceAll('#', '')}`;
}

function mangledText(text: string, random: Random): string {
  return mangled(Buffer.from(text), random, printable).toString('latin1');
}

/** One to four random changes: bytes replaced, inserted, cut out, or the end cut off. */
function mangled(bytes: Buffer, random: Random, noise: (random: Random) => number): Buffer {
  let result = bytes;
  const changes = 1 + random(4);
  for (let i = 0; i < changes; i++) {
    const at = random(result.length + 1);
    const inserted = Buffer.from(Array.from({ length: random(6) }, () => noise(random)));
    const cut = random(30) === 0 ? result.length : random(4);
    result = Buffer.concat([result.subarray(0, at), inserted, result.subarray(at + cut)]);
  }
  return result;
}

const anyByte = (random: Random) => random(256);
const printable = (random: Random) => 0x20 + random(0x5f);

/** The same integers for the same seed. */
function randomIntegers(seed: number): Random {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Sends bytes as they are. @returns the status, or 0 when the connection just ended */
function sendRaw(bytes: Buffer): Promise<number> {
  return new Promise((resolve) => {
    const socket = connect({ port: aws.port, host: '127.0.0.1' });
    let head = '';
    const done = () => {
      socket.destroy();
      resolve(Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1] ?? 0));
    };
    socket.on('data', (chunk) => {
      head += chunk.toString('latin1');
      if (head.length >= 12) done();
    });
    socket.on('error', done);
    socket.on('close', done);
    socket.end(bytes);
  });
}
