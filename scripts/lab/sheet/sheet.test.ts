import path from 'node:path';
import vm from 'node:vm';
import { diagnose, LIMITS } from '../../sigv4/diagnosis/diagnose';
import { CATALOGUE } from '../../sigv4/mistakes/catalogue';
import { SPECIFICATION } from '../../sigv4/mistakes/specification';
import { STAGES } from '../../sigv4/staged-signer/staged-signer';
import { allVectors, contestedVectors, MODES, s3Vectors } from '../../sigv4/vectors';
import { bundleForBrowser } from '../bundle';
import type * as PageSigner from '../testing/page-signer';
import { compare } from './comparison';
import { curlLine } from './curl';
import { SCENARIO_EXAMPLES } from './examples';
import { explainPaste } from './explained';
import { fieldsOf, signingInputOf } from './fields';
import { keyChain, type SheetStage, textsOf } from './figures';
import { linesOf } from './lines';
import { failuresOf, pickMistake } from './picks';
import { sourceOf } from './sources';

const vectors = [...allVectors(), ...s3Vectors()];
const contested = contestedVectors();
const [scenario] = SCENARIO_EXAMPLES.map(({ input }) => input);
const picks = CATALOGUE.flatMap((mistake) =>
  mistake.variants.map((variant, index) => ({
    name: `${mistake.id}/${index}`,
    pick: pickMistake(mistake, variant, scenario!, vectors, contested),
  })),
);

describe('the code that a browser is given', () => {
  let page: typeof PageSigner;

  beforeAll(async () => {
    const script = await bundleForBrowser(path.join(__dirname, '../testing/page-signer.ts'));
    // Nothing of Node.js is here.
    const browser = vm.createContext({ TextEncoder, TextDecoder, URLSearchParams, btoa, atob });
    vm.runInContext(script, browser);
    page = browser.lab as typeof PageSigner;
  });

  test('computes the figures of every vector in both forms', () => {
    const figures = page.textsOfVectors().map((texts) => ({
      canonicalRequest: texts['canonical-request'],
      stringToSign: texts['string-to-sign'],
      signature: texts.signature,
    }));
    expect(figures).toEqual(vectors.flatMap((vector) => MODES.map((mode) => vector.figures[mode])));
  });

  test('makes every mistake as Node.js does', () => {
    const asked = picks.flatMap(({ name, pick }) => {
      const [id = '', variant] = name.split('/');
      return pick ? [{ id, variant: Number(variant), input: pick.input }] : [];
    });
    expect(JSON.parse(JSON.stringify(page.textsOfMistakes(asked)))).toEqual(
      picks.flatMap(({ pick }) => (pick ? [textsOf(pick.stages, pick.input)] : [])),
    );
  });
});

/** The stages in which a mistake against a section of the specification may show first. */
const SHOWS_IN: Record<string, SheetStage[]> = {
  // Bytes that are written wrongly, or a digest with a label, may show in the hash first, or in the key.
  [SPECIFICATION.canonicalRequest.name]: ['canonical-request', 'string-to-sign', 'signing-key'],
  // A wrong time is in X-Amz-Date, and so among the canonical headers.
  [SPECIFICATION.stringToSign.name]: ['canonical-request', 'string-to-sign', 'signing-key'],
  [SPECIFICATION.signingKey.name]: ['signing-key', 'signature', 'string-to-sign'],
  // An HMAC with its arguments swapped is wrong in the chain already.
  [SPECIFICATION.signature.name]: ['signature', 'signing-key'],
  [SPECIFICATION.sessionToken.name]: ['canonical-request'],
  [SPECIFICATION.elements.name]: ['canonical-request', 'string-to-sign', 'signing-key'],
  [SPECIFICATION.queryForm.name]: ['canonical-request'],
};

/** Mistakes that show only after another request of the same process. */
const EARLIER = [
  'key-cache-ignores-all',
  'key-cache-ignores-date',
  'key-cache-ignores-scope',
  'key-cache-ignores-secret',
  'timestamp-kept',
];

test('every mistake of the catalogue loads a request on which it differs where it should', () => {
  const wrong = picks.flatMap(({ name, pick }) => {
    if (!pick) return [`${name} is not shown`];
    const { stages, input, mistake } = pick;
    const compared = compare(textsOf(STAGES, input), textsOf(stages, input));
    const first = compared.find(({ state }) => state === 'differs');
    const isMarked = first?.pairs.some(({ expected, actual }) => expected !== actual);
    const allowed = SHOWS_IN[mistake.specification.name] ?? [];
    return first && isMarked && allowed.includes(first.stage)
      ? []
      : [`${name}: ${mistake.specification.name} differs in ${first?.stage}, marked: ${isMarked}`];
  });
  expect(wrong).toEqual([]);
});

test('a mistake is counted by the vectors that it fails', () => {
  expect(failuresOf(STAGES, vectors)).toEqual({ fails: 0, of: vectors.length * 2 });
  const { stages } = picks.find(({ name }) => name === 'key-prefix-missing/0')!.pick!;
  expect(failuresOf(stages, vectors)).toEqual({
    fails: vectors.length * 2,
    of: vectors.length * 2,
  });
});

