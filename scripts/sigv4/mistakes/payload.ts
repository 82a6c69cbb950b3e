import { hash } from 'node:crypto';
import { type Body, sha256Hex } from '../staged-signer/payload-stages';
import type { Stages } from '../staged-signer/staged-signer';
import { AWS_ANSWERS } from './aws-answers';
import type { Mistake } from './mistake';
import { SPECIFICATION } from './specification';

const common = {
  specification: SPECIFICATION.canonicalRequest,
  awsAnswers: AWS_ANSWERS.mismatch,
} as const;

const EMPTY_HASH = sha256Hex('');

/** Another text on the last line of the canonical request; the header keeps the hash. */
const onLastLine = (stages: Stages, rewrite: (hash: string) => string): Partial<Stages> => ({
  canonicalRequest: (parts) =>
    stages.canonicalRequest({ ...parts, payloadHash: rewrite(parts.payloadHash) }),
});

const onHash = (stages: Stages, rewrite: (hash: string) => string): Partial<Stages> => ({
  payloadHash: (body, mode) => rewrite(stages.payloadHash(body, mode)),
});

const onBody = (stages: Stages, rewrite: (body: Body) => Body): Partial<Stages> => ({
  bodyToHash: (...given) => rewrite(stages.bodyToHash(...given)),
});

const textOf = (body: Body) => (typeof body === 'string' ? body : Buffer.from(body).toString());
const bytesOf = (body: Body) => Buffer.from(body as string);

/** The text parsed and written again, as a JSON library writes it. */
function rewrittenJson(body: Body): Body {
  try {
    return JSON.stringify(JSON.parse(textOf(body)));
  } catch (error) {
    // Not JSON, so no JSON library would touch it.
    if (error instanceof SyntaxError) return body;
    throw error;
  }
}

