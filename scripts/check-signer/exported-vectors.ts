import { STAGES, sign, signingKeyHex } from '../sigv4/staged-signer/staged-signer';
import { allVectors, type Header, MODES, type Suite, s3Vectors } from '../sigv4/vectors';
import { type SignerInput, signerInput } from './protocol/signer-input';

/**
 * The vectors for the test suites of others: fixtures/check-signer/vectors.schema.json describes the
 * file. A case is what check-signer asks, and what is right.
 */
export interface ExportedVectors {
  schema: 1;
  /** That of the package. */
  version: string;
  licence: string;
  cases: ExportedCase[];
}

export interface ExportedCase extends SignerInput {
  set: Suite;
  group: string;
  note?: string;
  expected: {
    canonicalRequest: string;
    stringToSign: string;
    /** Hex. */
    signingKey: string;
    signature: string;
    /** In header form: what signing adds, Authorization last. */
    headers?: Header[];
    /** In query form: what signing adds to the query string. */
    query?: string;
  };
}

/** All vectors, in header form, then in query form. */
export function exportedVectors(version: string): ExportedVectors {
  const vectors = [...allVectors(), ...s3Vectors()];
  const cases = MODES.flatMap((mode) => vectors.map((vector) => ({ vector, mode }))).map(
    ({ vector, mode }, index): ExportedCase => {
      const signingKey = signingKeyHex(sign(STAGES, { ...vector, mode }));
      const added =
        mode === 'header' ? { headers: vector.added.header } : { query: vector.added.query };
      return {
        set: vector.suite,
        group: vector.group,
        note: vector.note,
        ...signerInput({ id: index + 1, vector, mode }),
        expected: { ...vector.figures[mode], signingKey, ...added },
      };
    },
  );
  return {
    schema: 1,
    version,
    licence:
      'Apache-2.0; the cases of the set "official" are from https://github.com/awslabs/aws-c-auth, ' +
      'Copyright Amazon.com, Inc. or its affiliates.',
    cases,
  };
}
