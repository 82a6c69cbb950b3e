import type { Figures, Mode, VectorContext, VectorRequest } from '../vectors';
import { canonicalHeaders, HEADER_STAGES, type HeaderStages } from './header-stages';
import {
  contextOfKey,
  KEY_STAGES,
  type Key,
  type KeyStages,
  signatureText,
  signingKey,
} from './key-stages';
import { canonicalUri, PATH_STAGES, type PathStages } from './path-stages';
import { PAYLOAD_STAGES, type PayloadStages, payloadHash } from './payload-stages';
import { canonicalQuery, QUERY_STAGES, type QueryStages } from './query-stages';
import { SCOPE_STAGES, type ScopeStages, type ScopeValues } from './scope-stages';
import { uriEncode } from './uri-encode';

/** A signer, stage by stage: each one can be replaced by itself. */
export interface Stages
  extends PathStages,
    QueryStages,
    HeaderStages,
    PayloadStages,
    ScopeStages,
    KeyStages {}

/** The correct signer. */
export const STAGES: Stages = {
  ...PATH_STAGES,
  ...QUERY_STAGES,
  ...HEADER_STAGES,
  ...PAYLOAD_STAGES,
  ...SCOPE_STAGES,
  ...KEY_STAGES,
};

/** What is to be signed, and how. */
export interface SigningInput {
  request: VectorRequest;
  context: VectorContext;
  mode: Mode;
  /** The contexts that the same process signed before, in order: what a cache of keys remembers. */
  earlier?: VectorContext[];
  /** What the signer's clock showed, in the form of a timestamp; where it is not known, that is given. */
  clock?: string;
}

/** All that a signer computes on its way; each figure is computed when it is first read. */
export interface Signed extends Figures {
  /** As it is handed to the last HMAC: bytes, if nothing is wrong with it. */
  key: Key;
  algorithm: string;
  timestamp: string;
  /** Access key id and scope. */
  credential: string;
  signedHeaders: string;
}

/**
 * Signs a request with the given stages.
 *
 * @returns the figures, and what the Authorization header is made of
 */
export function sign(stages: Stages, input: SigningInput): Signed {
  const { context } = input;
  const algorithm = stages.algorithm();
  const values = scopeValues(stages, context, input);
  const { timestamp } = values;
  const scope = stages.scope(values).join('/');
  const credential = `${context.credentials.accessKeyId}/${scope}`;
  const canonical = once(() => canonicalOf(stages, input, { algorithm, credential, timestamp }));
  const stringToSign = once(() => {
    const canonicalRequestHash = stages.hashCanonicalRequest(canonical().canonicalRequest);
    return stages.stringToSign({ algorithm, timestamp, scope, canonicalRequestHash });
  });
  const key = once(() => keyOf(stages, input, values));
  const signature = once(() => signatureText(stages, key(), stringToSign()));
  return {
    algorithm,
    timestamp,
    credential,
    get signedHeaders() {
      return canonical().signedHeaders;
    },
    get canonicalRequest() {
      return canonical().canonicalRequest;
    },
    get stringToSign() {
      return stringToSign();
    },
    get key() {
      return key();
    },
    get signature() {
      return signature();
    },
  };
}

/** Computes a figure when it is first asked for. */
function once<T extends {}>(compute: () => T): () => T {
  let known: T | undefined;
  return () => {
    known ??= compute();
    return known;
  };
}

/** The canonical request, and the names of the headers in it. */
function canonicalOf(
  stages: Stages,
  { request, context, mode }: SigningInput,
  written: Pick<Signed, 'algorithm' | 'credential' | 'timestamp'>,
): Pick<Signed, 'canonicalRequest' | 'signedHeaders'> {
  const { options, profile } = context;
  const { signBody, normalizePath, sendContentHash = true } = options;
  const { timestamp } = written;
  const token = stages.tokenToSign(context, mode);
  const hash = payloadHash(stages, request, signBody, mode, profile);
  const contentSha256 = sendContentHash
    ? stages.contentSha256(hash, signBody || profile === 's3')
    : undefined;
  const headers = canonicalHeaders(
    stages,
    request,
    mode === 'header' ? stages.addedHeaders({ timestamp, token, contentSha256 }) : [],
  );
  const { signedHeaders } = headers;
  const expiresIn = stages.expiresIn(context);
  const canonicalRequest = stages.canonicalRequest({
    method: stages.method(request, mode),
    canonicalUri: canonicalUri(stages, request, normalizePath, profile),
    canonicalQuery: canonicalQuery(
      stages,
      request,
      mode === 'query'
        ? stages.addedParameters({ ...written, signedHeaders, expiresIn, token })
        : [],
    ),
    ...headers,
    payloadHash: hash,
  });
  return { canonicalRequest, signedHeaders };
}

function scopeValues(
  stages: Stages,
  context: VectorContext,
  { request, clock = context.timestamp, earlier = [] }: SigningInput,
): ScopeValues {
  const timestamp = stages.timestamp(stages.signingTime(context.timestamp, clock, earlier));
  return {
    timestamp,
    date: stages.scopeDate(timestamp, clock),
    region: stages.region(context, request),
    service: stages.service(context, request),
  };
}

/** @param own the values of the request's own scope */
function keyOf(stages: Stages, input: SigningInput, own: ScopeValues): Key {
  const { context, earlier = [] } = input;
  const keyContext = contextOfKey(stages, context, earlier);
  const values = keyContext === context ? own : scopeValues(stages, keyContext, input);
  return signingKey(stages, keyContext.credentials.secretAccessKey, values);
}

/** The signing key in lower-case hex; a key that was already text stays as it is. */
export function signingKeyHex({ key }: Signed): string {
  return typeof key === 'string' ? key : key.toString('hex');
}

/** The value of the Authorization header. */
export function authorizationHeader(signed: Signed): string {
  const { algorithm, credential, signedHeaders, signature } = signed;
  return `${algorithm} Credential=${credential}, SignedHeaders=${signedHeaders}, Signature=${signature}`;
}

/** What signing adds to the query string: the parameters, the token signed or not, the signature. */
export function addedQuery(stages: Stages, context: VectorContext, signed: Signed): string {
  const parameters: [name: string, value: string][] = stages.addedParameters({
    ...signed,
    expiresIn: stages.expiresIn(context),
    token: context.credentials.sessionToken,
  });
  return [...parameters, ['X-Amz-Signature', signed.signature]]
    .map(([name = '', value = '']) => `${name}=${uriEncode(value)}`)
    .join('&');
}
