import type { Stages } from '../staged-signer/staged-signer';
import type { Profile } from '../vectors';
import type { SpecificationSection } from './specification';

/** A mistake that people make in a signer: one stage, or a few that belong together, replaced. */
export interface Mistake {
  /** Stable; named in reports. */
  id: string;
  /** What is wrong, in a clause. */
  title: string;
  why: string;
  fix: string;
  specification: SpecificationSection;
  /** What API Gateway answers to a request that is signed so. */
  awsAnswers: string;
  /** From 1, rare, to 5, a classic: which of two equally good explanations comes first. */
  frequency: Frequency;
  /** A ladder: a nudge, the rule and where it is, the pseudo-code of the function. */
  hints: [nudge: string, rule: string, pseudoCode: string];
  /** The ways in which people make this mistake, the commonest first. */
  variants: Variant[];
}

export type Frequency = 1 | 2 | 3 | 4 | 5;

/** One way to make a mistake. */
export interface Variant {
  /** What is done instead of the right thing. */
  name: string;
  /** The service that it shows at, where it shows at no other. */
  profile?: Profile;
  /** The stages to replace; `stages` are those of the signer that makes the mistake. */
  replace(stages: Stages): Partial<Stages>;
}
