import type { ProtocolBreak } from './protocol-break';
import { readAnswer } from './signer-answer';

const signatureIn = (answer: object) => readAnswer(JSON.stringify({ id: 1, ...answer })).outcome;

describe('readAnswer', () => {
  test.each([
    ['signature', { signature: 'ab12' }],
    ['authorization', { authorization: 'AWS4-HMAC-SHA256 Credential=a/b, Signature=ab12' }],
    ['authorization, in another order', { authorization: 'A Signature=ab12,SignedHeaders=host' }],
    ['url', { url: 'https://a.b/?X-Amz-Signature=ab12&c=d#e' }],
    ['signature before all else', { signature: 'ab12', url: 'https://a.b/?X-Amz-Signature=0' }],
    ['members that are null', { signature: 'ab12', error: null, skip: null }],
  ])('finds a signature in %s', (_, answer) => {
    expect(signatureIn(answer)).toMatchObject({ kind: 'signed', figures: { signature: 'ab12' } });
  });

  test('reads out of what is sent what else it tells', () => {
    const scope = 'AKID/20260102/us-east-1/service/aws4_request';
    const authorization = `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host,x-amz-date, Signature=ab`;
    expect(signatureIn({ authorization })).toEqual({
      kind: 'signed',
      figures: { signature: 'ab', credential: scope, signedHeaders: 'host,x-amz-date' },
    });
    const url = `https://a.b/?X-Amz-Credential=${encodeURIComponent(scope)}&X-Amz-Date=20260102T030405Z&X-Amz-SignedHeaders=host%3Ba&X-Amz-Signature=ab`;
    expect(signatureIn({ url })).toEqual({
      kind: 'signed',
      figures: {
        signature: 'ab',
        credential: scope,
        signedHeaders: 'host;a',
        timestamp: '20260102T030405Z',
      },
    });
  });

  test('leaves a signature that is wrongly written as it is', () => {
    const signature = '9+/AB=';
    expect(signatureIn({ signature })).toMatchObject({ figures: { signature } });
    const url = `https://a.b/?X-Amz-Signature=${encodeURIComponent(signature)}`;
    expect(signatureIn({ url })).toMatchObject({ figures: { signature } });
  });

  test('takes a signing key for bytes: capitals say the same', () => {
    expect(signatureIn({ signature: 'a', signingKey: 'AB12' })).toMatchObject({
      figures: { signingKey: 'ab12' },
    });
  });

  test('reads errors and skips', () => {
    expect(signatureIn({ error: 'why' })).toEqual({ kind: 'error', message: 'why' });
    expect(signatureIn({ skip: 'why' })).toEqual({ kind: 'skip', reason: 'why' });
  });

  test.each([
    ['not-json', 'signing…', undefined, /not JSON: signing….*standard error/s],
    ['not-json', `\u0007${'x'.repeat(300)}`, undefined, /: \\u\{0007\}x+… \(301 characters\)/],
    ['not-an-object', '["a"]', undefined, /not an object: \["a"\]/],
    ['not-an-object', 'null', undefined, /not an object/],
    ['no-id', '{"signature":"a"}', undefined, /without id.*Copy the id/s],
    ['wrong-type', '{"id":"1","signature":"a"}', undefined, /id of its answer is a string/],
    ['wrong-type', '{"id":4,"signature":5}', 4, /signature is a number, not text: 5/],
    ['wrong-type', '{"id":4,"signature":"a","url":{}}', 4, /url is an object, not text/],
    ['wrong-type', '{"id":4,"error":["a"]}', 4, /error is a list, not text/],
  ] satisfies [ProtocolBreak['kind'], string, number | undefined, RegExp][])(
    'calls it %s: %s',
    (kind, line, id, message) => {
      const read = () => readAnswer(line);
      expect(read).toThrow(expect.objectContaining({ kind, id }));
      expect(read).toThrow(message);
    },
  );

  test.each([
    '{"id":4}',
    '{"id":4,"signature":""}',
    '{"id":4,"authorization":"Bearer x"}',
    '{"id":4,"url":"https://a.b/?Signature=a"}',
  ])('calls an answer without a signature an error of its case: %s', (line) => {
    const message = expect.stringMatching(/no signature.*Give it as signature/s);
    expect(readAnswer(line)).toEqual({ id: 4, outcome: { kind: 'error', message } });
  });

  test('takes what is sent, and null for what is left out', () => {
    const sent = { path: '/a%20b', query: null, headers: [['Host', 'a']], bodyBase64: '/w==' };
    expect(readAnswer(JSON.stringify({ id: 1, signature: 'a', sent }))).toMatchObject({
      outcome: {
        sent: { path: '/a%20b', query: undefined, headers: [['Host', 'a']], body: Buffer.of(0xff) },
      },
    });
  });

  test.each([
    ['"GET /"', /sent is a string, not an object/],
    ['{"path":1}', /sent.path is a number, not text/],
    ['{"headers":{"Host":"a"}}', /sent.headers is not a list of pairs/],
    ['{"headers":[["Host"]]}', /sent.headers is not a list of pairs/],
    [`${'['.repeat(100_000)}${']'.repeat(100_000)}`, /sent is a list, not an object: …/],
    [`{"path":"/${'a'.repeat(20_000)}"}`, /sent is longer than 10,240 characters/],
    [`{"headers":${JSON.stringify(Array(2000).fill(['a', 'bcdef']))}}`, /longer than 10,240/],
  ])('calls it wrong-type if sent is %s', (sent, message) => {
    const read = () => readAnswer(`{"id":4,"signature":"a","sent":${sent}}`);
    expect(read).toThrow(expect.objectContaining({ kind: 'wrong-type', id: 4 }));
    expect(read).toThrow(message);
  });
});
