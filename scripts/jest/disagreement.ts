import { describeDifference, firstDifference } from '../sigv4/first-difference';
import type { Figures, Vector } from '../sigv4/vectors';
import { mistakeBehind } from './name-mistake';

/** The stages of a signer in header form, each made of the right text of the stage before. */
export type StagesOfSigner = Record<keyof Figures, (vector: Vector) => string>;

const STAGES = [
  { figure: 'canonicalRequest', stage: 'canonical-request', step: '04' },
  { figure: 'stringToSign', stage: 'string-to-sign', step: '05' },
  { figure: 'signature', stage: 'signature', step: '06' },
] as const;

/**
 * Where a signer goes wrong on a vector: the first of its stages that differs, the step that it was
 * written in, and the mistake, where the catalogue has it.
 *
 * @returns lines; none if each stage is right by itself
 */
export function locateDisagreement(vector: Vector, signer: StagesOfSigner): string[] {
  for (const { figure, stage, step } of STAGES) {
    const actual = signer[figure](vector);
    const difference = firstDifference(stage, vector.figures.header[figure], actual);
    if (!difference) continue;
    return [
      `The mistake is in step ${step}:`,
      describeDifference(difference),
      ...mistakeBehind([{ vector, mode: 'header', answer: { [figure]: actual } }]),
    ];
  }
  return [];
}
