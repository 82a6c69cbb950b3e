import {
  type Signed,
  type SigningInput,
  STAGES,
  sign,
  signingKeyHex,
} from '../staged-signer/staged-signer';
import type { Figures, Mode, Vector } from '../vectors';
import type { Combination } from './candidates';

/** What a signer answered. The more it tells, the quicker and the surer is the diagnosis. */
export interface Answer extends Partial<Figures> {
  /** Hex. */
  signingKey?: string;
}

/** A request, and what a signer made of it. */
export interface AnsweredCase {
  vector: Pick<Vector, 'name' | 'request' | 'context'>;
  mode: Mode;
  answer: Answer;
}

/** A text that the answer gives, and where a signer computes it. */
export interface Fact {
  /** Tells it apart from all others of the run. */
  name: string;
  value: string;
  read(signed: Signed): string;
}

/** An answered case, ready to be compared. */
export interface Evidence {
  case: AnsweredCase;
  input: SigningInput;
  /** In the order of the stages. */
  facts: readonly Fact[];
  /** Whether every figure of the answer is right. */
  passed: boolean;
  /** Of the correct canonical request: the simplest cases are the shortest. */
  length: number;
}

type Selector = (lines: string[]) => string;

const CANONICAL_REQUEST: readonly Selector[] = [
  (lines) => lines[0] ?? '',
  (lines) => lines[1] ?? '',
  (lines) => lines[2] ?? '',
  (lines) => lines.slice(3, -1).join('\n'),
  (lines) => lines.at(-1) ?? '',
];

const STRING_TO_SIGN: readonly Selector[] = [
  (lines) => lines[0] ?? '',
  (lines) => lines[1] ?? '',
  (lines) => lines[2] ?? '',
  (lines) => lines.slice(3).join('\n'),
];

/** Prepares the answers of one run, in the order in which the signer gave them. */
export function evidenceOf(cases: readonly AnsweredCase[]): Evidence[] {
  const contexts = cases.map(({ vector }) => vector.context);
  const evidence = cases.map((answered, index): Evidence => {
    const { request, context } = answered.vector;
    const earlier = contexts.slice(0, index);
    const input: SigningInput = { request, context, mode: answered.mode, earlier };
    const correct = sign(STAGES, input);
    const facts = factsOf(answered.answer).map((fact, place) => ({
      ...fact,
      name: `${index}.${place}`,
    }));
    return {
      case: answered,
      input,
      facts,
      passed: facts.every(({ value, read }) => read(correct) === value),
      length: correct.canonicalRequest.length,
    };
  });
  // An answer without a figure is evidence of nothing.
  return evidence.filter(({ facts }) => facts.length > 0);
}

function factsOf(answer: Answer): Omit<Fact, 'name'>[] {
  return [
    ...lineFacts(answer.canonicalRequest, (signed) => signed.canonicalRequest, CANONICAL_REQUEST),
    ...lineFacts(answer.stringToSign, (signed) => signed.stringToSign, STRING_TO_SIGN),
    ...lineFacts(answer.signingKey, signingKeyHex, [(lines) => lines.join('\n')]),
    ...lineFacts(answer.signature, ({ signature }) => signature, [(lines) => lines.join('\n')]),
  ];
}

/** A fact for each part of a text, so that each part can be explained by itself. */
function lineFacts(
  text: string | undefined,
  read: (signed: Signed) => string,
  selectors: readonly Selector[],
): Omit<Fact, 'name'>[] {
  if (text === undefined) return [];
  const lines = text.split('\n');
  return selectors.map((select) => ({
    value: select(lines),
    read: (signed) => select(read(signed).split('\n')),
  }));
}

/** The first fact that a signer with these mistakes would not have answered, if there is one. */
export function firstUnexplained(combination: Combination, evidence: Evidence): Fact | null {
  const signed = sign(combination.stages, evidence.input);
  return evidence.facts.find(({ value, read }) => read(signed) !== value) ?? null;
}

/** Whether a signer with these mistakes would have answered so, to the byte. */
export function reproduces(combination: Combination, evidence: Evidence): boolean {
  return firstUnexplained(combination, evidence) === null;
}
