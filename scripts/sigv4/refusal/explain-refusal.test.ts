import { answersOf } from '../diagnosis/answers';
import { CANDIDATES, type Candidate } from '../diagnosis/candidates';
import { STAGES } from '../staged-signer/staged-signer';
import { type Mode, officialVectors, type Vector, vectorNamed } from '../vectors';
import { explainRefusal } from './explain-refusal';
import { serverFigures } from './server-figures';

const FIRST_SENTENCES =
  'The request signature we calculated does not match the signature you provided. ' +
  'Check your AWS Secret Access Key and signing method. ' +
  'Consult the service documentation for details.';

function messageFor({ figures }: Vector, mode: Mode): string {
  const { canonicalRequest, stringToSign } = figures[mode];
  return (
    `${FIRST_SENTENCES}\n\nThe Canonical String for this request should have been\n` +
    `'${canonicalRequest}'\n\nThe String-to-Sign should have been\n'${stringToSign}'\n`
  );
}

const named = (id: string): Candidate => CANDIDATES.find(({ mistake }) => mistake.id === id)!;

/** What a signer with one mistake computes for a vector. */
function ownFigures(vector: Vector, mode: Mode, id: string) {
  const stages = { ...STAGES, ...named(id).variant.replace(STAGES) };
  const [answered] = answersOf(stages, [vector], 'all stages', [mode]);
  return answered!.answer;
}

describe('serverFigures', () => {
  const vector = vectorNamed('get-header-value-trim');
  const message = messageFor(vector, 'header');
  const { canonicalRequest, stringToSign } = vector.figures.header;

  test.each([
    ['the message', message],
    ['a JSON body', JSON.stringify({ message })],
    [
      'a JSON body with headers of curl before it',
      `HTTP/2 403\n\n${JSON.stringify({ message })}\n`,
    ],
    ['a message whose newlines are escaped', message.replaceAll('\n', '\\n')],
    ['a message with the newlines of Windows', message.replaceAll('\n', '\r\n')],
  ])('reads %s', (_, text) => {
    expect(serverFigures(text)).toEqual({ canonicalRequest, stringToSign });
  });

  test('keeps an apostrophe in a value', () => {
    const text = message.replace('value1', "it's");
    expect(serverFigures(text)?.canonicalRequest).toContain("my-header1:it's\n");
  });

  test.each([
    ['the short form', JSON.stringify({ message: FIRST_SENTENCES })],
    ['another refusal', '{"message":"Missing Authentication Token"}'],
    ['no refusal at all', 'Hello from Lambda!'],
    ['nothing', ''],
  ])('finds nothing in %s', (_, text) => expect(serverFigures(text)).toBeUndefined());
});

describe('explainRefusal', () => {
  test.each(['header', 'query'] as const)(
    'names a mistake in the path from the texts alone, in %s form',
    (mode) => {
      const vector = vectorNamed('get-utf8');
      const { canonicalRequest, stringToSign } = ownFigures(vector, mode, 'path-not-encoded');
      const own = { canonicalRequest, stringToSign };
      const explained = explainRefusal(messageFor(vector, mode), { own });
      expect(explained).toMatchObject({
        difference: { part: 'canonical-uri', expected: '/%E1%88%B4', actual: '/ሴ' },
        diagnosis: { explanations: [{ mistakes: ['path-not-encoded'] }], unexplained: undefined },
      });
    },
  );

  test('rebuilds every official request but those that it cannot', () => {
    const cannot = officialVectors()
      .filter(
        (vector) =>
          !explainRefusal(messageFor(vector, 'header'), {
            own: vector.figures.header,
          })?.diagnosis,
      )
      .map(({ name }) => name);
    // Dots and empty segments that were not normalized would be, the second time.
    expect(cannot).toEqual(
      officialVectors()
        .filter(({ name }) => /^get-(slash|relative).*-unnormalized$/.test(name))
        .map(({ name }) => name),
    );
  });

  test('names a mistake in a request with a body, which AWS does not repeat', () => {
    const vector = vectorNamed('post-x-www-form-urlencoded');
    const own = ownFigures(vector, 'header', 'header-colon-space');
    expect(explainRefusal(messageFor(vector, 'header'), { own })?.diagnosis).toMatchObject({
      explanations: [{ mistakes: ['header-colon-space'] }],
    });
  });

  test('names a mistake in the key where the texts agree and the request is known', () => {
    const vector = vectorNamed('get-vanilla');
    const own = ownFigures(vector, 'header', 'key-prefix-missing');
    const signed = { ...vector, mode: 'header' as const };
    expect(explainRefusal(messageFor(vector, 'header'), { own, signed })).toMatchObject({
      difference: undefined,
      diagnosis: { explanations: [{ mistakes: ['key-prefix-missing'] }] },
    });
  });

  test('says what AWS computed where nothing of the caller is known', () => {
    const vector = vectorNamed('get-vanilla');
    expect(explainRefusal(messageFor(vector, 'header'))).toMatchObject({
      server: { stringToSign: vector.figures.header.stringToSign },
      difference: undefined,
      diagnosis: undefined,
    });
  });
});
