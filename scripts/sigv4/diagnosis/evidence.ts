import {
  type Signed,
  type SigningInput,
  STAGES,
  type Stages,
  sign,
  signingKeyHex,
} from '../staged-signer/staged-signer';
import type { AnsweredCase, GivenFigures } from './answered-case';
import { type Combination, NO_MISTAKE } from './candidates';
import { clockOf } from './clock';

/** A text that the answer gives, and where a signer computes it. */
export interface Fact {
  /** Tells it apart from all others of the run. */
  name: string;
  /** Tells it apart from all others of its case: `canonicalRequest 1` is the line of the path. */
  kind: string;
  value: string;
  read(signed: Signed): string;
}

/** An answered case, ready to be compared. */
export interface Evidence {
  case: AnsweredCase;
  input: SigningInput;
  /** Stages whose results are known from the answer: what comes before them does not matter. */
  given?: Partial<Stages>;
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
    const facts = factsOf(answered.answer, index);
    const passed = facts.every(({ value, read }) => read(correct) === value);
    return {
      case: answered,
      // An answer that is right shows that the clock was not read.
      input: { ...input, clock: passed ? answered.answeredAt : clockOf(answered, input) },
      facts,
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
      kind: `${name} ${place}`,
      value: partOf(text),
      read: (signed) => partOf(read(signed)),
    }));
  });
}

/**
 * The evidence of one kind of fact alone, as if the answers had told nothing else.
 *
 * @param givenBy what an answer tells of the stages before; only answers that tell it count
 */
export function evidenceOfKind(
  evidence: readonly Evidence[],
  kind: string,
  givenBy?: (answer: GivenFigures) => Partial<Stages> | undefined,
): Evidence[] {
  return evidence.flatMap((one) => {
    const fact = one.facts.find((candidate) => candidate.kind === kind);
    const given = givenBy?.(one.case.answer);
    if (!fact || (givenBy && !given)) return [];
    const reduced = { ...one, facts: [fact], given };
    return [{ ...reduced, passed: reproduces(NO_MISTAKE, reduced) }];
  });
}

/** What a signer with these mistakes would have computed. */
export function signedBy({ stages }: Combination, { input, given }: Evidence): Signed {
  return sign(given ? { ...stages, ...given } : stages, input);
}

/** The first fact that a signer with these mistakes would not have answered, if there is one. */
export function firstUnexplained(combination: Combination, evidence: Evidence): Fact | undefined {
  const signed = signedBy(combination, evidence);
  return evidence.facts.find(({ value, read }) => read(signed) !== value);
}

/** Whether a signer with these mistakes would have answered so, to the byte. */
export function reproduces(combination: Combination, evidence: Evidence): boolean {
  return firstUnexplained(combination, evidence) === undefined;
}
