import type { SigningInput } from '../../sigv4/staged-signer/staged-signer';
import { flagsOf } from '../../sigv4/vector-flags';
import type { Mode, Vector, VectorContext } from '../../sigv4/vectors';

/** What is to be signed of a vector. */
export type UnsignedVector = Pick<Vector, 'name' | 'request' | 'context'>;

/** A request to begin with. */
export interface Example {
  name: string;
  /** What it is about, in a sentence. */
  note: string;
  /** Under which heading it is listed. */
  group: string;
  input: SigningInput;
}

const SCENARIO: VectorContext = {
  credentials: {
    accessKeyId: 'ASIAEXAMPLEKEYID1234',
    secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
    sessionToken: 'IQoJb3JpZ2luX2VjEXAMPLETOKEN',
  },
  region: 'ap-northeast-1',
  service: 'execute-api',
  timestamp: '20260303T093000Z',
  expiresIn: 3600,
  options: { normalizePath: true, signBody: true, signSessionToken: true },
};

const HOST = 'a1b2c3d4e5.execute-api.ap-northeast-1.amazonaws.com';

/** The call of the workshop, the same API called with a body, and the same call as a URL. */
export const SCENARIO_EXAMPLES: readonly Example[] = [
  {
    name: 'GET /dev/',
    note: 'The call that the caller Lambda makes: the root of the API, on the stage dev.',
    group: 'The workshop',
    input: {
      request: { method: 'GET', path: '/dev/', query: '', headers: [['Host', HOST]], body: '' },
      context: SCENARIO,
      mode: 'header',
    },
  },
  {
    name: 'GET /dev/ as a presigned URL',
    note: 'The same call with the signature in the query: anybody who has the URL may make it for an hour.',
    group: 'The workshop',
    input: {
      request: { method: 'GET', path: '/dev/', query: '', headers: [['Host', HOST]], body: '' },
      context: { ...SCENARIO, options: { ...SCENARIO.options, signBody: false } },
      mode: 'query',
    },
  },
  {
    name: 'POST /dev/pets with a body',
    note: 'A body, a content type, and a path and a query that need encoding.',
    group: 'The workshop',
    input: {
      request: {
        method: 'POST',
        path: '/dev/pets/a%20b',
        query: 'type=cat&limit=10',
        headers: [
          ['Host', HOST],
          ['Content-Type', 'application/json'],
        ],
        body: '{"name":"Tom"}',
      },
      context: SCENARIO,
      mode: 'header',
    },
  },
];

/** The vectors as requests to begin with, each under the first of its flags. */
export function vectorExamples(vectors: readonly UnsignedVector[], mode: Mode): Example[] {
  return vectors.map((vector) => {
    const flags = flagsOf(vector);
    const { name, request, context } = vector;
    return {
      name,
      note: `Vector ${name}: ${flags.join(', ')}.`,
      group: flags[0] ?? 'plain',
      input: { request, context, mode },
    };
  });
}
