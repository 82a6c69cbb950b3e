import { allVectors, type Vector } from '../sigv4/vectors';
import { guardCredentials } from './secrets';

/** All vectors as a check hands them out: what they hold cannot be changed, and is kept secret. */
export function vectorsToCheck(): Vector[] {
  return allVectors().map(guarded);
}

/** The vector of that name, as a check hands it out. */
export function vectorToCheck(name: string): Vector {
  const found = vectorsToCheck().find((vector) => vector.name === name);
  if (!found) throw new Error(`There is no vector named "${name}".`);
  return found;
}

/** A vector that cannot be changed, and its credentials under guard. */
export function guarded(vector: Vector): Vector {
  guardCredentials(vector.context.credentials);
  deepFreeze(vector.request);
  deepFreeze(vector.context);
  return vector;
}

/** Freezes a value and all that is in it; bytes cannot be frozen. */
export function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value;
  for (const member of Object.values(value)) deepFreeze(member);
  return Object.freeze(value);
}
