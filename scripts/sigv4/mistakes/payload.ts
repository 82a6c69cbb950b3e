import { hash } from 'node:crypto';
import { type Body, sha256Hex, UNSIGNED_PAYLOAD } from '../staged-signer/payload-stages';
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
    title: 'The hash of an empty body is signed, even if there is a body',
    why: 'Then the signature does not cover the body. AWS hashes the body that it received, and gets another hash.',
    fix: 'Hash the body that is sent, byte for byte.',
    frequency: 4,
    hints: [
      'Do only the requests with a body fail? Have you seen e3b0c44298fc… before?',
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
      {
        name: 'where S3 has UNSIGNED-PAYLOAD',
        profile: 's3',
        replace: () => ({
          s3PayloadHash: (payloadHash, signBody, mode) =>
            signBody && mode === 'header' ? payloadHash : EMPTY_HASH,
        }),
      },
    ],
  },
  {
    ...common,
    id: 'payload-always-hashed',
    title: 'The body is hashed, but it must not be signed',
    why: 'If the options say that the body is not signed, the hash of an empty body is used.',
    fix: 'Use the empty body if signBody is false.',
    awsAnswers:
      'Accepted: API Gateway wants the body’s hash. The option not to sign it exists in the official suite and in some SDKs.',
    frequency: 3,
    hints: [
      'Which option do the failing cases with a body have in common?',
      'With signBody false the hash of the empty text is used (official suite, context.json: sign_body).',
      'payloadHash = hex(sha256(options.signBody ? body : ""))',
    ],
    variants: [
      { name: 'always', replace: () => ({ bodyToHash: (body) => body }) },
      {
        name: 'in presigned URLs of S3',
        profile: 's3',
        replace: () => ({
          s3PayloadHash: (payloadHash, signBody) => (signBody ? payloadHash : UNSIGNED_PAYLOAD),
        }),
      },
      {
        name: 'always, for S3 too',
        profile: 's3',
        replace: () => ({
          bodyToHash: (body) => body,
          s3PayloadHash: (payloadHash) => payloadHash,
        }),
      },
    ],
  },
  {
    ...common,
    id: 'payload-hash-uppercase',
    title: 'The payload’s hash is written in capital letters',
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
      'How many characters does the last line of your canonical request have? It must have 64.',
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
    title: 'The body itself is used instead of its hash',
    why: 'The last line of the canonical request is always a hash of fixed length, even for an empty body.',
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
    title: 'The request has no body, but something is hashed, such as {} or ""',
    why: 'A serializer turned a missing body into {}. The body that is sent is empty, so hash the empty text.',
    fix: 'Hash exactly the bytes that are sent: for a GET, none.',
    frequency: 3,
    hints: [
      'What does your code hash if there is no body: the empty text, or the output of a serializer?',
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
    title: 'UNSIGNED-PAYLOAD is used instead of the payload’s hash',
    why: 'Only S3 accepts that word, for example in presigned URLs. All other services require the hash.',
    fix: 'Use the hash of the body; for a GET, the hash of the empty body.',
    frequency: 4,
    hints: [
      'For which service was the example that you followed?',
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
    title: 'The hashed bytes are not the bytes that are sent',
    why: 'The hash is computed over bytes: decoding, re-encoding or serializing the body again gives other bytes.',
    fix: 'Create the bytes of the body once, hash them, and send them.',
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
    title: 'x-amz-content-sha256 is signed, but was not requested',
    why: 'S3 requires that header, other services do not. A header that is signed but not sent breaks the signature.',
    fix: 'Add x-amz-content-sha256 only if the body is signed.',
    awsAnswers:
      'Accepted if the header is sent as well; if it is signed and not sent, 403 InvalidSignatureException.',
    frequency: 3,
    hints: [
      'Which name in your SignedHeaders was not requested?',
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
    title: 'The body is signed, but x-amz-content-sha256 is not',
    why: 'If the body is signed, its hash is also sent as a header, and every x-amz- header is signed.',
    fix: 'Add x-amz-content-sha256 before you build the canonical request.',
    awsAnswers: AWS_ANSWERS.accepted,
    frequency: 3,
    hints: [
      'Which header must you add if the body is signed?',
      'All x-amz-* headers of the request are signed ("Create a canonical request", CanonicalHeaders).',
      'if options.signBody: headers += ["x-amz-content-sha256", payloadHash]; then build the canonical request',
    ],
    variants: [{ name: 'left out', replace: () => ({ contentSha256: () => undefined }) }],
  },
];

function trimmed(body: Body): Body {
  return typeof body === 'string' ? body.trim() : Buffer.from(textOf(body).trim());
}
