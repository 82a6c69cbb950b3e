import { UNSIGNABLE_HEADERS } from '../../sigv4/staged-signer/header-stages';
import { sha256Hex, UNSIGNED_PAYLOAD } from '../../sigv4/staged-signer/payload-stages';
import { type Signed, STAGES, type Stages, sign } from '../../sigv4/staged-signer/staged-signer';
import type { Header } from '../../sigv4/vectors';
import type { RequestToJudge } from './sent-request';

/** A signature that AWS accepts for a request. */
export interface RightSignature {
  signed: Signed;
  /** In what the signing differs from what was asked. */
  sends: string[];
}

/** Something that AWS leaves to the signer. */
interface Choice {
  stages: Partial<Stages>;
  sends: string[];
}

const AS_ASKED: Choice = { stages: {}, sends: [] };

/**
 * The signatures that AWS accepts for a request: first the one that was asked for, then those of a
 * signer that makes use of its freedom. It may sign the body or the session token where the case
 * asks it not to, leave x-amz-content-sha256 out (but not at S3, where it may leave the body
 * unsigned), and choose the headers that it signs, as long as Host and all x-amz- headers are among
 * them.
 *
 * @param signedHeaders those that the signer says it signs, joined by semicolons
 */
export function rightSignatures(judged: RequestToJudge, signedHeaders?: string): RightSignature[] {
  const headers = choiceOfHeaders(judged, signedHeaders);
  return choicesOfPayload(judged).flatMap((payload) =>
    choicesOfToken(judged).flatMap((token) =>
      choicesOfContentHash(judged).map((contentHash) => {
        const choices = [payload, token, contentHash, headers];
        const stages = Object.assign({}, STAGES, ...choices.map((choice) => choice.stages));
        return { signed: sign(stages, judged), sends: choices.flatMap((choice) => choice.sends) };
      }),
    ),
  );
}

function choicesOfPayload(judged: RequestToJudge): Choice[] {
  const { request, context } = judged;
  if (context.service === 's3') return choicesOfS3Payload(judged);
  if (context.options.signBody || request.body.length === 0) return [AS_ASKED];
  const hash = sha256Hex(request.body);
  return [AS_ASKED, { stages: { payloadHash: () => hash }, sends: ['body signed'] }];
}

/** In header form the body is signed or not, as x-amz-content-sha256 says. */
function choicesOfS3Payload({ request, context, mode }: RequestToJudge): Choice[] {
  const { body, headers } = request;
  const { signBody } = context.options;
  const hash = sha256Hex(body);
  const choices = [AS_ASKED];
  if (mode === 'header') {
    const stages = withPayload(signBody ? UNSIGNED_PAYLOAD : hash);
    choices.push({ stages, sends: [signBody ? 'body not signed' : 'body signed'] });
  }
  const [, told] = headers.find(([name]) => name.toLowerCase() === CONTENT_HASH) ?? [];
  if (told === hash || told === UNSIGNED_PAYLOAD) {
    choices.push({ stages: { ...withPayload(told), contentSha256: () => undefined }, sends: [] });
  }
  return choices;
}

function withPayload(text: string): Partial<Stages> {
  return { payloadHash: () => text, s3PayloadHash: () => text };
}

function choicesOfToken({ context: { credentials, options } }: RequestToJudge): Choice[] {
  const { sessionToken } = credentials;
  if (sessionToken === undefined || options.signSessionToken) return [AS_ASKED];
  return [
    AS_ASKED,
    { stages: { tokenToSign: () => sessionToken }, sends: ['session token signed'] },
  ];
}

const CONTENT_HASH = 'x-amz-content-sha256';

function choicesOfContentHash({ context, mode }: RequestToJudge): Choice[] {
  const { options, profile } = context;
  if (!options.signBody || mode === 'query' || profile === 's3') return [AS_ASKED];
  const leftOut = { contentSha256: () => undefined };
  return [AS_ASKED, { stages: leftOut, sends: [`header ${CONTENT_HASH} left out`] }];
}

function choiceOfHeaders({ request }: RequestToJudge, signedHeaders?: string): Choice {
  if (signedHeaders === undefined) return AS_ASKED;
  const names = new Set(signedHeaders.split(';'));
  const isNamed = ([name]: Header) => names.has(name.toLowerCase());
  const mustBeSigned = ([name]: Header) => /^(host$|x-amz-)/i.test(name);
  const unsigned = STAGES.headersToSign(request.headers).filter((header) => !isNamed(header));
  const odd = UNSIGNABLE_HEADERS.filter((name) => names.has(name));
  return {
    stages: {
      headersToSign: (headers) =>
        headers.every((header) => isNamed(header) || !mustBeSigned(header))
          ? headers.filter(isNamed)
          : STAGES.headersToSign(headers),
    },
    sends: [
      ...new Set(unsigned.map(([name]) => `header ${name.toLowerCase()} not signed`)),
      ...odd.map((name) => `header ${name} signed`),
    ],
  };
}
