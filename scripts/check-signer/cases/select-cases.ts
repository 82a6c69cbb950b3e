import { readOfficialSuite } from '../../sigv4/official-suite';
import {
  allVectors,
  type ContestedVector,
  contestedVectors,
  extendedVectors,
  MODES,
  type Mode,
  officialVectors,
  type Profile,
  s3Vectors,
  type Vector,
} from '../../sigv4/vectors';
import { CannotRun } from '../../terminal/cannot-run';
import { nearMatches } from './near-matches';

/** A vector in one form, as it is put to the signer. */
export interface AskedCase<V> {
  /** From 1, in the order of asking. */
  id: number;
  vector: V;
  mode: Mode;
}

export type CheckCase = AskedCase<Vector>;
export type ContestedCase = AskedCase<ContestedVector>;

const SETS = { official: officialVectors, extended: extendedVectors, all: allVectors };

export type SetName = keyof typeof SETS;

export const SET_NAMES = Object.keys(SETS) as SetName[];

export interface Selection {
  set: SetName;
  /** A service with rules of its own, whose cases replace a set. */
  profile?: Profile;
  /** A checkout of the official suite, in place of a set. */
  suite?: string;
  mode: Mode | 'both';
  /** Names of vectors; if there are none, all are meant. */
  only: readonly string[];
}

/**
 * The cases to check: all in header form, then all in query form.
 *
 * @throws CannotRun if the suite cannot be read, or there is no vector of a name
 */
export function selectCases({ mode, only, ...source }: Selection): CheckCase[] {
  const available = vectorsOf(source);
  for (const name of only) assertKnown(name, available);
  const vectors =
    only.length === 0 ? available : available.filter(({ name }) => only.includes(name));
  return inForms(vectors, mode);
}

/**
 * The cases on which maintained signers differ, all in header form, then all in query form: with
 * both sets they are asked for information, unless single cases are picked out.
 */
export function contestedCases({ set, suite, profile, mode, only }: Selection): ContestedCase[] {
  const isAll = set === 'all' && !suite && !profile && only.length === 0;
  return isAll ? inForms(contestedVectors(), mode) : [];
}

function vectorsOf({ set, suite, profile }: Pick<Selection, 'set' | 'suite' | 'profile'>) {
  if (suite !== undefined) return readSuite(suite);
  return profile === 's3' ? s3Vectors() : SETS[set]();
}

function inForms<V>(vectors: readonly V[], mode: Selection['mode']): AskedCase<V>[] {
  return MODES.filter((one) => mode === 'both' || mode === one)
    .flatMap((one) => vectors.map((vector) => ({ vector, mode: one })))
    .map((one, index) => ({ id: index + 1, ...one }));
}

function readSuite(directory: string): Vector[] {
  try {
    return readOfficialSuite(directory);
  } catch (error) {
    throw new CannotRun(`The suite cannot be read. ${(error as Error).message}`);
  }
}

function assertKnown(wanted: string, available: readonly Vector[]): void {
  const isWanted = ({ name }: { name: string }) => name === wanted;
  if (available.some(isWanted)) return;
  throw new CannotRun(`There is no case ${wanted} in this set. ${adviceOn(wanted, available)}`);
}

function adviceOn(wanted: string, available: readonly Vector[]): string {
  const elsewhere = allVectors().find(({ name }) => name === wanted);
  if (elsewhere) return `It is in another one: add --set ${elsewhere.suite}.`;
  if (s3Vectors().some(({ name }) => name === wanted)) return 'It is for S3: add --profile s3.';
  if (contestedVectors().some(({ name }) => name === wanted)) {
    return (
      'It is contested: maintained signers differ on it, so that nobody passes or fails it. ' +
      'Without --only, --set all shows what this signer makes of it.'
    );
  }
  const names = available.map(({ name }) => name);
  const near = nearMatches(wanted, names);
  if (near.length > 0) return `Did you mean ${near.join(' or ')}?`;
  return `It has ${names.length}, such as ${names.slice(0, 3).join(', ')}.`;
}
