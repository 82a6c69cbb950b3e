import { CATALOGUE } from '../mistakes/catalogue';
import { STAGES } from '../staged-signer/staged-signer';
import { randomSets } from '../testing/random-sets';
import { allVectors, MODES, officialVectors, type Vector, vectorNamed } from '../vectors';
import type { AnsweredCase } from './answered-case';
import { answersOf } from './answers';
import {
  CANDIDATES,
  type Candidate,
  type Combination,
  idsOf,
  NO_MISTAKE,
  withMistakes,
} from './candidates';
import { diagnose, LIMITS, NOTHING_WRONG } from './diagnose';

const official = officialVectors();
const all = allVectors();

const isWrong = ({ vector, mode, answer }: AnsweredCase) =>
  (vector as Vector).figures[mode].signature !== answer.signature;

/** The signer with the first variant of each mistake. */
function signerWith(...ids: string[]): Combination {
  const members = ids.map((id) => CANDIDATES.find(({ mistake }) => mistake.id === id)!);
  return withMistakes(NO_MISTAKE, members)!;
}

const signerOf = (candidate: Candidate) => withMistakes(NO_MISTAKE, [candidate])!;

/** A signature that no signer gives. */
const random = (index: number) => ({ signature: index.toString(16).padStart(64, '0') });

/** What stays unexplained takes all the trials that it is given. */
const SOON = { ...LIMITS.signer, trials: 10_000 };

describe('on the official vectors alone', () => {
  test('names every mistake that shows, first or among what they cannot tell apart', () => {
    // Each mistake in its commonest way and its rarest: all ways are tried on all vectors.
    const tried = CATALOGUE.flatMap((mistake) => {
      const ways = CANDIDATES.filter((one) => one.mistake === mistake);
      return [...new Set([ways[0]!, ways.at(-1)!])];
    });
    const missed = tried.filter((candidate) => {
      const answers = answersOf(signerOf(candidate).stages, official, 'signature');
      if (!answers.some(isWrong)) return false;
      const [first] = diagnose(answers).explanations;
      const named = first ? [first.mistakes, ...first.alternatives] : [];
      return !named.some((ids) => ids.join() === candidate.mistake.id);
    });
    expect(missed.map(({ mistake, variant }) => `${mistake.id}: ${variant.name}`)).toEqual([]);
  });
});

describe('two mistakes at once', () => {
  test.each(randomSets(6, 2, 20150830, all).map((set) => [idsOf(set).join(' + '), set] as const))(
    'are named from signatures alone: %s',
    (_, set) => {
      const [first] = diagnose(answersOf(set.stages, all, 'signature')).explanations;
      expect(first?.mistakes).toEqual(idsOf(set));
    },
  );

  test('are told apart by the cases that they show in', () => {
    const { stages } = signerWith('path-not-encoded', 'query-not-sorted');
    const { cases, explanations } = diagnose(answersOf(stages, official, 'signature'));
    expect(explanations).toHaveLength(1);
    expect(cases).toContainEqual({
      name: 'get-utf8',
      mode: 'header',
      mistakes: ['path-not-encoded'],
    });
    expect(cases).toContainEqual({
      name: 'get-utf8',
      mode: 'query',
      mistakes: ['path-not-encoded', 'query-not-sorted'],
    });
  });
});

test('names five mistakes where all stages are known', () => {
  const ids = [
    'path-not-encoded',
    'query-not-sorted',
    'header-colon-space',
    'timestamp-millis',
    'key-prefix-missing',
  ];
  const answers = answersOf(signerWith(...ids).stages, official, 'all stages');
  const [first] = diagnose(answers).explanations;
  expect(first?.mistakes.toSorted()).toEqual(ids.toSorted());
});

test('names seven mistakes from signatures, each with the cases that it shows in', () => {
  const ids = [
    'path-not-encoded',
    'path-not-normalized',
    'query-not-sorted',
    'header-spaces-not-collapsed',
    'header-duplicates-comma-space',
    'token-always-signed',
    'timestamp-extended',
  ];
  const { explanations, cases } = diagnose(
    answersOf(signerWith(...ids).stages, official, 'signature'),
  );
  const [first] = explanations;
  expect(explanations).toHaveLength(1);
  expect(first?.members.map(({ mistake }) => mistake).toSorted()).toEqual(ids.toSorted());
  for (const { mistake, shows } of first?.members ?? []) {
    expect(shows).toBe(cases.filter(({ mistakes }) => mistakes.includes(mistake)).length);
  }
  const counts = first?.members.map(({ shows }) => shows) ?? [];
  expect(counts).toEqual(counts.toSorted((a, b) => b - a));
});

