import { type ReferenceSigner, Unsupported } from '../../sigv4/reference-signers/reference-signer';
import { MODES, type Mode, type VectorContext, type VectorRequest } from '../../sigv4/vectors';

/** What a witness is asked to sign, in both forms. */
export interface Case {
  name: string;
  request: VectorRequest;
  context: VectorContext;
}

/** For each form the signature, or why the signer cannot express the request. */
export type Answer = Record<Mode, { signature: string } | { refusal: string }>;

/** A maintained signer that is asked what it makes of a case. */
export interface Witness {
  /** Name and version, as the vectors record them: `aws-crt 1.33.2`. */
  name: string;
  /** The answers, in the order of the cases. */
  answers(cases: readonly Case[]): Promise<Answer[]>;
}

/** One case in one form. @throws Unsupported where the signer cannot express the request */
export type SignOne = (
  request: VectorRequest,
  context: VectorContext,
  mode: Mode,
) => Promise<string>;

/** A witness out of a signer that is installed with the project. */
export function witnessFrom(signer: ReferenceSigner): Witness {
  return witnessSigning(signer.name, async (...input) => (await signer.sign(...input)).signature);
}

/** A witness out of a function that signs one case in one form. */
export function witnessSigning(name: string, sign: SignOne): Witness {
  return {
    name,
    answers: (cases) => Promise.all(cases.map((one) => answerTo(one, sign))),
  };
}

async function answerTo({ request, context }: Case, sign: SignOne): Promise<Answer> {
  const verdict = async (mode: Mode) => {
    try {
      return { signature: await sign(request, context, mode) };
    } catch (error) {
      if (error instanceof Unsupported) return { refusal: error.message };
      throw error;
    }
  };
  const [header, query] = await Promise.all(MODES.map(verdict));
  return { header: header!, query: query! };
}
