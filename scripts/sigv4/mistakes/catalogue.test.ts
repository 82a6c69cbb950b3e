import { answersOf } from '../diagnosis/answers';
import { CANDIDATES } from '../diagnosis/candidates';
import { STAGES } from '../staged-signer/staged-signer';
import { allVectors, s3Vectors } from '../vectors';
import { CATALOGUE, mistakeNamed } from './catalogue';

/** Names that reports, hints and their readers rely on. */
const FAMILIES: Record<string, string> = {
  path:
    'path-not-encoded path-encoded-once path-slash-encoded path-not-normalized ' +
    'path-always-normalized path-trailing-slash-dropped path-missing-stage path-includes-query ' +
    'path-empty-not-slash path-double-slash-kept reserved-not-encoded tilde-encoded ' +
    'percent-lowercase utf8-as-latin1 surrogates-broken path-characters-raw path-form-encoded ' +
    'path-plus-as-space percent-unpadded unicode-normalized path-fixed path-slash-missing',
  query:
    'query-not-sorted query-sorted-before-encoding query-sorted-as-pairs query-values-not-sorted ' +
    'query-space-as-plus query-plus-as-space query-duplicates-dropped query-empty-dropped ' +
    'query-plus-kept query-equals-missing query-not-encoded query-encoded-twice ' +
    'query-sorted-by-language query-cut-at-question-mark query-value-cut-at-equals ' +
    'query-split-at-semicolon query-trimmed',
  headers:
    'headers-not-sorted header-names-not-lowercased header-values-lowercased ' +
    'header-values-not-trimmed header-spaces-not-collapsed header-quoted-spaces-kept ' +
    'header-duplicates-last-wins header-duplicates-comma-space header-duplicates-sorted ' +
    'host-not-signed date-not-signed headers-blank-line-missing signed-headers-not-sorted ' +
    'signed-headers-comma unsignable-headers-signed host-default-port-kept headers-added ' +
    'content-type-changed headers-sorted-by-language headers-sorted-before-lowercasing ' +
    'header-empty-value-dropped header-commas-spaced header-values-latin1',
  payload:
    'payload-always-empty payload-always-hashed payload-hash-uppercase payload-empty-as-braces ' +
    'payload-unsigned-literal content-sha256-always-added trailing-newline',
  stringToSign:
    'timestamp-extended timestamp-millis scope-timestamp-not-date scope-terminator-missing ' +
    'scope-region-service-swapped algorithm-wrong canonical-request-not-hashed newlines-literal ' +
    'digest-labelled method-fixed',
  signingTime:
    'timestamp-from-clock timestamp-local timestamp-kept timestamp-localized date-pattern-wrong ' +
    'scope-date-local',
  key:
    'key-prefix-missing key-hex-chained key-region-service-swapped key-full-timestamp ' +
    'key-terminator-missing key-cache-ignores-date key-cache-ignores-scope ' +
    'key-cache-ignores-secret key-text-newline hmac-long-key secret-not-clean secret-mangled',
  signature: 'signature-base64 signature-uppercase hmac-arguments-swapped signature-not-keyed',
  sessionToken: 'token-never-signed token-always-signed',
  queryForm:
    'expires-ignored expires-wrong-unit credential-not-encoded signed-headers-parameter-missing',
  scope: 'wrong-service wrong-region',
};

/** Ways that change no signature of any vector, and why they are in the catalogue all the same. */
const SHOWN_BY_NO_VECTOR: Record<string, string> = {
  'query-plus-kept: + signed as %2B': 'a raw plus sign is contested: maintained signers differ',
  'host-port-dropped: the default port, 443 or 80': 'a default port in Host is contested',
  'headers-left-out: range not signed': 'a Range header is contested',
};

const vectors = [...allVectors(), ...s3Vectors()];
const signaturesOf = (stages: typeof STAGES) =>
  answersOf(stages, vectors, 'signature').map(({ answer }) => answer.signature);
const correct = signaturesOf(STAGES);
const signatures = CANDIDATES.map(({ mistake, variant }) => ({
  id: mistake.id,
  name: `${mistake.id}: ${variant.name}`,
  signatures: signaturesOf({ ...STAGES, ...variant.replace(STAGES) }),
}));

describe.each(Object.entries(FAMILIES))('the family %s', (_, ids) => {
  test.each(ids.split(' '))('has %s', (id) => expect(mistakeNamed(id).id).toBe(id));
});

test('names each mistake once', () => {
  const ids = CATALOGUE.map(({ id }) => id);
  expect(ids).toEqual([...new Set(ids)]);
});

test('knows no other name', () => {
  expect(() => mistakeNamed('path-too-long')).toThrow('no mistake named "path-too-long"');
});

describe.each(CATALOGUE.map((mistake) => [mistake.id, mistake] as const))('%s', (_, mistake) => {
  test('is explained in full', () => {
    const { title, why, fix, awsAnswers, specification, hints, variants } = mistake;
    const names = variants.map(({ name }) => name);
    for (const text of [title, why, fix, awsAnswers, ...hints, ...names]) {
      expect(text.trim().length).toBeGreaterThan(0);
      expect(text).not.toMatch(/\n|TODO/);
    }
    expect(title).not.toMatch(/\.$/);
    expect([why.at(-1), fix.at(-1)]).toEqual(['.', '.']);
    expect(specification.url).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//);
    expect(new Set(names).size).toBe(names.length);
  });

  test('has hints that lead from a nudge to the pseudo-code', () => {
    const [nudge, rule, pseudoCode] = mistake.hints;
    expect(nudge).toMatch(/[.?]$/);
    expect(rule).toMatch(/\("[^"]+".*\)|\(official suite/);
    expect(pseudoCode).toMatch(/[=([:+≠→?,]/);
    expect(new Set(mistake.hints).size).toBe(3);
  });
});

test('changes a signature of some vector in every way but those that are listed', () => {
  const silent = signatures
    .filter((one) => one.signatures.every((signature, index) => signature === correct[index]))
    .map(({ name }) => name);
  expect(silent.sort()).toEqual(Object.keys(SHOWN_BY_NO_VECTOR).sort());
});

test('has no two mistakes that give the same signatures to all vectors', () => {
  const idsByAnswers = new Map<string, Set<string>>();
  for (const { id, signatures: answers } of signatures) {
    const ids = idsByAnswers.get(answers.join()) ?? new Set();
    idsByAnswers.set(answers.join(), ids.add(id));
  }
  const alike = [...idsByAnswers.values()]
    .map((ids) => [...ids])
    .filter(({ length }) => length > 1);
  // What no vector shows is correct on all of them, and so alike.
  const silent = Object.keys(SHOWN_BY_NO_VECTOR).map((name) => name.split(':')[0]);
  expect(alike.filter((ids) => !ids.every((id) => silent.includes(id)))).toEqual([]);
});
