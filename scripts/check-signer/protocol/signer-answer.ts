import { isRecord } from '../../files/json';
import type { GivenFigures } from '../../sigv4/diagnosis/answered-case';
import { figuresInAuthorization, figuresInUrl } from '../../sigv4/diagnosis/sent-figures';
import { visible } from '../../sigv4/first-difference';
import type { VectorRequest } from '../../sigv4/vectors';
import { type BreakKind, ProtocolBreak } from './protocol-break';
import { readSent, type SentMembers, typeName } from './sent-request';

/** What a signer answers: one object a line on its standard output. */
export interface SignerAnswer {
  /** That of the input. A module may leave it out. */
  id?: number;
  signature?: string;
  canonicalRequest?: string;
  stringToSign?: string;
  /** Hex. */
  signingKey?: string;
  /** The value of the Authorization header; the signature, scope and signed headers are read out of it. */
  authorization?: string;
  /** The presigned URL; the same is read out of it, and the timestamp. */
  url?: string;
  /** What is really sent, where that is not what the case says: the signature is judged by it. */
  sent?: SentMembers;
  /** Why signing failed. */
  error?: string;
  /** Why the signer does not support this case. */
  skip?: string;
}

/** What an answer says. */
export type Outcome =
  | { kind: 'signed'; figures: SignedFigures; sent?: Partial<VectorRequest> }
  | { kind: 'error'; message: string }
  | { kind: 'skip'; reason: string };

/** What the signer computed: the signature, and what else it tells. */
export interface SignedFigures extends GivenFigures {
  signature: string;
}

const TEXTS = [
  'signature',
  'canonicalRequest',
  'stringToSign',
  'signingKey',
  'authorization',
  'url',
  'error',
  'skip',
] as const;

type Texts = Partial<Record<(typeof TEXTS)[number], string>>;

const SHOWN_CHARACTERS = 100;
const EXAMPLE = 'An answer is an object such as {"id":1,"signature":"…"}.';

/**
 * Reads a line that a signer printed.
 *
 * @throws ProtocolBreak if it is not an answer
 */
export function readAnswer(line: string): { id: number; outcome: Outcome } {
  const answer = parseObject(line);
  const id = idOf(answer, line);
  return { id, outcome: outcomeOf(textsOf(answer, id), sentOf(answer, id), line) };
}

function parseObject(line: string): Record<string, unknown> {
  const value = parse(line);
  if (isRecord(value)) return value;
  throw broken(
    'not-an-object',
    `It printed JSON that is not an object: ${shortened(line)}`,
    EXAMPLE,
  );
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    const advice = 'Standard output is for answers alone: print all else to standard error.';
    throw broken('not-json', `It printed a line that is not JSON: ${shortened(line)}`, advice);
  }
}

function idOf({ id }: Record<string, unknown>, line: string): number {
  const advice = 'Copy the id of the input, a number, into its answer.';
  if (id === undefined)
    throw broken('no-id', `It gave an answer without id: ${shortened(line)}`, advice);
  if (typeof id === 'number') return id;
  throw broken('wrong-type', `The id of its answer is ${typeName(id)}: ${shortened(line)}`, advice);
}

/** A member that is null counts as left out: some languages write all members of a class. */
function textsOf(answer: Record<string, unknown>, id: number): Texts {
  const texts: Texts = {};
  for (const name of TEXTS) {
    const value = answer[name] ?? undefined;
    if (value !== undefined && typeof value !== 'string') {
      const what = `In its answer, ${name} is ${typeName(value)}, not text: ${shownValue(value)}`;
      throw broken('wrong-type', what, EXAMPLE, id);
    }
    texts[name] = value;
  }
  return texts;
}

function outcomeOf(texts: Texts, sent: Partial<VectorRequest> | undefined, line: string): Outcome {
  if (texts.error !== undefined) return { kind: 'error', message: texts.error };
  if (texts.skip !== undefined) return { kind: 'skip', reason: texts.skip };
  const read = readFigures(texts);
  const signature = texts.signature ?? read.signature;
  if (!signature) {
    const advice =
      'Give it as signature, in authorization (Signature=…) or in url (X-Amz-Signature=…); ' +
      'or give error or skip, with the reason.';
    return {
      kind: 'error',
      message: `Its answer holds no signature: ${shortened(line)}\n${advice}`,
    };
  }
  const { canonicalRequest, stringToSign } = texts;
  const signingKey = lowerCaseHex(texts.signingKey);
  return {
    kind: 'signed',
    figures: { ...read, signature, canonicalRequest, stringToSign, signingKey },
    sent,
  };
}

function sentOf({ sent }: Record<string, unknown>, id: number): Partial<VectorRequest> | undefined {
  try {
    return readSent(sent);
  } catch (error) {
    const what = `In its answer, ${(error as Error).message}: ${shownValue(sent)}`;
    throw broken('wrong-type', what, 'It is a request, as the input has it.', id);
  }
}

/** What can be read out of what is sent. */
function readFigures({ authorization, url = '' }: Texts): GivenFigures {
  return authorization === undefined ? figuresInUrl(url) : figuresInAuthorization(authorization);
}

/** The key is bytes: hex in capitals says the same. */
function lowerCaseHex(key: string | undefined): string | undefined {
  return key && /^[0-9a-f]+$/i.test(key) ? key.toLowerCase() : key;
}

function broken(kind: BreakKind, what: string, advice: string, id?: number): ProtocolBreak {
  return new ProtocolBreak(kind, `${what}\n${advice}`, id);
}

/** JSON.parse reads lists within lists that are too deep for JSON.stringify. */
function shownValue(value: unknown): string {
  try {
    return shortened(JSON.stringify(value));
  } catch (error) {
    if (error instanceof RangeError) return '…';
    throw error;
  }
}

function shortened(text: string): string {
  const characters = [...visible(text)];
  if (characters.length <= SHOWN_CHARACTERS) return characters.join('');
  return `${characters.slice(0, SHOWN_CHARACTERS).join('')}… (${text.length} characters)`;
}