test('a mistake that needs an earlier request comes with it', () => {
  const earlier = picks
    .filter(({ pick }) => pick?.input.earlier)
    .map(({ name }) => name.split('/')[0]);
  expect(new Set(earlier)).toEqual(new Set(EARLIER));
});

test('a request that is typed as it was shown signs the same', () => {
  for (const { request, context } of vectors.filter(
    (one) => typeof one.request.body === 'string',
  )) {
    for (const mode of MODES) {
      const input = { request, context, mode };
      expect(textsOf(STAGES, signingInputOf(fieldsOf(input)))).toEqual(textsOf(STAGES, input));
    }
  }
});

test('every line of what a right signer makes has a rule', () => {
  const texts = [...vectors, ...contested].flatMap(({ request, context }) =>
    MODES.map((mode) => textsOf(STAGES, { request, context, mode })),
  );
  const parts = new Set(
    texts.flatMap((one) =>
      (Object.entries(one) as [SheetStage, string][]).flatMap(([stage, text]) =>
        linesOf(stage, text).map(({ part }) => `${stage}/${part}`),
      ),
    ),
  );
  const isUnknown = (key: string) => !sourceOf(key.split('/')[0] as SheetStage, key.split('/')[1]!);
  expect([...parts].filter(isUnknown)).toEqual([]);
});

test('the chain ends in the key that signs', () => {
  expect(keyChain(scenario!).at(-1)?.key).toBe(textsOf(STAGES, scenario!)['signing-key']);
});

describe('a comparison', () => {
  const reference = textsOf(STAGES, scenario!);
  const statesOf = (...given: Parameters<typeof compare>) =>
    compare(...given).map(({ state }) => state);

  test('blames the first stage that differs, and a later one only if it is wrong by itself', () => {
    const other = {
      ...reference,
      'canonical-request': 'GET',
      'string-to-sign': 'x',
      signature: 'y',
    };
    const right = {
      'string-to-sign': reference['string-to-sign'],
      signature: reference.signature,
    };
    expect(statesOf(reference, other, right)).toEqual([
      'differs',
      'follows',
      'equal',
      'follows',
      'equal',
    ]);
    expect(statesOf(reference, other, { ...right, signature: 'z' })[3]).toBe('differs');
  });

  test('sets a header that only one of the two has beside nothing', () => {
    const text = reference['canonical-request'].replace(/^host:.*\n/m, '');
    const [{ pairs } = { pairs: [] }] = compare(reference, {
      ...reference,
      'canonical-request': text,
    });
    const different = pairs.filter(({ expected, actual }) => expected !== actual);
    expect(different).toEqual([
      { part: 'canonical-headers', expected: expect.stringMatching(/^host:/), actual: undefined },
    ]);
  });
});

test('the curl line is read again as the request that it sends', () => {
  for (const { input } of SCENARIO_EXAMPLES) {
    const fields = fieldsOf(input);
    const line = curlLine(fields, textsOf(STAGES, input));
    const explained = explainPaste(line, fields.secretAccessKey, new Date('2026-03-03T09:31:00Z'));
    expect(explained).toMatchObject({ kind: 'curl line', remarks: [], check: { isRight: true } });
  }
});

test('a pasted request with the secret key names the mistake in its signature', () => {
  const fields = fieldsOf(scenario!);
  const { stages } = picks.find(({ name }) => name === 'key-prefix-missing/0')!.pick!;
  const line = curlLine(fields, textsOf(stages, scenario!));
  const now = new Date('2026-03-03T09:31:00Z');
  expect(explainPaste(line, fields.secretAccessKey, now)).toMatchObject({
    check: { isRight: false, diagnosis: { explanations: [{ mistakes: ['key-prefix-missing'] }] } },
  });
  expect(explainPaste(line, '', now)).toMatchObject({ remarks: [], check: undefined });
});

test('the texts that AWS shows in a refusal become a request that signs the same', () => {
  const reference = textsOf(STAGES, scenario!);
  const message =
    `The request signature we calculated does not match …\n\nThe Canonical String for this request should have been\n'${reference['canonical-request']}'\n\n` +
    `The String-to-Sign should have been\n'${reference['string-to-sign']}'\n`;
  const explained = explainPaste(JSON.stringify({ message }), '', new Date());
  if (explained.kind !== 'answer' || !explained.fields) throw new Error('No request was rebuilt.');
  const again = textsOf(STAGES, signingInputOf(explained.fields));
  expect(again['canonical-request']).toBe(reference['canonical-request']);
  expect(explained.refusals).toHaveLength(1);
});

test('a diagnosis names what a wrong step makes', () => {
  const { stages } = picks.find(({ name }) => name === 'query-not-sorted/0')!.pick!;
  const { request, context, mode } = SCENARIO_EXAMPLES.at(-1)!.input;
  const texts = textsOf(stages, { request, context, mode });
  const vector = { name: 'typed', request, context };
  const answer = { canonicalRequest: texts['canonical-request'], signature: texts.signature };
  const { explanations } = diagnose([{ vector, mode, answer }], LIMITS.hint);
  expect(explanations[0]?.mistakes).toEqual(['query-not-sorted']);
});
