import { sha256Hex } from '../../sigv4/staged-signer/payload-stages';
import { authorizationHeader, STAGES, sign } from '../../sigv4/staged-signer/staged-signer';
import {
  allVectors,
  type Mode,
  s3Vectors,
  type Vector,
  type VectorRequest,
  vectorNamed,
} from '../../sigv4/vectors';
import { readAnswer } from '../protocol/signer-answer';
import { diagnoseVerdicts } from './diagnose-verdicts';
import { type CaseVerdict, type JudgingOptions, judge } from './judge';

interface Sending {
  name?: string;
  /** In place of a name. */
  vector?: Vector;
  mode?: Mode;
  /** What is told to be sent. */
  sent?: Partial<Omit<VectorRequest, 'body'>> & { body?: string };
  /** What is signed; what is sent, unless another request is given. */
  signs?: Partial<VectorRequest>;
  stages?: Partial<typeof STAGES>;
  /** Whether the answer holds the Authorization header, which tells the signed headers. */
  tellsHeaders?: boolean;
}

/** Judges a signer that signs rightly what it says it sends, or something else. */
function judged(sending: Sending, options: JudgingOptions = {}): CaseVerdict {
  const { name = 'get-vanilla', mode = 'header', sent = {}, signs, stages, tellsHeaders } = sending;
  const vector = sending.vector ?? vectorNamed(name);
  const request = { ...vector.request, ...(signs ?? sent) };
  const signed = sign({ ...STAGES, ...stages }, { request, context: vector.context, mode });
  const { signature } = signed;
  const figures = tellsHeaders ? { authorization: authorizationHeader(signed) } : { signature };
  const { outcome } = readAnswer(JSON.stringify({ id: 1, ...figures, sent }));
  return judge({ id: 1, vector, mode }, outcome, options);
}

const HOST: [string, string] = ['Host', 'example.amazonaws.com'];
const sends = (verdict: CaseVerdict) => ({
  status: verdict.status,
  sends: verdict.signed?.sends,
});

describe('a signer that tells what it sends', () => {
  test.each<[string, Sending, string[]]>([
    ['nothing else', {}, []],
    ['another header', { sent: { headers: [HOST, ['Accept', '*/*']] } }, ['header accept added']],
    [
      'an encoded path',
      { name: 'get-space-normalized', sent: { path: '/example%20space/' } },
      ['path /example%20space/ instead of /example space/'],
    ],
    [
      'no query',
      { name: 'get-vanilla-query-order-key-case', sent: { query: '' } },
      ['query (empty) instead of Param2=value2&Param1=value1'],
    ],
    ['another method', { sent: { method: 'HEAD' } }, ['method HEAD instead of GET']],
    ['another body', { name: 'post-x-www-form-urlencoded', sent: { body: 'a' } }, ['body changed']],
    [
      'its repeated headers as one',
      {
        name: 'get-header-value-order',
        sent: { headers: [HOST, ['my-header1', 'value4,value1,value3,value2']] },
      },
      [],
    ],
  ])('passes if it is right for %s', (_, sending, expected) => {
    expect(sends(judged(sending))).toEqual({ status: 'pass', sends: expected });
  });

  test('may tell with it what signing adds', () => {
    const { timestamp } = vectorNamed('get-vanilla').context;
    const added: [string, string][] = [
      ['X-Amz-Date', timestamp],
      ['Authorization', 'any'],
    ];
    const sent = { headers: [HOST, ...added] };
    expect(sends(judged({ sent, signs: {} }))).toEqual({ status: 'pass', sends: [] });
    const query = 'X-Amz-Algorithm=any&X-Amz-Signature=any&X-Amz-Date=any';
    expect(sends(judged({ mode: 'query', sent: { query }, signs: {} }))).toEqual({
      status: 'pass',
      sends: [],
    });
  });

  test('fails if its signature is right for the case and not for what it sends', () => {
    const verdict = judged({ sent: { path: '/other' }, signs: {} });
    expect(verdict).toMatchObject({ status: 'fail', signed: { isRight: false } });
  });

  test('fails if it sends another date than it was given', () => {
    const sent = { headers: [HOST, ['X-Amz-Date', '20260101T000000Z']] as [string, string][] };
    expect(judged({ sent, signs: {} }).status).toBe('fail');
  });

  test('is compared with what would be right for what it sends', () => {
    const { context } = vectorNamed('get-vanilla');
    const canonicalRequest = sign(STAGES, {
      request: { ...vectorNamed('get-vanilla').request, path: '/b' },
      context,
      mode: 'header',
    }).canonicalRequest;
    const answer = { id: 1, signature: 'a', canonicalRequest, sent: { path: '/a' } };
    const { outcome } = readAnswer(JSON.stringify(answer));
    const asked = { id: 1, vector: vectorNamed('get-vanilla'), mode: 'header' as const };
    expect(judge(asked, outcome).firstDifference).toMatchObject({ expected: '/a', actual: '/b' });
  });

  test('fails if strict judges ask for the very request', () => {
    const sending = { sent: { headers: [HOST, ['Accept', '*/*']] as [string, string][] } };
    const verdict = judged(sending, { isStrict: true });
    expect(verdict).toMatchObject({
      status: 'fail',
      message: expect.stringContaining('header accept added'),
    });
    expect(judged({}, { isStrict: true }).status).toBe('pass');
    expect(diagnoseVerdicts([verdict]).cases).toEqual([]);
  });
});

