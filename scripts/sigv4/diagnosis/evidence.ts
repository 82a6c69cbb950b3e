import {
  type Signed,
  type SigningInput,
  STAGES,
  sign,
  signingKeyHex,
} from '../staged-signer/staged-signer';
import type { AnsweredCase, GivenFigures } from './answered-case';
import type { Combination } from './candidates';
import { clockOf } from './clock';

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

/** A figure that an answer can give, and the parts of it that are explained one by one. */
interface Figure {
  name: keyof GivenFigures;
  read(signed: Signed): string;
  parts: readonly ((text: string) => string)[];
}

const lines =
  (from: number, to?: number) =>
  (text: string): string =>
    text.split('\n').slice(from, to).join('\n');

const whole = (text: string) => text;

const FIGURES: readonly Figure[] = [
  { name: 'timestamp', read: ({ timestamp }) => timestamp, parts: [whole] },
  { name: 'credential', read: ({ credential }) => credential, parts: [whole] },
  { name: 'signedHeaders', read: ({ signedHeaders }) => signedHeaders, parts: [whole] },
  {
    name: 'canonicalRequest',
    read: ({ canonicalRequest }) => canonicalRequest,
    // Method, path, query, the headers with their names, payload hash.
    parts: [lines(0, 1), lines(1, 2), lines(2, 3), lines(3, -1), lines(-1)],
  },
  {
    name: 'stringToSign',
    read: ({ stringToSign }) => stringToSign,
    parts: [lines(0, 1), lines(1, 2), lines(2, 3), lines(3)],
  },
  { name: 'signingKey', read: signingKeyHex, parts: [whole] },
  { name: 'signature', read: ({ signature }) => signature, parts: [whole] },
];

/** Prepares the answers of one run, in the order in which the signer gave them. */
export function evidenceOf(cases: readonly AnsweredCase[]): Evidence[] {
  const contexts = cases.map(({ vector }) => vector.context);
  const evidence = cases.map((answered, index): Evidence => {
    const { request, context } = answered.vector;
    const earlier = contexts.slice(0, index);
    const input: SigningInput = { request, context, mode: answered.mode, earlier };
    const correct = sign(STAGES, input);
    const passed = isAnswer(answered.answer, correct);
    return {
      case: answered,
      // An answer that is right shows that the clock was not read.
      input: { ...input, clock: passed ? answered.answeredAt : clockOf(answered, input) },
      facts: factsOf(answered.answer, index),
      passed,
      length: correct.canonicalRequest.length,
    };
  });
  // An answer without a figure is evidence of nothing.
  return evidence.filter(({ facts }) => facts.length > 0);
}

function factsOf(answer: GivenFigures, index: number): Fact[] {
  return FIGURES.flatMap(({ name, read, parts }) => {
    const text = answer[name];
    if (text === undefined) return [];
    return parts.map((partOf, place) => ({
      name: `${index} ${name} ${place}`,
      value: partOf(text),
      read: (signed) => partOf(read(signed)),
    }));
  });
}

/** Whether a signer that computed this would have given the answer, to the byte. */
function isAnswer(answer: GivenFigures, signed: Signed): boolean {
  return FIGURES.every(
    ({ name, read }) => answer[name] === undefined || answer[name] === read(signed),
  );
}

/** The first fact that a signer with these mistakes would not have answered, if there is one. */
export function firstUnexplained(
  { stages }: Combination,
  { input, facts }: Evidence,
): Fact | undefined {
  const signed = sign(stages, input);
  return facts.find(({ value, read }) => read(signed) !== value);
}

/** Whether a signer with these mistakes would have answered so, to the byte. */
export function reproduces({ stages }: Combination, evidence: Evidence): boolean {
  return isAnswer(evidence.case.answer, sign(stages, evidence.input));
}
