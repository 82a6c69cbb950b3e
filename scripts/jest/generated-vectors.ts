import { seededRandom } from '../files/seeded-random';
import type { Header, Vector, VectorContext, VectorRequest } from '../sigv4/vectors';
import { guarded } from './check-vectors';
import { computedVector } from './computed-vector';
import { type GeneratedInput, PURPOSES, type Purpose } from './purposes';
import { seedOfThisRun } from './seed';

/**
 * Vectors that are made for each run, and in no file: what knows answers by heart fails. There is one
 * for each purpose, and it is made until it shows what it is for, so that no run is luckier than
 * another.
 *
 * @param seed from which the same vectors are made again; a new one for each run if left out
 */
export function generatedVectors(seed: number = seedOfThisRun()): Vector[] {
  const random = new Random(seed);
  return PURPOSES.map(({ about, shows }, index) =>
    guarded(
      computedVector({
        name: `generated-${index + 1}`,
        note: `${about}; made for this run, --seed ${seed} makes it again`,
        ...inputThat(shows, random),
      }),
    ),
  );
}

/** Far more than any purpose needs. */
const TRIES = 10_000;

function inputThat(shows: Purpose['shows'], random: Random): GeneratedInput {
  for (let tries = 0; tries < TRIES; tries++) {
    const input = { request: requestOf(random), context: contextOf(random) };
    if (shows(input)) return input;
  }
  throw new Error(`None of ${TRIES} requests shows what it is to be made for: ${shows}`);
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
/** Of several alphabets, and with all that is reserved somewhere; one é is of two characters. */
const CHARACTERS = [
  ...LETTERS,
  ...`\t\n   !"#$%&'()*+,-./:;<=>?@[]^_{|}~`,
  'é',
  'e\u0301',
  'ሴ',
  '日',
  '😀',
];
/** So few that they repeat, and in an order that languages and capitals change. */
const NAMES = ['a', 'A', 'a-b', 'ab', 'a.b', 'B', 'a_', 'b'];
/** The usual one, and those with a port: a signed Host keeps it, also the one that is the default. */
const HOSTS = ['example.amazonaws.com', 'example.amazonaws.com:8443', 'example.amazonaws.com:443'];

const textOf = (random: Random) => random.several(8, () => random.pick(CHARACTERS)).join('');

/** As an HTTP client sends it: path and query encoded, names repeated. */
function requestOf(random: Random): VectorRequest {
  const encoded = () => encodeURIComponent(textOf(random));
  const nameOf = () => random.pick([...NAMES, encoded()]);
  const segment = () => random.pick([encoded(), encoded(), encoded(), '', '.', '..']);
  const own = random.several(
    5,
    (): Header => [`X-Own-${random.pick(NAMES)}`.replace('.', '-'), headerValueOf(random)],
  );
  return {
    method: random.pick(['GET', 'POST', 'PUT', 'DELETE', 'HEAD']),
    path: `/${random.several(4, segment).join('/')}`,
    query: random
      .several(4, () => `${nameOf()}${random.pick(['', '=', `=${encoded()}`])}`)
      .join('&'),
    headers: [['Host', random.pick(HOSTS)], ...own],
    body: random.pick([textOf(random), bytesOf(random)]),
  };
}

function bytesOf(random: Random): Uint8Array {
  return Uint8Array.from(random.several(16, () => random.below(256)));
}

/** The visible characters of ASCII, and spaces anywhere; now and then nothing at all. */
function headerValueOf(random: Random): string {
  const character = () => random.pick([' ', String.fromCharCode(0x20 + random.below(0x5f))]);
  return random.several(8, character).join('');
}

function contextOf(random: Random): VectorContext {
  const lettersOf = (length: number) => Array.from({ length }, () => random.pick(LETTERS)).join('');
  const token = random.pick([{}, { sessionToken: `${lettersOf(24)}+/==` }]);
  const moment = new Date(random.below(2 ** 31) * 1000);
  return {
    credentials: { accessKeyId: 'ASIAEXAMPLE', secretAccessKey: lettersOf(40), ...token },
    region: random.pick(['ap-northeast-1', 'eu-central-1']),
    service: random.pick(['execute-api', 'lambda']),
    timestamp: moment.toISOString().replace(/[-:]|\.\d{3}/g, ''),
    expiresIn: 1 + random.below(604_800),
    options: { normalizePath: true, signBody: true, signSessionToken: true },
  };
}
