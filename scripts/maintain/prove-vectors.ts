import { isDeepStrictEqual } from 'node:util';
import { readOfficialSuite } from '../sigv4/official-suite';
import { officialVectors, type Vector, type VectorContext } from '../sigv4/vectors';
import { suiteFile, toStored, writeSuite } from './vector-files';

const ABOUT = {
  source: 'https://github.com/awslabs/aws-c-auth, folder tests/aws-signing-test-suite/v4',
  commit: '495329c2',
  licence: 'Apache-2.0, Copyright Amazon.com, Inc. or its affiliates',
  form: 'The figures are those of the official files; the form is this project’s own: requests as values, texts as lists of lines, contexts as what differs from the defaults.',
};

const DEFAULTS: VectorContext = {
  credentials: {
    accessKeyId: 'AKIDEXAMPLE',
    secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
  },
  region: 'us-east-1',
  service: 'service',
  timestamp: '20150830T123600Z',
  expiresIn: 3600,
  options: { normalizePath: true, signBody: false, signSessionToken: true },
};

/**
 * Compares every figure of fixtures/sigv4/official.json with a checkout of the official suite.
 *
 * @returns one sentence for each difference; none if all is equal
 */
export function differencesFromSuite(suite: Vector[], ours: Vector[]): string[] {
  const theirs = new Map(suite.map((vector) => [vector.name, vector]));
  const missing = suite
    .filter(({ name }) => !ours.some((vector) => vector.name === name))
    .map(({ name }) => `${name} is in the official suite and not in the fixtures`);
  const different = ours.flatMap((vector) => {
    const official = theirs.get(vector.name);
    if (!official) return [`${vector.name} is in the fixtures and not in the official suite`];
    return differingParts(vector, official).map((part) => `${vector.name} differs in its ${part}`);
  });
  return [...missing, ...different];
}

function differingParts(ours: Vector, official: Vector): string[] {
  const parts = ['request', 'context', 'added', 'figures'] as const;
  return parts.filter((part) => !isDeepStrictEqual(ours[part], official[part]));
}

/** Reads the official suite again; the order and the notes of the cases we have stay. */
function record(suite: Vector[]): void {
  const ours = officialVectors();
  const order = new Map(ours.map(({ name }, index) => [name, index]));
  const notes = new Map(ours.map(({ name, note }) => [name, note]));
  const place = ({ name }: Vector) => order.get(name) ?? suite.length;
  const sorted = [...suite].sort((a, b) => place(a) - place(b));
  const cases = sorted.map((vector) =>
    toStored({ ...vector, note: notes.get(vector.name) }, DEFAULTS),
  );
  writeSuite(suiteFile('official'), { about: ABOUT, defaults: DEFAULTS, cases });
}

/**
 * Compares the fixtures with a checkout of the official suite, and tells each difference.
 *
 * @param directory tests/aws-signing-test-suite/v4 in the checkout
 * @returns the exit code: 0 all is equal, 1 it is not
 */
export function proveVectors(
  directory: string,
  { record: isToRecord = false }: { record?: boolean },
): 0 | 1 {
  const suite = readOfficialSuite(directory);
  if (isToRecord) record(suite);
  const differences = differencesFromSuite(suite, officialVectors());
  for (const difference of differences) console.error(difference);
  if (differences.length > 0) {
    console.error(`${differences.length} differences from the official suite.`);
    return 1;
  }
  console.log(`All ${suite.length} cases are those of the official suite, figure by figure.`);
  return 0;
}
