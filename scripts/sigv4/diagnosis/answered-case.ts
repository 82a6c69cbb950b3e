import type { Figures, Mode, Vector } from '../vectors';

/** What a signer answered. The more it tells, the quicker and the surer is the diagnosis. */
export interface GivenFigures extends Partial<Figures> {
  /** Hex. */
  signingKey?: string;
  /** As it is sent in X-Amz-Date. */
  timestamp?: string;
  /** As it is sent: access key id and credential scope. */
  credential?: string;
  /** As they are sent. */
  signedHeaders?: string;
}

/** A request, and what a signer made of it. */
export interface AnsweredCase {
  vector: Pick<Vector, 'name' | 'request' | 'context'>;
  mode: Mode;
  answer: GivenFigures;
  /** A timestamp: when the answer came, by the clock of who asked. A signer may have read its own. */
  answeredAt?: string;
}