/** Mistakes on the way from the body to the payload hash. */
export const PAYLOAD_MISTAKES: Mistake[] = [
  {
    ...common,
    id: 'payload-always-empty',
    title: 'The hash of an empty body is signed, whatever the body',
    why: 'The signature then says nothing about the body, and AWS, which hashes the body it got, finds another.',
    fix: 'Hash the body that is sent, byte for byte.',
    frequency: 4,
    hints: [
      'Do just the requests with a body fail? Have you seen e3b0c44298fc… before?',
      'The last line of the canonical request is the hash of the body ("Create a canonical request", HashedPayload).',
      'payloadHash = hex(sha256(body))',
    ],
    variants: [
      { name: 'in all places', replace: (stages) => onBody(stages, () => '') },
      {
        name: 'on the last line; x-amz-content-sha256 is right',
        replace: (stages) => onLastLine(stages, () => EMPTY_HASH),
      },
      {
        name: 'in x-amz-content-sha256; the last line is right',
        replace: (stages) => ({
          contentSha256: (payloadHash, signBody) =>
            stages.contentSha256(payloadHash, signBody) && EMPTY_HASH,
        }),
      },
      {
        name: 'for a GET',
        replace: (stages) => ({
          bodyToHash: (body, signBody, method) =>
            stages.bodyToHash(method === 'GET' ? '' : body, signBody, method),
        }),
      },
    ],
  },
  {
    ...common,
    id: 'payload-always-hashed',
    title: 'The body is hashed although it must not be signed',
    why: 'Where the options say that the body is not signed, the hash of an empty body stands for it.',
    fix: 'Take the empty body where signBody is false.',
    awsAnswers:
      'Accepted: API Gateway wants the body’s hash. The option not to sign it exists in the official suite and in some SDKs.',
    frequency: 3,
    hints: [
      'Which option do the failing cases with a body have in common?',
      'With signBody false the hash of the empty text is used (official suite, context.json: sign_body).',
      'payloadHash = hex(sha256(options.signBody ? body : ""))',
    ],
    variants: [{ name: 'always', replace: () => ({ bodyToHash: (body) => body }) }],
  },
  {
    ...common,
    id: 'payload-hash-uppercase',
    title: 'The payload’s hash is in capitals',
    why: 'Hashes are written in lower-case hex; the canonical request is hashed as text, so the case matters.',
    fix: 'Write the hash in lower-case hex.',
    frequency: 2,
    hints: [
      'Compare the last line of your canonical request letter by letter.',
      'HashedPayload is the lower-case base16 of the SHA-256 ("Create a canonical request", HashedPayload).',
      'payloadHash = lowerCase(hex(sha256(body)))',
    ],
    variants: [
      {
        name: 'in all places',
        replace: (stages) => onHash(stages, (text) => text.toUpperCase()),
      },
      {
        name: 'on the last line; x-amz-content-sha256 is right',
        replace: (stages) => onLastLine(stages, (text) => text.toUpperCase()),
      },
    ],
  },
  {
    ...common,
    id: 'payload-hash-base64',
    title: 'The payload’s hash is written in base64',
    why: 'Hashes are written in lower-case hex everywhere in Signature Version 4.',
    fix: 'Write the 32 bytes of the hash as 64 hex digits.',
    frequency: 2,
    hints: [
      'How many characters does the last line of your canonical request have? 64 are wanted.',
      'HashedPayload is the lower-case base16 of the SHA-256 ("Create a canonical request", HashedPayload).',
      'payloadHash = hex(sha256(body))',
    ],
    variants: [
      {
        name: 'base64',
        replace: () => ({ payloadHash: (body) => hash('sha256', body, 'base64') }),
      },
      {
        name: 'base64, on the last line only',
        replace: (stages) =>
          onLastLine(stages, (text) => Buffer.from(text, 'hex').toString('base64')),
      },
    ],
  },
  {
    ...common,
    id: 'payload-not-hashed',
    title: 'The body itself stands where its hash belongs',
    why: 'The last line of the canonical request is a hash of fixed length, of an empty body too.',
    fix: 'Hash the body, and write the hash as 64 hex digits.',
    frequency: 3,
    hints: [
      'What does the last line of your canonical request look like: text of the body, or 64 hex digits?',
      'HashedPayload is the lower-case base16 of the SHA-256 ("Create a canonical request", HashedPayload).',
      'payloadHash = hex(sha256(body))',
    ],
    variants: [
      { name: 'the body', replace: () => ({ payloadHash: textOf }) },
      {
        name: 'the body on the last line; x-amz-content-sha256 is right',
        replace: () => ({
          payloadHash: textOf,
          contentSha256: (body, signBody) => (signBody ? sha256Hex(body) : undefined),
        }),
      },
      {
        name: 'nothing for an empty body',
        replace: (stages) => ({
          payloadHash: (body, mode) => (body.length === 0 ? '' : stages.payloadHash(body, mode)),
        }),
      },
    ],
  },
  {
    ...common,
    id: 'payload-empty-as-braces',
    title: 'Something is hashed where there is no body, such as {} or ""',
    why: 'A serializer made {} of nothing; what is sent is empty, and so must be what is hashed.',
    fix: 'Hash the very bytes that are sent: none, for a GET.',
    frequency: 3,
    hints: [
      'What does your code hash when there is no body: nothing, or what a serializer made of nothing?',
      'The payload of a request without a body is the empty text ("Create a canonical request", HashedPayload).',
      'payloadHash = hex(sha256(body === undefined ? "" : body))',
    ],
    variants: ['{}', 'null', 'undefined', '""', ' '].map((text) => ({
      name: `${JSON.stringify(text)} hashed`,
      replace: (stages: Stages) => onBody(stages, (body) => (body.length === 0 ? text : body)),
    })),
  },
  {
    ...common,
    id: 'payload-unsigned-literal',
    title: 'UNSIGNED-PAYLOAD stands for the payload’s hash',
    why: 'Only S3 takes that word, and presigned URLs of S3 use it; for all others the hash is demanded.',
    fix: 'Put the hash of the body there; of the empty body for a GET.',
    frequency: 4,
    hints: [
      'Which service was the example made for that you followed?',
      'HashedPayload is the SHA-256 of the body; UNSIGNED-PAYLOAD is for S3 ("Create a canonical request", HashedPayload).',
      'payloadHash = hex(sha256(body))',
    ],
    variants: [
      { name: 'in both forms', replace: () => ({ payloadHash: () => 'UNSIGNED-PAYLOAD' }) },
      {
        name: 'in query form',
        replace: (stages) => ({
          payloadHash: (body, mode) =>
            mode === 'query' ? 'UNSIGNED-PAYLOAD' : stages.payloadHash(body, mode),
        }),
      },
    ],
  },
  {
    ...common,
    id: 'payload-other-bytes',
    title: 'The bytes that are hashed are not those that are sent',
    why: 'The hash is over bytes: decoding, re-encoding or serializing the body once more makes others of them.',
    fix: 'Make the bytes of the body once, hash them, and send them.',
    frequency: 3,
    hints: [
      'Where between hashing and sending could the body change: a charset, a serializer, a line ending?',
      'The hash is over the payload’s bytes as they are sent ("Create a canonical request", HashedPayload).',
      'bytes = utf8(body); payloadHash = hex(sha256(bytes)); send(bytes)',
    ],
    variants: [
      { name: 'bytes decoded as UTF-8 first', replace: (stages) => onBody(stages, textOf) },
      {
        name: 'text as Latin-1',
        replace: (stages) =>
          onBody(stages, (body) => (typeof body === 'string' ? Buffer.from(body, 'latin1') : body)),
      },
      {
        name: 'bytes read as Latin-1',
        replace: (stages) => onBody(stages, (body) => bytesOf(body).toString('latin1')),
      },
      {
        name: 'the text as a JSON string',
        replace: (stages) =>
          onBody(stages, (body) => (body.length === 0 ? body : JSON.stringify(textOf(body)))),
      },
      { name: 'JSON parsed and written again', replace: (stages) => onBody(stages, rewrittenJson) },
      {
        name: 'a body that is not text, as JSON',
        replace: (stages) =>
          onBody(stages, (body) => (typeof body === 'string' ? body : JSON.stringify(body))),
      },
      {
        name: 'base64 of a body that is not text',
        replace: (stages) =>
          onBody(stages, (body) =>
            typeof body === 'string' ? body : Buffer.from(body).toString('base64'),
          ),
      },
      { name: 'trimmed', replace: (stages) => onBody(stages, (body) => trimmed(body)) },
      {
        name: 'a newline at the end',
        replace: (stages) =>
          onBody(stages, (body) => Buffer.concat([bytesOf(body), Buffer.from('\n')])),
      },
    ],
  },
  {
    ...common,
    id: 'content-sha256-always-added',
    title: 'x-amz-content-sha256 is signed although it is not asked for',
    why: 'S3 demands that header, others do not; a header that is signed and not sent breaks the signature.',
    fix: 'Add x-amz-content-sha256 only where the body is signed.',
    awsAnswers:
      'Accepted if the header is sent as well; if it is signed and not sent, 403 InvalidSignatureException.',
    frequency: 3,
    hints: [
      'Which name stands in your SignedHeaders that was not asked for?',
      'x-amz-content-sha256 is required for S3 only ("Create a canonical request", CanonicalHeaders).',
      'if options.signBody: headers += ["x-amz-content-sha256", payloadHash]',
    ],
    variants: [
      {
        name: 'the hash of what is signed',
        replace: () => ({ contentSha256: (payloadHash) => payloadHash }),
      },
      {
        name: 'UNSIGNED-PAYLOAD where the body is not signed',
        replace: (stages) => ({
          contentSha256: (payloadHash, signBody) =>
            stages.contentSha256(payloadHash, signBody) ?? 'UNSIGNED-PAYLOAD',
        }),
      },
    ],
  },
  {
    ...common,
    id: 'content-sha256-not-signed',
    title: 'x-amz-content-sha256 is not signed where the body is',
    why: 'With the option to sign the body, its hash is also sent as a header, and every x-amz- header is signed.',
    fix: 'Add x-amz-content-sha256 before you build the canonical request.',
    awsAnswers: AWS_ANSWERS.accepted,
    frequency: 3,
    hints: [
      'Which header does a signed body bring along?',
      'All x-amz-* headers of the request are signed ("Create a canonical request", CanonicalHeaders).',
      'if options.signBody: headers += ["x-amz-content-sha256", payloadHash]; then build the canonical request',
    ],
    variants: [{ name: 'left out', replace: () => ({ contentSha256: () => undefined }) }],
  },
];

function trimmed(body: Body): Body {
  return typeof body === 'string' ? body.trim() : Buffer.from(textOf(body).trim());
}
