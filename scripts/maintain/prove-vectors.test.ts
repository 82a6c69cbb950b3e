import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readOfficialSuite } from '../sigv4/official-suite';
import { officialVectors, type Vector, vectorNamed } from '../sigv4/vectors';
import { differencesFromSuite } from './prove-vectors';

/** A case in the files of the official suite, with a folded header and lines that end in CRLF. */
const CASE = {
  'context.json': JSON.stringify({
    credentials: { access_key_id: 'AKIDEXAMPLE', secret_access_key: 'secret', token: 'token' },
    expiration_in_seconds: 60,
    normalize: true,
    region: 'us-east-1',
    service: 'service',
    sign_body: true,
    timestamp: '2015-08-30T12:36:00Z',
    omit_session_token: true,
  }),
  'request.txt':
    'POST /a b?x=1 HTTP/1.1\r\nHost:example.com\r\nMy-Header:one\r\n  two\r\n\r\nthe\nbody',
  'header-canonical-request.txt': 'canonical\r\nrequest',
  'header-string-to-sign.txt': 'string to sign',
  'header-signature.txt': 'aa',
  'header-signed-request.txt':
    'POST /a b?x=1 HTTP/1.1\nHost:example.com\nMy-Header:one\n  two\nX-Amz-Date:now\n\nthe\nbody',
  'query-canonical-request.txt': 'canonical request of the query form',
  'query-string-to-sign.txt': 'string to sign of the query form',
  'query-signature.txt': 'bb',
  'query-signed-request.txt': 'POST /a b?x=1&X-Amz-Signature=bb HTTP/1.1\nHost:example.com\n\n',
};

describe('readOfficialSuite', () => {
  let directory: string;

  beforeEach(() => {
    directory = mkdtempSync(path.join(tmpdir(), 'official-suite-'));
  });

  afterEach(() => rmSync(directory, { recursive: true }));

  function writeCase(files: Record<string, string>): void {
    mkdirSync(path.join(directory, 'post-example'));
    for (const [name, text] of Object.entries(files)) {
      writeFileSync(path.join(directory, 'post-example', name), text);
    }
  }

  test('reads a case as a vector', () => {
    writeCase(CASE);
    expect(readOfficialSuite(directory)).toEqual([
      {
        name: 'post-example',
        suite: 'official',
        group: 'path',
        request: {
          method: 'POST',
          path: '/a b',
          query: 'x=1',
          headers: [
            ['Host', 'example.com'],
            ['My-Header', 'one\n  two'],
          ],
          body: 'the\nbody',
        },
        context: {
          credentials: {
            accessKeyId: 'AKIDEXAMPLE',
            secretAccessKey: 'secret',
            sessionToken: 'token',
          },
          region: 'us-east-1',
          service: 'service',
          timestamp: '20150830T123600Z',
          expiresIn: 60,
          options: { normalizePath: true, signBody: true, signSessionToken: false },
        },
        added: { header: [['X-Amz-Date', 'now']], query: 'X-Amz-Signature=bb' },
        figures: {
          header: {
            canonicalRequest: 'canonical\nrequest',
            stringToSign: 'string to sign',
            signature: 'aa',
          },
          query: {
            canonicalRequest: 'canonical request of the query form',
            stringToSign: 'string to sign of the query form',
            signature: 'bb',
          },
        },
      },
    ]);
  });

  test('says which file a case lacks', () => {
    const { 'query-signature.txt': _, ...others } = CASE;
    writeCase(others);
    expect(() => readOfficialSuite(directory)).toThrow('query-signature.txt');
  });

  test('says that a folder holds no case, and which one to name', () => {
    expect(() => readOfficialSuite(directory)).toThrow(/holds no case.*aws-signing-test-suite\/v4/);
  });

  test('says that there is no folder', () => {
    const missing = path.join(directory, 'missing');
    expect(() => readOfficialSuite(missing)).toThrow(`There is no folder ${missing}.`);
  });
});

describe('differencesFromSuite', () => {
  const ours = officialVectors();

  function withVanilla(changed: Partial<Vector>): Vector[] {
    return ours.map((vector) =>
      vector.name === 'get-vanilla' ? { ...vector, ...changed } : vector,
    );
  }

  test('finds none where all is equal', () => {
    expect(differencesFromSuite(officialVectors(), ours)).toEqual([]);
  });

  test.each(['canonicalRequest', 'stringToSign', 'signature'] as const)(
    'names the case whose %s is another',
    (figure) => {
      const { figures } = vectorNamed('get-vanilla');
      const changed = { ...figures, query: { ...figures.query, [figure]: 'changed' } };
      expect(differencesFromSuite(ours, withVanilla({ figures: changed }))).toEqual([
        'get-vanilla differs in its figures',
      ]);
    },
  );

  test('names the request, the context and what is added', () => {
    const { request, context, added } = vectorNamed('get-vanilla');
    const changed = withVanilla({
      request: { ...request, method: 'PUT' },
      context: { ...context, region: 'eu-west-1' },
      added: { ...added, query: '' },
    });
    expect(differencesFromSuite(ours, changed)).toEqual([
      'get-vanilla differs in its request',
      'get-vanilla differs in its context',
      'get-vanilla differs in its added',
    ]);
  });

  test('names a case that is missing on either side', () => {
    const [first, ...others] = ours;
    expect(differencesFromSuite(ours, others)).toEqual([
      `${first?.name} is in the official suite and not in the fixtures`,
    ]);
    expect(differencesFromSuite(others, ours)).toEqual([
      `${first?.name} is in the fixtures and not in the official suite`,
    ]);
  });
});
