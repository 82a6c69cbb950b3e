import { vectorNamed } from '../sigv4/vectors';
import type { ComparedText } from './name-mistake';

type Module = typeof import('./name-mistake');

/** As each test file gets it: with nothing in its memory. */
let fresh: Module;
beforeEach(() => {
  jest.resetModules();
  fresh = require('./name-mistake') as Module;
});

/** The canonical request of a vector with something in it replaced, as a check compares it. */
function canonicalRequest(name: string, right = '', wrong = ''): ComparedText {
  const vector = vectorNamed(name);
  const text = vector.figures.header.canonicalRequest.replace(right, wrong);
  return { vector, mode: 'header', stage: 'canonical-request', aspect: 'canonical-uri', text };
}

const notEncoded = () => canonicalRequest('get-utf8', '/%E1%88%B4', '/ሴ');

describe('nameMistake', () => {
  test('names the mistake that gives the same bytes, with why and fix', () => {
    const [heading, ...lines] = fresh.nameMistake(notEncoded());
    expect(heading).toBe('The mistake: path-not-encoded');
    expect(lines.map((line) => line.slice(0, 8).trim()).filter((label) => label !== '')).toEqual([
      'what',
      'why',
      'fix',
    ]);
  });

  test('names it from the signature in a header alone', () => {
    const vector = vectorNamed('get-vanilla');
    const signature = vector.figures.header.signature.toUpperCase();
    const text = `authorization:AWS4-HMAC-SHA256 Credential=a, Signature=${signature}\nx-amz-date:b`;
    const aspect = 'signed-headers-added';
    const lines = fresh.nameMistake({ vector, mode: 'header', stage: aspect, aspect, text });
    expect(lines[0]).toBe('The mistake: signature-uppercase');
  });

  test('names nothing that would have shown in a text that was right', () => {
    fresh.rememberPassed(canonicalRequest('get-space-normalized'));
    expect(fresh.nameMistake(notEncoded())[0]).not.toBe('The mistake: path-not-encoded');
  });

  test('takes nothing for evidence that was compared for another part', () => {
    fresh.rememberPassed({ ...canonicalRequest('get-space-normalized'), aspect: 'payload-hash' });
    expect(fresh.nameMistake(notEncoded())[0]).toBe('The mistake: path-not-encoded');
  });

  test('names nothing where the catalogue does not give the bytes', () => {
    expect(fresh.nameMistake(canonicalRequest('get-utf8', '/%E1%88%B4', '/x'))).toEqual([]);
  });

  test('looks at the first wrong text of a test file only', () => {
    expect(fresh.nameMistake(notEncoded())).not.toEqual([]);
    expect(fresh.nameMistake(notEncoded())).toEqual([]);
  });

  test('leaves it to others who want to name mistakes themselves', () => {
    fresh.nameNoMistake();
    expect(fresh.nameMistake(notEncoded())).toEqual([]);
  });
});
