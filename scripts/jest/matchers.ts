import { type Difference, describeDifference, firstDifference } from '../sigv4/first-difference';
import {
  CANONICAL_REQUEST_PARTS,
  type CanonicalRequestPart,
  type Stage,
  withPart,
} from '../sigv4/stages';
import type { Header, Mode, Vector } from '../sigv4/vectors';

/** What a check compares with a vector: a stage, or one part of the canonical request. */
export type Aspect = Exclude<Stage, 'signing-key'> | CanonicalRequestPart;

/** What a failed comparison tells the learner's loop beside its message. */
export interface VectorMismatch {
  vector: string;
  mode: Mode;
  difference: Difference;
  /** The whole text of the stage: a part alone stands in the correct rest of it. */
  actual: string;
}

interface VectorMatchers<R> {
  /** Compares a text with a vector's figure, and shows the first difference. */
  toMatchVector(vector: Vector, mode: Mode, aspect: Aspect): R;
}

interface FindingMatchers<R> {
  /** For the findings of an inspection: fails with each of them, in plain words. */
  toHaveNoFindings(): R;
}

declare global {
  namespace jest {
    interface Matchers<R> extends VectorMatchers<R>, FindingMatchers<R> {}
  }
}

expect.extend({ toMatchVector, toHaveNoFindings });

function toMatchVector(actual: unknown, vector: Vector, mode: Mode, aspect: Aspect) {
  if (typeof actual !== 'string') {
    const message = `${describeCase(vector, mode)}\nThe function returned ${String(actual)}; it must return text.`;
    return { pass: false, message: () => message };
  }
  const { stage, text } = expectation(vector, mode, aspect);
  const whole = inContext(text, aspect, actual);
  const difference = firstDifference(stage, text, whole);
  if (!difference) return { pass: true, message: () => `${describeCase(vector, mode)} matches.` };
  const mismatch: VectorMismatch = { vector: vector.name, mode, difference, actual: whole };
  const message = `${describeCase(vector, mode)}\n${describeDifference(difference)}`;
  return { pass: false, message: () => message, mismatch };
}

function describeCase({ name, note }: Vector, mode: Mode): string {
  return `${name}, ${mode} form${note ? `: ${note}` : ''}`;
}

/** The whole text that a vector expects of the stage that the aspect belongs to. */
function expectation(vector: Vector, mode: Mode, aspect: Aspect): { stage: Stage; text: string } {
  const { canonicalRequest, stringToSign, signature } = vector.figures[mode];
  if (isPart(aspect)) return { stage: 'canonical-request', text: canonicalRequest };
  const texts: Record<typeof aspect, string> = {
    'canonical-request': canonicalRequest,
    'string-to-sign': stringToSign,
    signature,
    'signed-headers-added': headerLines(vector.added.header),
    'signed-query': parameterLines(vector.added.query),
  };
  return { stage: aspect, text: texts[aspect] };
}

/** A part alone is shown where it stands: in the correct rest of its canonical request. */
function inContext(expected: string, aspect: Aspect, actual: string): string {
  return isPart(aspect) ? withPart(expected, aspect, actual) : actual;
}

function isPart(aspect: Aspect): aspect is CanonicalRequestPart {
  return CANONICAL_REQUEST_PARTS.some((part) => part === aspect);
}

/** Added headers as text to compare: their order and the case of their names do not matter. */
export function headerLines(headers: Header[]): string {
  return headers
    .map(([name, value]) => `${name.toLowerCase()}:${value}`)
    .sort()
    .join('\n');
}

/** Added parameters as text to compare: their order does not matter. */
export function parameterLines(query: string): string {
  return query.split('&').sort().join('\n');
}

function toHaveNoFindings(findings: string[]) {
  if (findings.length === 0) return { pass: true, message: () => 'Nothing was found wrong.' };
  return { pass: false, message: () => findings.join('\n') };
}
