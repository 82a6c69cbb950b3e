import type { Header, Mode, Vector, VectorContext } from '../../sigv4/vectors';
import type { AskedCase } from '../cases/select-cases';

/** What a signer is asked: one object a line on its standard input. */
export interface SignerInput extends VectorContext {
  /** To be repeated in the answer. */
  id: number;
  name: string;
  mode: Mode;
  request: {
    method: string;
    /** As in the request line, up to the `?`. */
    path: string;
    /** As in the request line, without the `?`. */
    query: string;
    /** In order, with duplicates; a folded header keeps its newline. */
    headers: Header[];
    body?: string;
    /** In place of `body` where that is not UTF-8. */
    bodyBase64?: string;
  };
}

/** What of a vector a signer is told. */
type AskedVector = Pick<Vector, 'name' | 'request' | 'context'>;

/** What a signer is told about a case: all but the answer. */
export function signerInput({ id, vector, mode }: AskedCase<AskedVector>): SignerInput {
  const { body, ...request } = vector.request;
  const payload =
    typeof body === 'string' ? { body } : { bodyBase64: Buffer.from(body).toString('base64') };
  return { id, name: vector.name, mode, request: { ...request, ...payload }, ...vector.context };
}
