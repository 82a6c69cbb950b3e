import { answersOf } from '../sigv4/diagnosis/answers';
import { byNameThenValue } from '../sigv4/staged-signer/query-stages';
import { STAGES, type Stages } from '../sigv4/staged-signer/staged-signer';
import { allVectors, type Vector, vectorNamed } from '../sigv4/vectors';
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

/** Lines that name the mistake behind a wrong text, and behind others that were compared. */
function named(wrong: ComparedText, ...others: ComparedText[]): string[] {
  for (const other of others) fresh.remember(other);
  fresh.remember(wrong, {});
  return fresh.nameMistake();
}

describe('nameMistake', () => {
  test('names the mistake that gives the same bytes, with why and fix', () => {
    const [heading, ...lines] = named(notEncoded());
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
    const lines = named({ vector, mode: 'header', stage: aspect, aspect, text });
    expect(lines[0]).toBe('The mistake: signature-uppercase');
  });

  test('names nothing that would have shown in a text that was right', () => {
    const right = canonicalRequest('get-space-normalized');
    expect(named(notEncoded(), right)[0]).not.toBe('The mistake: path-not-encoded');
  });

  test('takes nothing for evidence that was compared for another part', () => {
    const other = { ...canonicalRequest('get-space-normalized'), aspect: 'payload-hash' };
    expect(named(notEncoded(), other)[0]).toBe('The mistake: path-not-encoded');
  });

  test('names nothing where the catalogue does not give the bytes', () => {
    expect(named(canonicalRequest('get-utf8', '/%E1%88%B4', '/x'))).toEqual([]);
  });

  test('names nothing that explains the first wrong text and not the others', () => {
    fresh.remember(notEncoded(), {});
    fresh.remember(canonicalRequest('get-space-normalized', '/example%20space/', '/x'), {});
    expect(fresh.nameMistake()).toEqual([]);
  });

  test.each<[string, 'canonicalRequest' | 'signature', Partial<Stages>]>([
    [
      'a key that is always for us-east-1',
      'signature',
      { keyTexts: ({ date, service }) => [date, 'us-east-1', service, 'aws4_request'] },
    ],
    [
      'names sorted by their length first',
      'canonicalRequest',
      {
        sortParameters: (all) =>
          all.toSorted((a, b) => a.name.length - b.name.length || byNameThenValue(a, b)),
      },
    ],
  ])('gives no false name to %s', (_, figure, replace) => {
    const stage = figure === 'signature' ? 'signature' : 'canonical-request';
    for (const { vector, mode, answer } of answersOf(
      { ...STAGES, ...replace },
      allVectors(),
      'all stages',
    )) {
      const text = answer[figure] ?? '';
      const isRight = (vector as Vector).figures[mode][figure] === text;
      const compared = { vector: vector as Vector, mode, stage, aspect: stage, text } as const;
      fresh.remember(compared, isRight ? undefined : {});
    }
    expect(fresh.nameMistake()).toEqual([]);
  });

  test('names it in the error of the first wrong text only, when all are known', () => {
    const [first, second] = [{}, {}];
    const errors = [first, second].map((mismatch) => {
      fresh.remember(notEncoded(), mismatch);
      const error = Object.assign(new Error('It differs.'), { matcherResult: { mismatch } });
      fresh.noteError(error);
      return error;
    });
    expect(errors.map(({ message }) => message)).toEqual(['It differs.', 'It differs.']);
    fresh.nameInError();
    const said = /^Error: It differs\.\nThe mistake: path-not-encoded\n[\s\S]*\n {4}at /;
    expect(errors[0]?.stack).toMatch(said);
    expect(errors[1]?.stack).not.toMatch('The mistake');
  });

  test('leaves it to others who want to name mistakes themselves', () => {
    fresh.nameNoMistake();
    expect(named(notEncoded())).toEqual([]);
  });
});
