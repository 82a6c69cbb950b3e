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
  canonicalRequestParts,
  type SentStage,
  type Stage,
  withPart,
} from '../sigv4/stages';
import type { Figures, Header, Mode, Vector } from '../sigv4/vectors';
import { calling } from './call';
import { CONTRIBUTIONS, type Contribution } from './contributions';
import { missingNames, orderOfHeaders } from './differences-in-words';
import { nameInError, remember } from './name-mistake';
import { conceal } from './secrets';

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
  /** The whole text of the stage: a part alone is in the correct rest of it. */
  actual: string;
}

/** What a signer computed on its way to what it sends, if known. */
export type Trace = Partial<Pick<Figures, 'canonicalRequest' | 'stringToSign'>>;

interface VectorMatchers<R> {
  /**
   * Compares the text that a function returns with a vector's figure, and shows the first difference.
   *
   * @param trace where the signature alone differs, the first of these that does is shown in its place
   */
  toMatchVector(vector: Vector, mode: Mode, aspect: Aspect, trace?: Trace): R;
}

interface TextMatchers<R> {
  /** Compares the text that a function returns, and shows the first difference, and what it was given. */
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

// Not before the end: all wrong texts of a check tell more than the first.
afterAll(nameInError);

expect.extend({ toMatchVector, toBeText, toBeBytes, toHaveNoFindings });

function toMatchVector(
  received: unknown,
  vector: Vector,
  mode: Mode,
  aspect: Aspect,
  trace: Trace = {},
) {
  const name = describeCase(vector, mode);
  const given = describeInput(vector, aspect);
  const actual = returned(received, [name, ...given]);
  if (typeof actual !== 'string') {
    return { pass: false, message: () => [name, notText(actual), ...given].join('\n') };
  }
  const { stage, text } = expectation(vector, mode, aspect);
  const missing = missingNames(stage, text, actual);
  if (missing.length > 0) return { pass: false, message: () => [name, ...missing].join('\n') };
  const whole = inContext(text, aspect, actual);
  const answer = aspect === 'payload-hash' ? withHash(text, actual) : whole;
  const compared = { vector, mode, stage, aspect, text: answer };
  const difference = differenceIn(aspect, firstDifference(stage, text, whole));
  if (!difference) {
    remember(compared);
    return { pass: true, message: () => `${name} matches.` };
  }
  const cause = causeIn(trace, vector, mode, difference);
  const shown = cause?.difference ?? difference;
  const mismatch: VectorMismatch = {
    vector: vector.name,
    mode,
    difference: shown,
    actual: cause?.text ?? answer,
  };
  const lines = [
    name,
    describeDifference(shown),
    ...orderOfHeaders(difference, text, whole),
    ...given,
  ];
  remember(
    cause ? { ...compared, stage: cause.difference.stage, text: cause.text } : compared,
    mismatch,
  );
  return { pass: false, message: () => conceal(lines.join('\n'), text), mismatch, expected: text };
}

/** What the learner's function returned; it is called here, so that an error shows its input. */
function returned(received: unknown, given: string[]): unknown {
  return typeof received === 'function' ? calling(received as () => unknown, given) : received;
}

/** What a difference in a signature, or in the names that it is over, comes of. */
const CONSEQUENCES = ['authorization', 'x-amz-signature', 'x-amz-signedheaders'];

/** The first stage on the way to a signature that is wrong by itself. */
function causeIn(trace: Trace, { figures }: Vector, mode: Mode, { part }: Difference) {
  if (!CONSEQUENCES.includes(part)) return undefined;
  const { canonicalRequest, stringToSign } = figures[mode];
  const stages = [
    ['canonical-request', canonicalRequest, trace.canonicalRequest],
    ['string-to-sign', stringToSign, trace.stringToSign],
  ] as const;
  for (const [stage, expected, text = expected] of stages) {
    const difference = firstDifference(stage, expected, text);
    if (difference) return { difference, text };
  }
  return undefined;
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
  const { method, path, query, headers, body } = request;
  const { timestamp, region, service, options } = context;
  const { normalizePath, signBody, signSessionToken } = options;
  const given = headers.map(([name, value]) => `"${name}: ${value}"`).join(', ');
  const signing = `signBody ${signBody}, signSessionToken ${signSessionToken}`;
  const scope = `timestamp "${timestamp}", region "${region}", service "${service}"`;
  const inputs: Record<Aspect, string> = {
    'uri-encode': `the decoded name and value of query "${query}"`,
    method: `method "${method}"`,
    'canonical-uri': `path "${path}", normalize ${normalizePath}`,
    'canonical-query': `query "${query}"`,
    'canonical-headers': `your headers to sign of ${given}`,
    'signed-headers': `your headers to sign of ${given}`,
    'headers-to-sign': `${given}, and what signing adds`,
    'payload-hash': `body ${describeBody(body)}, signBody ${signBody}`,
    'canonical-request': `path "${path}", query "${query}", normalizePath ${normalizePath}, signBody ${signBody}`,
    'credential-scope': scope,
    'string-to-sign': `the canonical request, and ${scope}`,
    signature: scope,
    'signed-headers-added': signing,
    'signed-query': signing,
  };
  return givenLine(inputs[aspect]);
}

/** A body as it can be shown: text, or bytes in hex. */
function describeBody(body: string | Uint8Array): string {
  return typeof body === 'string' ? `"${body}"` : `bytes ${Buffer.from(body).toString('hex')}`;
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

/** A part alone is shown where it is: in the correct rest of its stage. */
function inContext(expected: string, aspect: Aspect, actual: string): string {
  if (isContribution(aspect)) return CONTRIBUTIONS[aspect].put(expected, actual);
  return isPart(aspect) ? withPart(expected, aspect, actual) : actual;
}

/** The canonical request of a signer that hashes so: the header that tells the hash has it, too. */
function withHash(expected: string, hash: string): string {
  return expected.replaceAll(canonicalRequestParts(expected)['payload-hash'], () => hash);
}

function isPart(aspect: Aspect): aspect is CanonicalRequestPart {
  return CANONICAL_REQUEST_PARTS.some((part) => part === aspect);
}

function isContribution(aspect: Aspect): aspect is Contribution {
  return aspect in CONTRIBUTIONS;
}

/**
 * Added headers as text to compare: their order and the case of their names do not matter. What
 * follows from the others is last, so that the first difference is its cause.
 */
export function headerLines(headers: Header[]): string {
  const lines = headers.map(([name, value]) => `${name.toLowerCase()}:${value}`);
  return causesFirst(lines, 'authorization:');
}

/** Added parameters as text to compare: their order does not matter; the signature is last. */
export function parameterLines(query: string): string {
  return causesFirst(query.split('&'), 'X-Amz-Signature=');
}

function causesFirst(lines: string[], consequence: string): string {
  const isLast = (line: string) => Number(line.startsWith(consequence));
  return lines
    .toSorted()
    .toSorted((a, b) => isLast(a) - isLast(b))
    .join('\n');
}

function toBeText(received: unknown, expected: string, given?: string) {
  const actual = returned(received, givenLine(given));
  if (typeof actual !== 'string') {
    return { pass: false, message: () => [notText(actual), ...givenLine(given)].join('\n') };
  }
  const difference = describeTexts(expected, actual);
  const lines = [difference ?? 'The texts are equal.', ...givenLine(given)];
  return {
    pass: difference === undefined,
    message: () => conceal(lines.join('\n'), expected),
    expected,
  };
}

function toBeBytes(received: unknown, length: number) {
  const actual = returned(received, []);
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
  return { pass: false, message: () => conceal(findings.join('\n')) };
}
