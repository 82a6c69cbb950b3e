import type { RequestRecord } from '../local-aws';
import type { OtherTexts } from './sheet/comparison';
import type { Fields } from './sheet/fields';

/** What the page asks the learner's steps for. */
export interface StepsQuestion {
  fields: Fields;
}

/** What the learner's own files made of a request. */
export interface StepsAnswer {
  texts: OtherTexts;
  /** What each stage makes of the reference's texts. */
  alone: Partial<OtherTexts>;
  /** What the code printed, shortened when long. */
  output: string;
}

/** What the server tells the page without being asked. */
export type LabEvent =
  /** A file of the steps was saved: the answer on the page may be out of date. */
  | { type: 'saved' }
  /** Where local AWS runs; undefined while none does. */
  | { type: 'local-aws'; url?: string }
  /** A request reached local AWS; secrets are masked. */
  | { type: 'record'; record: RequestRecord };