describe('failures of several causes', () => {
  /** Answers of another signer to each case. */
  const answersBy = (signerFor: (one: AnsweredCase) => Combination) => {
    const cases = answersOf(STAGES, official, 'signature');
    return cases.map((one) => {
      const [answered] = answersOf(signerFor(one).stages, [one.vector as Vector], 'signature', [
        one.mode,
      ]);
      return answered!;
    });
  };

  test('are explained form by form, where the two forms go wrong in two ways', () => {
    const answers = answersBy(({ mode }) =>
      mode === 'query' ? signerWith('key-hex-chained') : signerWith('signature-base64'),
    );
    const { explanations, unexplained } = diagnose(answers);
    expect(explanations).toMatchObject([
      { mistakes: ['signature-base64'], explains: 38, of: 76 },
      { mistakes: ['key-hex-chained'], explains: 38, of: 76 },
    ]);
    expect(unexplained).toBeUndefined();
  });

  test('are explained where one form alone goes wrong', () => {
    const answers = answersBy(({ mode }) =>
      mode === 'query' ? signerWith('key-prefix-missing') : NO_MISTAKE,
    );
    expect(diagnose(answers).explanations).toMatchObject([
      { mistakes: ['key-prefix-missing'], explains: 38, of: 38 },
    ]);
  });

  test('are explained group by group', () => {
    const isAboutHeaders = ({ vector }: AnsweredCase) => (vector as Vector).group === 'headers';
    const answers = answersBy((one) =>
      isAboutHeaders(one) ? signerWith('key-prefix-missing') : signerWith('trailing-newline'),
    );
    expect(diagnose(answers).explanations).toMatchObject([
      { mistakes: ['trailing-newline'], explains: 62, of: 76 },
      { mistakes: ['key-prefix-missing'], explains: 14, of: 76 },
    ]);
  });

  test('are explained as far as they can be', () => {
    const answers = answersOf(signerWith('path-not-encoded').stages, official, 'signature').map(
      (one, index) =>
        one.vector.name === 'post-x-www-form-urlencoded' ? { ...one, answer: random(index) } : one,
    );
    const { explanations, unexplained } = diagnose(answers, SOON);
    expect(explanations).toMatchObject([{ mistakes: ['path-not-encoded'], explains: 6, of: 8 }]);
    expect(unexplained).toMatchObject({
      cases: MODES.map((mode) => ({ name: 'post-x-www-form-urlencoded', mode })),
      smallest: { name: 'post-x-www-form-urlencoded', mode: 'header' },
    });
  });
});

describe('what nothing explains', () => {
  test.each([1, 5, 76])('is not given a name: %i random signatures', (count) => {
    const answers = answersOf(STAGES, official, 'signature').map((one, index) =>
      index < count ? { ...one, answer: random(index) } : one,
    );
    const { explanations, unexplained, cases } = diagnose(answers, SOON);
    expect(explanations).toEqual([]);
    expect(unexplained?.cases).toHaveLength(count);
    expect(cases.map(({ mistakes }) => mistakes)).toEqual(cases.map(() => []));
  });

  test.each([
    ['all of it', { ...LIMITS.signer, mistakes: 1 }, false],
    ['a part of it', { ...LIMITS.signer, trials: 1000 }, true],
  ])('says whether the search went through %s', (_, limits, isCapped) => {
    const [answered] = answersOf(STAGES, official, 'signature');
    const { unexplained } = diagnose([{ ...answered!, answer: random(0) }], limits);
    expect(unexplained?.isCapped).toBe(isCapped);
  });

  test('is set apart from what passes', () => {
    const answers = answersOf(STAGES, official, 'signature').map((one, index) =>
      one.vector.context.options.signBody ? { ...one, answer: random(index) } : one,
    );
    expect(diagnose(answers, SOON).unexplained?.setsApart).toContain('has a body');
  });

  test('shows where its texts first differ, where they are known', () => {
    const vector = vectorNamed('get-vanilla');
    const { canonicalRequest } = vector.figures.header;
    const answer = { canonicalRequest: canonicalRequest.replace('host:', 'guest:') };
    const { unexplained } = diagnose([{ vector, mode: 'header', answer }], SOON);
    expect(unexplained?.firstDifference).toMatchObject({
      part: 'canonical-headers',
      expected: 'host:example.amazonaws.com',
      actual: 'guest:example.amazonaws.com',
    });
  });

  test('is what would have broken a case that passed', () => {
    const [passed] = answersOf(STAGES, [vectorNamed('get-vanilla')], 'signature', ['header']);
    const failed = answersOf(
      signerWith('key-prefix-missing').stages,
      [vectorNamed('post-vanilla')],
      'signature',
      ['header'],
    );
    expect(diagnose(failed).explanations).toHaveLength(1);
    expect(diagnose([passed!, ...failed], SOON).explanations).toEqual([]);
  });
});

test('takes an answer without a figure for evidence of nothing', () => {
  const [answered] = answersOf(STAGES, [vectorNamed('get-vanilla')], 'signature', ['header']);
  expect(diagnose([{ ...answered!, answer: {} }])).toEqual(NOTHING_WRONG);
});

test('says which service was signed for', () => {
  const lambda = CANDIDATES.find(
    ({ mistake, variant }) => mistake.id === 'wrong-service' && variant.name === 'lambda',
  )!;
  const [first] = diagnose(answersOf(signerOf(lambda).stages, all, 'signature')).explanations;
  expect(first).toMatchObject({
    mistakes: ['wrong-service'],
    variants: ['lambda'],
    title: 'The request is signed for another service (lambda)',
  });
});