describe('a signer that uses the freedom that AWS leaves it', () => {
  test.each<[string, Sending, string[]]>([
    [
      'may leave a header unsigned',
      {
        name: 'get-header-value-trim',
        stages: { headersToSign: (all) => all.filter(([name]) => !/^my-/i.test(name)) },
        tellsHeaders: true,
      },
      ['header my-header1 not signed', 'header my-header2 not signed'],
    ],
    [
      'may sign the body',
      {
        name: 'payload-not-signed',
        stages: { bodyToHash: (body) => body },
      },
      ['body signed'],
    ],
    [
      'may sign the session token',
      {
        name: 'post-sts-header-after',
        stages: { tokenToSign: ({ credentials }) => credentials.sessionToken },
      },
      ['session token signed'],
    ],
  ])('%s', (_, sending, expected) => {
    const verdict = judged(sending);
    expect(sends(verdict)).toEqual({ status: 'pass', sends: expected });
    expect(diagnoseVerdicts([verdict]).cases).toEqual([]);
  });

  test.each<[string, Sending]>([
    ['Host', { stages: { headersToSign: (all) => all.filter(([name]) => name !== 'Host') } }],
    [
      'an x-amz- header',
      { stages: { headersToSign: (all) => all.filter(([name]) => !/^x-amz/i.test(name)) } },
    ],
    [
      'a session token that is to be signed',
      { name: 'post-sts-header-before', stages: { tokenToSign: () => undefined } },
    ],
  ])('must sign %s', (_, sending) => {
    expect(judged({ ...sending, tellsHeaders: true }).status).toBe('fail');
  });
});

describe('a signer for S3 that tells what it sends', () => {
  const s3 = (name: string) => s3Vectors().find((one) => one.name === name)!;
  const [host] = s3('s3-body-signed').request.headers;
  const withHash = (value: string) => ({
    headers: [host!, ['X-Amz-Content-Sha256', value]] as [string, string][],
  });
  const takingTold = (value: string) => ({
    s3PayloadHash: () => value,
    contentSha256: () => undefined,
  });
  const hash = sha256Hex('hello\n');

  test.each<[string, Sending, string[]]>([
    ['does as asked', { vector: s3('s3-body-unsigned') }, []],
    [
      'tells what signing adds',
      { vector: s3('s3-body-unsigned'), sent: withHash('UNSIGNED-PAYLOAD'), signs: {} },
      [],
    ],
    [
      'leaves the body unsigned',
      { vector: s3('s3-body-signed'), stages: { s3PayloadHash: () => 'UNSIGNED-PAYLOAD' } },
      ['body not signed'],
    ],
    [
      'signs the body',
      { vector: s3('s3-body-unsigned'), stages: { s3PayloadHash: () => hash } },
      ['body signed'],
    ],
    [
      'says in the header that it signs the body',
      { vector: s3('s3-body-unsigned'), sent: withHash(hash), stages: takingTold(hash) },
      ['header x-amz-content-sha256 added'],
    ],
  ])('passes if it %s', (_, sending, expected) => {
    expect(sends(judged(sending))).toEqual({ status: 'pass', sends: expected });
  });

  test.each<[string, Sending]>([
    ['leaves x-amz-content-sha256 out', { stages: { contentSha256: () => undefined } }],
    [
      'names the hash of another body',
      { sent: withHash(sha256Hex('other')), stages: takingTold(sha256Hex('other')) },
    ],
    [
      'hashes the body of a presigned URL',
      { mode: 'query', stages: { s3PayloadHash: () => hash } },
    ],
    ['encodes the path again', { stages: { decodeS3Segment: (segment) => segment } }],
  ])('fails if it %s', (_, sending) => {
    const vector = { ...s3('s3-body-signed') };
    vector.request = { ...vector.request, path: '/two%20words.txt' };
    expect(judged({ vector, ...sending }).status).toBe('fail');
  });
});

describe('where something else is wrong, x-amz-content-sha256 left out', () => {
  const withSignedBody = allVectors().filter(({ context }) => context.options.signBody);
  const stages = { contentSha256: () => undefined, secretKey: (secret: string) => secret };
  const named = (sent: (vector: Vector) => Sending['sent']) => {
    const verdicts = withSignedBody.map((vector) =>
      judged({ vector, sent: sent(vector), signs: {}, stages, tellsHeaders: true }),
    );
    expect(verdicts.every(({ status }) => status === 'fail')).toBe(true);
    return diagnoseVerdicts(verdicts).explanations.map(({ mistakes }) => mistakes);
  };

  test('is no mistake of a signer that neither sends nor signs it', () => {
    expect(named(({ request }) => ({ headers: request.headers }))).toEqual([
      ['key-prefix-missing'],
    ]);
  });

  test('is one where it is sent, or not told', () => {
    const both = ['content-sha256-not-signed', 'key-prefix-missing'];
    const hashOf = ({ request }: Vector) => sha256Hex(request.body);
    const header = (vector: Vector): [string, string] => ['x-amz-content-sha256', hashOf(vector)];
    expect(named(() => ({}))).toEqual([both]);
    expect(named((vector) => ({ headers: [...vector.request.headers, header(vector)] }))).toEqual([
      both,
    ]);
  });
});
