import { hmac } from '../../sigv4/staged-signer/key-stages';
import { TERMINATOR } from '../../sigv4/staged-signer/scope-stages';
import {
  addedQuery,
  authorizationHeader,
  type SigningInput,
  STAGES,
  type Stages,
  sign,
  signingKeyHex,
} from '../../sigv4/staged-signer/staged-signer';
import { uriEncode } from '../../sigv4/staged-signer/uri-encode';
import type { Header } from '../../sigv4/vectors';

/** What a signer makes of a request, stage by stage, as texts of one or more lines. */
export interface StageTexts {
  'canonical-request': string;
  'string-to-sign': string;
  /** 32 bytes, in hex. */
  'signing-key': string;
  /** Hex. */
  signature: string;
  /** What signing adds: header lines in header form, one parameter a line in query form. */
  sent: string;
}

export type SheetStage = keyof StageTexts;

/** The stages in the order in which they are computed. */
export const SHEET_STAGES: readonly SheetStage[] = [
  'canonical-request',
  'string-to-sign',
  'signing-key',
  'signature',
  'sent',
];

/** What a signer of these stages makes of a request. */
export function textsOf(stages: Stages, input: SigningInput): StageTexts {
  const signed = sign(stages, input);
  const { context, mode } = input;
  const sent =
    mode === 'query'
      ? parameterLines(addedQuery(stages, context, signed))
      : headerLines([
          ...addedHeaders(stages, input, signed.timestamp),
          ['Authorization', authorizationHeader(signed)],
        ]);
  return {
    'canonical-request': signed.canonicalRequest,
    'string-to-sign': signed.stringToSign,
    'signing-key': signingKeyHex(signed),
    signature: signed.signature,
    sent,
  };
}

/** The headers beside Authorization; a token that is not signed is sent all the same. */
function addedHeaders(stages: Stages, { request, context }: SigningInput, timestamp: string) {
  const { signBody } = context.options;
  return stages.addedHeaders({
    timestamp,
    token: context.credentials.sessionToken,
    contentSha256: stages.contentSha256(stages.payloadHash(request.body, 'header'), signBody),
  });
}

/** Headers as they are sent, a line each. */
export function headerLines(headers: readonly Header[]): string {
  return headers.map(([name, value]) => `${name}: ${value}`).join('\n');
}

/** A query string with each of its parameters on a line. */
export function parameterLines(query: string): string {
  return query.replaceAll('&', '\n');
}

/** One link of the chain from the secret key to the signing key. */
export interface KeyLink {
  /** The specification's name for what comes out. */
  name: string;
  /** The text that this HMAC takes in. */
  text: string;
  /** Hex. */
  key: string;
}

const LINK_NAMES = ['DateKey', 'DateRegionKey', 'DateRegionServiceKey', 'SigningKey'];

/** The chain of HMACs of a correct signer, link by link; the last one is the signing key. */
export function keyChain({ context }: SigningInput): KeyLink[] {
  const { credentials, timestamp, region, service } = context;
  const links: KeyLink[] = [];
  let key: string | Buffer = `AWS4${credentials.secretAccessKey}`;
  for (const [index, text] of [timestamp.slice(0, 8), region, service, TERMINATOR].entries()) {
    key = hmac(key, text);
    links.push({ name: LINK_NAMES[index] ?? '', text, key: key.toString('hex') });
  }
  return links;
}

/**
 * The request whose canonical form is signed: with all that signing adds before the signature.
 *
 * @returns the request itself with the added headers or parameters behind its own
 */
export function requestToSign(input: SigningInput): SigningInput['request'] {
  const { request, context, mode } = input;
  const { credentials, options } = context;
  const signed = sign(STAGES, input);
  const token = options.signSessionToken ? credentials.sessionToken : undefined;
  if (mode === 'header') {
    const contentSha256 = options.signBody ? STAGES.payloadHash(request.body, mode) : undefined;
    const added = STAGES.addedHeaders({ timestamp: signed.timestamp, token, contentSha256 });
    return { ...request, headers: [...request.headers, ...added] };
  }
  const added = STAGES.addedParameters({ ...signed, expiresIn: context.expiresIn, token }).map(
    ([name, value]) => `${name}=${uriEncode(value)}`,
  );
  const own = request.query === '' ? [] : [request.query];
  return { ...request, query: [...own, ...added].join('&') };
}
