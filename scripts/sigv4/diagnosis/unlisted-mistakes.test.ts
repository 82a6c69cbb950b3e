import { seededRandom } from '../../files/seeded-random';
import { STAGES, type Stages } from '../staged-signer/staged-signer';
import { UNLISTED_MISTAKES } from '../testing/unlisted-mistakes';
import { allVectors } from '../vectors';
import { answersOf, type Detail } from './answers';
import { CANDIDATES, NO_MISTAKE, withMistakes } from './candidates';
import { type Diagnosis, diagnose, LIMITS, type Limits } from './diagnose';

const vectors = allVectors();

/** What is not named soon is not named falsely later, either; and there are many signers to try. */
const SOON = { ...LIMITS.signer, trials: 800 };
/** Two mistakes take longer to tell apart. */
const LATER = { ...LIMITS.signer, trials: 20_000 };

const namesIn = ({ explanations, told }: Diagnosis): string[] => [
  ...explanations.flatMap(({ mistakes }) => mistakes),
  ...told.map(({ mistake }) => mistake),
];

const diagnosed = (stages: Stages, detail: Detail, limits: Limits) =>
  diagnose(answersOf(stages, vectors, detail), limits);

test('are more than 120', () => expect(UNLISTED_MISTAKES.length).toBeGreaterThan(120));

/** So many by chance, and always the same. */
function drawn<T>(items: readonly T[], count: number): T[] {
  const random = seededRandom(24);
  return items
    .map((item) => ({ item, place: random() }))
    .sort((a, b) => a.place - b.place)
    .slice(0, count)
    .map(({ item }) => item);
}

describe.each<[Detail, number]>([
  ['signature', UNLISTED_MISTAKES.length],
  // Texts tell more, line by line: fewer signers show whether they tell it rightly.
  ['all stages', UNLISTED_MISTAKES.length / 3],
])('from %s', (detail, count) => {
  test.each(drawn(UNLISTED_MISTAKES, count).map((one) => [one.what, one] as const))(
    'gives no false name to %s',
    (_, { replace, alsoTrue = [] }) => {
      const diagnosis = diagnosed({ ...STAGES, ...replace }, detail, SOON);
      expect(namesIn(diagnosis).filter((id) => !alsoTrue.includes(id))).toEqual([]);
      expect(diagnosis.cases.length).toBeGreaterThan(0);
    },
  );
});

describe('of a listed and an unlisted mistake together', () => {
  const LISTED = [
    'path-not-encoded',
    'query-values-not-sorted',
    'header-spaces-not-collapsed',
    'header-duplicates-comma-space',
    'query-encoded-twice',
    'path-not-normalized',
  ];
  /** Some show in a few cases; those that show in all hide what texts alone can tell. */
  const UNLISTED: [what: string, detail: Detail][] = [
    ['hyphens of the query encoded', 'signature'],
    ['values of the query in small letters', 'signature'],
    ['a scope in capitals', 'all stages'],
    ['the signature backwards', 'all stages'],
  ];
  const all = LISTED.flatMap((listed) =>
    UNLISTED.map(([what, detail]) => ({ listed, what, detail })),
  );
  const pairs = drawn(all, all.length / 2);

  test('names the listed one in 10 of 12 pairs at least, and nothing false', () => {
    const outcomes = pairs.map(({ listed, what, detail }) => {
      const unlisted = UNLISTED_MISTAKES.find((one) => one.what === what)!;
      const candidate = CANDIDATES.find(({ mistake }) => mistake.id === listed)!;
      const { stages } = withMistakes(NO_MISTAKE, [candidate])!;
      const names = namesIn(diagnosed({ ...stages, ...unlisted.replace }, detail, LATER));
      return { pair: `${listed} + ${what}`, isNamed: names.includes(listed), names };
    });
    const isFalse = ({ pair, names }: (typeof outcomes)[number]) =>
      names.some((name) => !pair.startsWith(`${name} `));
    expect(outcomes.filter(isFalse)).toEqual([]);
    const missed = outcomes.filter(({ isNamed }) => !isNamed);
    expect({ missed, count: outcomes.length }).toMatchObject({ count: 12 });
    expect(missed.length).toBeLessThanOrEqual(2);
  });
});
