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

/** All that a signer computes on its way. */
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
  const { request, context, mode } = input;
  const algorithm = stages.algorithm();
  const values = scopeValues(stages, context, input);
  const scope = stages.scope(values).join('/');
  const credential = `${context.credentials.accessKeyId}/${scope}`;
  const token = stages.tokenToSign(context, mode);

  const { options, profile } = context;
  const { signBody, normalizePath } = options;
  const hash = payloadHash(stages, request, signBody, mode, profile);
  const contentSha256 = stages.contentSha256(hash, signBody || profile === 's3');
  const { timestamp } = values;
  const headers = canonicalHeaders(
    stages,
    request,
    mode === 'header' ? stages.addedHeaders({ timestamp, token, contentSha256 }) : [],
  );
  const { signedHeaders } = headers;
  const expiresIn = stages.expiresIn(context);
  const parameters =
    mode === 'query'
      ? stages.addedParameters({
          algorithm,
          credential,
          timestamp,
          signedHeaders,
          expiresIn,
          token,
        })
      : [];
  const canonicalRequest = stages.canonicalRequest({
    method: stages.method(request, mode),
    canonicalUri: canonicalUri(stages, request, normalizePath, profile),
    canonicalQuery: canonicalQuery(stages, request, parameters),
    ...headers,
    payloadHash: hash,
  });
  const stringToSign = stages.stringToSign({
    algorithm,
    timestamp,
    scope,
    canonicalRequestHash: stages.hashCanonicalRequest(canonicalRequest),
  });
  const key = keyOf(stages, input);
  const signature = signatureText(stages, key, stringToSign);
  return {
    canonicalRequest,
    stringToSign,
    signature,
    key,
    algorithm,
    timestamp,
    credential,
    signedHeaders,
  };
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

function keyOf(stages: Stages, input: SigningInput): Key {
  const { context, earlier = [] } = input;
  const keyContext = contextOfKey(stages, context, earlier);
  const values = scopeValues(stages, keyContext, input);
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
