import { aws4Signer } from './reference-signers/aws4';
import { type ReferenceSigner, Unsupported } from './reference-signers/reference-signer';
import { smithySigner } from './reference-signers/smithy';
import {
  allVectors,
  contestedVectors,
  extendedVectors,
  MODES,
  officialVectors,
  requestToSign,
  s3Vectors,
  vectorNamed,
} from './vectors';

/** The reference signers that are installed with the project. */
const INSTALLED = [smithySigner, aws4Signer];

const vectors = [...allVectors(), ...s3Vectors()];

describe('the suites', () => {
  test('hold the 38 official cases and the extended ones, the official ones first', () => {
    expect(officialVectors()).toHaveLength(38);
    expect(allVectors()).toEqual([...officialVectors(), ...extendedVectors()]);
  });

  test('give every case a name of its own, contested ones included', () => {
    const names = [...vectors, ...contestedVectors()].map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  test('cover every group of the extended suite, each in one piece', () => {
    const groups = extendedVectors().map(({ group }) => group);
    const inOnePiece = groups.filter((group, i) => group !== groups[i - 1]);
    expect(inOnePiece).toEqual([
      'path',
      'query',
      'headers',
      'payload',
      'session-token',
      'expiry',
      'scope',
      'api-gateway',
      'signing-key',
      'key-cache',
      'key-cache-name',
    ]);
  });
});

describe.each(vectors.map((vector) => [vector.name, vector] as const))('%s', (_, vector) => {
  test.each(MODES)(
    'is what @smithy/signature-v4 computes, stage by stage, in %s form',
    async (mode) => {
      const figures = await smithySigner.sign(vector.request, vector.context, mode);
      expect(figures).toEqual(vector.figures[mode]);
    },
  );

  test('adds the signature that it states', () => {
    const authorization = vector.added.header.at(-1)?.[1];
    expect(authorization).toMatch(new RegExp(`Signature=${vector.figures.header.signature}$`));
    expect(vector.added.query).toMatch(new RegExp(`Signature=${vector.figures.query.signature}$`));
  });
});

const recorded = [...extendedVectors(), ...s3Vectors()];

describe.each(recorded.map((vector) => [vector.name, vector] as const))(
  '%s, recorded from other signers,',
  (_, { note, agreedBy = [], request, context, figures }) => {
    test('says why it exists', () => expect(note).toMatch(/^[A-Z].*\.$/));

    test('is agreed on by two signers at least, of different makers', () => {
      const libraries = agreedBy.map((name) => name.split(' ')[0]);
      expect(new Set(libraries).size).toBe(agreedBy.length);
      expect(agreedBy.length).toBeGreaterThanOrEqual(2);
    });

    test('names the installed signers that reproduce both forms, by their version, and no other', async () => {
      const agreeing = [];
      for (const signer of INSTALLED) {
        if (await reproduces(signer)) agreeing.push(signer.name);
      }
      const libraries = INSTALLED.map(({ name }) => name.split(' ')[0]);
      const named = agreedBy.filter((name) => libraries.includes(name.split(' ')[0]));
      expect(named).toEqual(agreeing);
    });

    async function reproduces({ sign }: ReferenceSigner): Promise<boolean> {
      const signatures = await Promise.all(
        MODES.map((mode) => signatureOrNone(sign(request, context, mode))),
      );
      return MODES.every((mode, i) => signatures[i] === figures[mode].signature);
    }
  },
);

describe.each(contestedVectors().map((vector) => [vector.name, vector] as const))(
  '%s, which is contested,',
  (name, { answers, request, context }) => {
    test('has two different answers in one form', () => {
      const inForms = MODES.map((mode) => Object.values(answers).flatMap((one) => one[mode] ?? []));
      expect(Math.max(...inForms.map((given) => new Set(given).size))).toBeGreaterThan(1);
    });

    test.each(INSTALLED)('records what $name answers today', async (signer) => {
      for (const mode of MODES) {
        const signature = await signatureOrNone(signer.sign(request, context, mode));
        expect(answers[signer.name]?.[mode]).toBe(signature);
      }
    });

    test('fails nobody', () => {
      expect(allVectors().map((vector) => vector.name)).not.toContain(name);
    });
  },
);

describe('the loader', () => {
  test('reads a body that is not UTF-8 as bytes', () => {
    const { body } = vectorNamed('payload-bytes').request;
    expect([...Buffer.from(body)]).toEqual([0, 255, 254, 128, 195, 40, 1]);
  });

  test('reads a context as what differs from the defaults', () => {
    const { context } = vectorNamed('expiry-one-day');
    expect(context).toEqual({ ...vectorNamed('get-vanilla').context, expiresIn: 86_400 });
  });

  test('refuses a name that no vector has', () => {
    expect(() => vectorNamed('no-such-case')).toThrow('There is no vector named "no-such-case"');
  });
});

describe('requestToSign', () => {
  test('has the date, the token and the content hash among its headers, and no Authorization', () => {
    const { headers } = requestToSign(vectorNamed('api-connection-id'), 'header');
    expect(headers.map(([name]) => name)).toEqual([
      'Host',
      'X-Amz-Security-Token',
      'X-Amz-Date',
      'x-amz-content-sha256',
    ]);
  });

  test('has every signing parameter behind its own but the signature', () => {
    const { query } = requestToSign(vectorNamed('api-query-values'), 'query');
    const names = query.split('&').map((parameter) => parameter.split('=')[0]);
    expect(names).toEqual([
      'type',
      'type',
      'age',
      'verbose',
      'X-Amz-Algorithm',
      'X-Amz-Credential',
      'X-Amz-Date',
      'X-Amz-SignedHeaders',
      'X-Amz-Expires',
      'X-Amz-Security-Token',
    ]);
  });

  test.each(MODES)('leaves out a token that is not signed, in %s form', (mode) => {
    const request = requestToSign(vectorNamed('token-not-signed-with-query'), mode);
    expect(JSON.stringify(request).toLowerCase()).not.toContain('x-amz-security-token');
  });
});

/** The signature, or undefined where the signer cannot express the request. */
async function signatureOrNone(
  signing: ReturnType<ReferenceSigner['sign']>,
): Promise<string | undefined> {
  try {
    return (await signing).signature;
  } catch (error) {
    if (error instanceof Unsupported) return undefined;
    throw error;
  }
}
