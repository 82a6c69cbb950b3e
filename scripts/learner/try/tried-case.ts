import { addedBySigning } from '../../sigv4/added-by-signing';
import { STAGES, sign } from '../../sigv4/staged-signer/staged-signer';
import {
  allVectors,
  type Mode,
  requestToSign,
  type Vector,
  type VectorContext,
  type VectorRequest,
} from '../../sigv4/vectors';

/** A request on which the functions of a step are tried. */
export interface TriedCase {
  /** A vector's name, or where the request came from. */
  name: string;
  /** Where the signature goes. */
  mode: Mode;
  /** As the caller gives it. */
  request: VectorRequest;
  context: VectorContext;
  /** With the headers or parameters that signing adds before the signature: what is signed. */
  toSign: VectorRequest;
  /** What is right, for the texts that a later stage is given. */
  figures: Vector['figures'][Mode];
}

/**
 * The case of a vector.
 *
 * @throws Error if there is no such vector; it names those whose names have a part in common
 */
export function caseOfVector(name: string, mode: Mode): TriedCase {
  const vectors = allVectors();
  const vector = vectors.find((one) => one.name === name);
  if (vector) return triedCase(name, mode, vector);
  const names = vectors.map((one) => one.name);
  const similar = names.filter((one) => isSimilar(one, name));
  const [title, shown] = similar.length > 0 ? ['Similar names', similar] : ['The cases', names];
  throw new Error(`There is no case named "${name}". ${title}: ${shown.join(', ')}`);
}

/** The case of any request: what signing adds and what is right are computed by the reference. */
export function triedCase(
  name: string,
  mode: Mode,
  { request, context }: Pick<Vector, 'request' | 'context'>,
): TriedCase {
  const figures = {
    header: sign(STAGES, { request, context, mode: 'header' }),
    query: sign(STAGES, { request, context, mode: 'query' }),
  };
  const added = addedBySigning({ context, figures });
  const toSign = requestToSign({ request, context, added }, mode);
  return { name, mode, request, context, toSign, figures: figures[mode] };
}

/** Whether a name has a part that begins as one of the wanted parts does: `utf` and `get-utf8`. */
function isSimilar(name: string, wanted: string): boolean {
  const parts = wanted
    .toLowerCase()
    .split('-')
    .filter((part) => part.length > 2);
  const telling = parts.length > 1 ? parts.filter((part) => part !== 'get') : parts;
  return name.split('-').some((part) => telling.some((start) => part.startsWith(start)));
}
