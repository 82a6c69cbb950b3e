import type { Figures, Mode, VectorContext, VectorRequest } from '../vectors';

/** A maintained signer that is not ours: the oracle. */
export interface ReferenceSigner {
  /** Name and version, as the vectors record them: `aws4 1.13.2`. */
  name: string;
  /** @throws Unsupported where the library cannot express the request */
  sign(request: VectorRequest, context: VectorContext, mode: Mode): Promise<Figures>;
}

/** The library cannot express this request: no verdict on it, either way. */
export class Unsupported extends Error {}
