import {
  type Difference,
  describeDifference,
  describeTexts,
  firstDifference,
  visible,
} from '../sigv4/first-difference';
import {
  CANONICAL_REQUEST_PARTS,
  type CanonicalRequestPart,
  type SentStage,
  type Stage,
  withPart,
} from '../sigv4/stages';
import type { Header, Mode, Vector } from '../sigv4/vectors';
import { CONTRIBUTIONS, type Contribution } from './contributions';
import { missingNames, orderOfHeaders } from './differences-in-words';
import { nameMistake, rememberPassed } from './name-mistake';

/** What a check compares with a vector: a stage, or what a function contributes to one. */
export type Aspect =
  | Exclude<Stage, SentStage | 'signing-key' | 'text'>
  | CanonicalRequestPart
  | Contribution;

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

interface TextMatchers<R> {
  /** Compares two texts, and shows the first difference, and what the function was given. */
  toBeText(expected: string, given?: string): R;
  /** Asks for so many raw bytes, and says what came instead. */
  toBeBytes(length: number): R;
}

interface FindingMatchers<R> {
  /** For the findings of an inspection: fails with each of them, in plain words. */
  toHaveNoFindings(): R;
}

declare global {
  namespace jest {
    interface Matchers<R> extends VectorMatchers<R>, TextMatchers<R>, FindingMatchers<R> {}
  }
}

expect.extend({ toMatchVector, toBeText, toBeBytes, toHaveNoFindings });

function toMatchVector(actual: unknown, vector: Vector, mode: Mode, aspect: Aspect) {
  if (typeof actual !== 'string') {
    return { pass: false, message: () => `${describeCase(vector, mode)}\n${notText(actual)}` };
  }
  const { stage, text } = expectation(vector, mode, aspect);
  const missing = missingNames(stage, text, actual);
  if (missing.length > 0) {
    return { pass: false, message: () => `${describeCase(vector, mode)}\n${missing.join('\n')}` };
  }
  const whole = inContext(text, aspect, actual);
  const difference = differenceIn(aspect, firstDifference(stage, text, whole));
  const compared = { vector, mode, stage, aspect, text: whole };
  if (!difference) {
    rememberPassed(compared);
    return { pass: true, message: () => `${describeCase(vector, mode)} matches.` };
  }
  const mismatch: VectorMismatch = { vector: vector.name, mode, difference, actual: whole };
  const given = describeInput(vector, aspect);
  const lines = [
    describeCase(vector, mode),
    describeDifference(difference),
    ...orderOfHeaders(difference, text, whole),
    ...given,
    ...nameMistake(compared),
  ];
  return { pass: false, message: () => lines.join('\n'), mismatch };
}

/** What a function contributes is its own affair: a difference in it is told under its name. */
function differenceIn(aspect: Aspect, difference: Difference | undefined): Difference | undefined {
  return difference && isContribution(aspect) ? { ...difference, part: aspect } : difference;
}

function notText(value: unknown): string {
  return `The function returned ${value === null ? 'null' : typeof value}; it must return text.`;
}

function describeCase({ name, note }: Vector, mode: Mode): string {
  return `${name}, ${mode} form${note ? `: ${note}` : ''}`;
}

/** What the function was given, as far as it explains the figure. */
function describeInput({ request, context }: Vector, aspect: Aspect): string[] {
  const { path, query, headers } = request;
  const { normalizePath, signBody, signSessionToken } = context.options;
  const inputs: Partial<Record<Aspect, string>> = {
    'uri-encode': `the decoded name and value of query "${query}"`,
    'canonical-uri': `path "${path}", normalize ${normalizePath}`,
    'canonical-query': `query "${query}"`,
    'headers-to-sign': `${headers.map(([name, value]) => `"${name}: ${value}"`).join(', ')}, and what signing adds`,
    'canonical-request': `path "${path}", query "${query}", normalizePath ${normalizePath}, signBody ${signBody}`,
    'signed-headers-added': `signBody ${signBody}, signSessionToken ${signSessionToken}`,
    'signed-query': `signBody ${signBody}, signSessionToken ${signSessionToken}`,
  };
  return givenLine(inputs[aspect]);
}

function givenLine(input?: string): string[] {
  return input === undefined ? [] : [`  given     ${visible(input)}`];
}

/** The whole text that a vector expects of the stage that the aspect belongs to. */
function expectation(vector: Vector, mode: Mode, aspect: Aspect): { stage: Stage; text: string } {
  const { canonicalRequest, stringToSign, signature } = vector.figures[mode];
  if (isPart(aspect)) return { stage: 'canonical-request', text: canonicalRequest };
  if (isContribution(aspect)) {
    const { stage } = CONTRIBUTIONS[aspect];
    return { stage, text: stage === 'string-to-sign' ? stringToSign : canonicalRequest };
  }
  const texts: Record<typeof aspect, string> = {
    'canonical-request': canonicalRequest,
    'string-to-sign': stringToSign,
    signature,
    'signed-headers-added': headerLines(vector.added.header),
    'signed-query': parameterLines(vector.added.query),
  };
  return { stage: aspect, text: texts[aspect] };
}

/** A part alone is shown where it stands: in the correct rest of its stage. */
function inContext(expected: string, aspect: Aspect, actual: string): string {
  if (isContribution(aspect)) return CONTRIBUTIONS[aspect].put(expected, actual);
  return isPart(aspect) ? withPart(expected, aspect, actual) : actual;
}

function isPart(aspect: Aspect): aspect is CanonicalRequestPart {
  return CANONICAL_REQUEST_PARTS.some((part) => part === aspect);
}

function isContribution(aspect: Aspect): aspect is Contribution {
  return aspect in CONTRIBUTIONS;
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

function toBeText(actual: unknown, expected: string, given?: string) {
  if (typeof actual !== 'string') return { pass: false, message: () => notText(actual) };
  const difference = describeTexts(expected, actual);
  const lines = [difference ?? 'The texts are equal.', ...givenLine(given)];
  return { pass: difference === undefined, message: () => lines.join('\n') };
}

function toBeBytes(actual: unknown, length: number) {
  if (!(actual instanceof Uint8Array)) {
    const form = typeof actual === 'string' ? `text of ${actual.length} characters` : typeof actual;
    const message = `The function returned ${form}; it must return the ${length} raw bytes.`;
    return { pass: false, message: () => message };
  }
  const message = `The function returned ${actual.length} bytes; ${length} were expected.`;
  return { pass: actual.length === length, message: () => message };
}

function toHaveNoFindings(findings: string[]) {
  if (findings.length === 0) return { pass: true, message: () => 'Nothing was found wrong.' };
  return { pass: false, message: () => findings.join('\n') };
}
