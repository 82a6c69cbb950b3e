import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../files/root';

export type Header = [name: string, value: string];

/** The request as it is to be sent, before it is signed. */
export interface VectorRequest {
  method: string;
  /** As in the request line, up to the `?`. */
  path: string;
  /** As in the request line, without the `?`. */
  query: string;
  /** In order, with duplicates; a folded header keeps its newline. */
  headers: Header[];
  body: string | Uint8Array;
}

/** A service whose rules differ from those of all others. */
export type Profile = 's3';

/** What a caller asks a signer to do, or not. */
export interface SigningOptions {
  normalizePath: boolean;
  signBody: boolean;
  signSessionToken: boolean;
  /** False where x-amz-content-sha256 is known not to be sent: no service but S3 asks for it. */
  sendContentHash?: boolean;
}

/** Everything else that the signature depends on. */
export interface VectorContext {
  credentials: { accessKeyId: string; secretAccessKey: string; sessionToken?: string };
  region: string;
  service: string;
  /** ISO 8601 basic: `20150830T123600Z`. */
  timestamp: string;
  /** In seconds; matters in query form only. */
  expiresIn: number;
  options: SigningOptions;
  /** Absent where the rules of all services apply. */
  profile?: Profile;
}

/** Where the signature is: in the Authorization header or in the query string. */
export type Mode = 'header' | 'query';

export const MODES: readonly Mode[] = ['header', 'query'];

/** What a correct signer computes, stage by stage. */
export interface Figures {
  canonicalRequest: string;
  stringToSign: string;
  /** Hex, lower case. */
  signature: string;
}

export type Suite = 'official' | 'extended' | 's3';

export interface Vector {
  name: string;
  suite: Suite;
  /** What the vector is about: `path`, `query`, `headers`, … */
  group: string;
  /** Why the vector exists, in a sentence. */
  note?: string;
  request: VectorRequest;
  context: VectorContext;
  /** What signing adds: headers in header form, a query string in query form. */
  added: { header: Header[]; query: string };
  figures: Record<Mode, Figures>;
  /** The signers that agree, by name and version; the official suite needs none. */
  agreedBy?: string[];
}

/** A case on which maintained signers differ. It is shown, and fails nobody. */
export interface ContestedVector {
  name: string;
  note: string;
  request: VectorRequest;
  context: VectorContext;
  /** Signatures by signer and version. */
  answers: Record<string, Partial<Record<Mode, string>>>;
}

/** All 38 cases of the official suite, simplest first. */
export function officialVectors(): Vector[] {
  return readSuiteFile('official');
}

/** What the official suite misses, simplest first; those of the group `key-cache` are a sequence. */
export function extendedVectors(): Vector[] {
  return readSuiteFile('extended');
}

/** What S3 does differently from all other services, simplest first. */
export function s3Vectors(): Vector[] {
  return readSuiteFile('s3');
}

/** The vectors of the official and the extended suite: the official ones first. */
export function allVectors(): Vector[] {
  return [...officialVectors(), ...extendedVectors()];
}

/** The cases on which maintained signers differ. */
export function contestedVectors(): ContestedVector[] {
  const { defaults, cases } = readJson<ContestedFile>('contested.json');
  return cases.map((stored) => ({
    ...stored,
    request: storedRequest(stored.request),
    context: storedContext(defaults, stored.context),
  }));
}

/** The vector of that name. @throws Error if there is none */
export function vectorNamed(name: string): Vector {
  const found = allVectors().find((vector) => vector.name === name);
  if (!found) throw new Error(`There is no vector named "${name}" in fixtures/sigv4.`);
  return found;
}

/**
 * The request with what signing adds before the signature is computed: the very request whose
 * canonical form is signed.
 */
export function requestToSign(
  vector: Pick<Vector, 'request' | 'context' | 'added'>,
  mode: Mode,
): VectorRequest {
  const unsigned = vector.context.options.signSessionToken ? '' : 'x-amz-security-token';
  if (mode === 'header') {
    const added = vector.added.header.filter(
      ([name]) => !['authorization', unsigned].includes(name.toLowerCase()),
    );
    return { ...vector.request, headers: [...vector.request.headers, ...added] };
  }
  const added = vector.added.query.split('&').filter((parameter) => {
    const name = parameter.slice(0, parameter.indexOf('=')).toLowerCase();
    return ![unsigned, 'x-amz-signature'].includes(name);
  });
  return {
    ...vector.request,
    query: [vector.request.query, ...added].filter((part) => part !== '').join('&'),
  };
}

// The form on disk: text of several lines as a list of lines, a context as what differs from the
// file's defaults, a body that is not UTF-8 as base64.

export interface StoredRequest extends Omit<VectorRequest, 'body'> {
  body?: string;
  bodyBase64?: string;
}

export type StoredContext = Partial<Omit<VectorContext, 'options'>> & {
  options?: Partial<VectorContext['options']>;
};

interface StoredFigures {
  canonicalRequest: string[];
  stringToSign: string[];
  signature: string;
}

/** A vector as in fixtures/sigv4. */
export interface StoredVector {
  name: string;
  group: string;
  note?: string;
  request: StoredRequest;
  context?: StoredContext;
  agreedBy?: string[];
  header: StoredFigures & { adds: Header[] };
  query: StoredFigures & { adds: string };
}

/** A file of fixtures/sigv4. */
export interface SuiteFile {
  about: Record<string, string>;
  defaults: VectorContext;
  cases: StoredVector[];
}

/** fixtures/sigv4/contested.json. */
export interface ContestedFile {
  about: Record<string, string>;
  defaults: VectorContext;
  cases: StoredContested[];
}

/** A contested case as it is there. */
export interface StoredContested {
  name: string;
  note: string;
  request: StoredRequest;
  context?: StoredContext;
  answers: ContestedVector['answers'];
}

const suites = new Map<Suite, readonly Vector[]>();

/** Reads a suite once: what is remembered of a vector is found again by it. */
function readSuiteFile(suite: Suite): Vector[] {
  const known = suites.get(suite);
  if (known) return [...known];
  const { defaults, cases } = readJson<SuiteFile>(`${suite}.json`);
  const vectors = cases.map((stored) => fromStored(stored, suite, defaults));
  suites.set(suite, vectors);
  return [...vectors];
}

function readJson<T>(name: string): T {
  return JSON.parse(readFileSync(path.join(ROOT, 'fixtures/sigv4', name), 'utf8'));
}

/** A vector from its form on disk. */
export function fromStored(stored: StoredVector, suite: Suite, defaults: VectorContext): Vector {
  return {
    name: stored.name,
    suite,
    group: stored.group,
    note: stored.note,
    request: storedRequest(stored.request),
    context: storedContext(defaults, stored.context),
    added: { header: stored.header.adds, query: stored.query.adds },
    figures: { header: storedFigures(stored.header), query: storedFigures(stored.query) },
    agreedBy: stored.agreedBy,
  };
}

export function storedRequest({ bodyBase64, body, ...request }: StoredRequest): VectorRequest {
  return { ...request, body: bodyBase64 ? Buffer.from(bodyBase64, 'base64') : (body ?? '') };
}

export function storedContext(defaults: VectorContext, own: StoredContext = {}): VectorContext {
  return { ...defaults, ...own, options: { ...defaults.options, ...own.options } };
}

function storedFigures({ canonicalRequest, stringToSign, signature }: StoredFigures): Figures {
  return {
    canonicalRequest: canonicalRequest.join('\n'),
    stringToSign: stringToSign.join('\n'),
    signature,
  };
}
