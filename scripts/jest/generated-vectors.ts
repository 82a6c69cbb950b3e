import { seededRandom } from '../files/seeded-random';
import type { Header, Vector, VectorContext, VectorRequest } from '../sigv4/vectors';
import { computedVector } from './computed-vector';
import { seedOfThisRun } from './seed';

/** So few that a check answers at once, so many that no list of answers has them all. */
const HOW_MANY = 25;

/**
 * Vectors that are made anew for each run, and in no file: what knows answers by heart fails.
 *
 * @param seed from which the same vectors are made again; a new one for each run if left out
 */
export function generatedVectors(seed: number = seedOfThisRun()): Vector[] {
  const random = new Random(seed);
  return Array.from({ length: HOW_MANY }, (_, index) =>
    computedVector({
      name: `generated-${index + 1}`,
      note: `made for this run; --seed ${seed} makes it again`,
      request: requestOf(random),
      context: contextOf(random),
    }),
  );
}

/**
 * Choices that follow from a seed. fast-check would do, too, but takes longer to load than a whole
 * check may last.
 */
class Random {
  readonly #next: () => number;

  constructor(seed: number) {
    this.#next = seededRandom(seed);
  }

  /** A whole number from 0, below the limit. */
  below(limit: number): number {
    return Math.floor(this.#next() * limit);
  }

  pick<T>(choices: readonly T[]): T {
    return choices[this.below(choices.length)] as T;
  }

  /** From none to `most` of them. */
  several<T>(most: number, make: () => T): T[] {
    return Array.from({ length: this.below(most + 1) }, make);
  }
}

const LETTERS = [...'abcXYZ019'];
/** Of several alphabets, and with all that is reserved somewhere. */
const CHARACTERS = [...LETTERS, ...` !"#$%&'()*+,-./:;<=>?@[]^_{|}~`, 'é', 'ሴ', '日', '😀'];

const textOf = (random: Random) => random.several(8, () => random.pick(CHARACTERS)).join('');
const nameOf = (random: Random) => `a${random.several(8, () => random.pick(LETTERS)).join('')}`;

/** As an HTTP client sends it: path and query encoded, names repeated. */
function requestOf(random: Random): VectorRequest {
  const encoded = () => encodeURIComponent(textOf(random));
  const own = random.several(4, (): Header => [`X-Own-${nameOf(random)}`, headerValueOf(random)]);
  return {
    method: random.pick(['GET', 'POST', 'PUT', 'DELETE']),
    path: `/${random.several(4, encoded).join('/')}`,
    query: random.several(4, () => `${encoded()}=${encoded()}`).join('&'),
    headers: [['Host', 'example.amazonaws.com'], ...own],
    body: textOf(random),
  };
}

/** The visible characters of ASCII, and spaces anywhere. */
function headerValueOf(random: Random): string {
  const characters = random.several(12, () => 0x20 + random.below(0x5f));
  return String.fromCharCode(...characters);
}

function contextOf(random: Random): VectorContext {
  const secret = Array.from({ length: 40 }, () => random.pick(LETTERS)).join('');
  const token = random.pick([{}, { sessionToken: `${nameOf(random)}+/==` }]);
  const moment = new Date(random.below(2 ** 31) * 1000);
  return {
    credentials: { accessKeyId: 'ASIAEXAMPLE', secretAccessKey: secret, ...token },
    region: random.pick(['ap-northeast-1', 'eu-central-1']),
    service: random.pick(['execute-api', 'lambda']),
    timestamp: moment.toISOString().replace(/[-:]|\.\d{3}/g, ''),
    expiresIn: 1 + random.below(604_800),
    options: { normalizePath: true, signBody: true, signSessionToken: true },
  };
}
