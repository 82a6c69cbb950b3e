import { seededRandom } from '../../files/seeded-random';
import { answersOf } from '../diagnosis/answers';
import {
  CANDIDATES,
  type Candidate,
  type Combination,
  NO_MISTAKE,
  withMistakes,
} from '../diagnosis/candidates';
import { STAGES } from '../staged-signer/staged-signer';
import type { Vector } from '../vectors';

/**
 * Random sets of mistakes in different stages, each of which shows: without it, some answer would
 * have been another.
 *
 * @param seed the same seed gives the same sets
 */
export function randomSets(
  count: number,
  size: number,
  seed: number,
  vectors: Vector[],
): Combination[] {
  const random = seededRandom(seed);
  const sets: Combination[] = [];
  while (sets.length < count) {
    const members = Array.from(
      { length: size },
      () => CANDIDATES[Math.floor(random() * CANDIDATES.length)]!,
    );
    const set = inDifferentStages(members) ? withMistakes(NO_MISTAKE, members) : undefined;
    if (set && allShow(set, vectors)) sets.push(set);
  }
  return sets;
}

function inDifferentStages(members: Candidate[]): boolean {
  const stages = members.flatMap(({ variant }) => Object.keys(variant.replace(STAGES)));
  return new Set(stages).size === stages.length;
}

/** Whether every mistake of the set changes an answer that the others give. */
export function allShow(set: Combination, vectors: Vector[]): boolean {
  const together = signaturesOf(set, vectors);
  return set.members.every((member) => {
    const others = set.members.filter((other) => other !== member);
    const without = withMistakes(NO_MISTAKE, others);
    return without !== undefined && signaturesOf(without, vectors) !== together;
  });
}

function signaturesOf({ stages }: Combination, vectors: Vector[]): string {
  return answersOf(stages, vectors, 'signature')
    .map(({ answer }) => answer.signature)
    .join();
}
