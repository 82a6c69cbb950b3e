import { type Pasted, readPasted } from '../../inspect/pasted/read-pasted';
import { type Remark, remarksOn } from '../../inspect/pasted/remarks';
import { type SignedParts, signedPartsOf } from '../../inspect/pasted/signed-parts';
import { type ApiRefusal, REFUSALS } from '../../inspect/refusals';
import { type Diagnosis, diagnose, LIMITS } from '../../sigv4/diagnosis/diagnose';
import { rebuiltRequest } from '../../sigv4/refusal/rebuilt-request';
import { messageOf, type ServerFigures, serverFigures } from '../../sigv4/refusal/server-figures';
import { STAGES, sign } from '../../sigv4/staged-signer/staged-signer';
import { type Fields, fieldsOf, signingInputOf } from './fields';
import { fieldsOfSigned } from './signed-fields';

/** What can be said of a text that was pasted. */
export type ExplainedPaste = ExplainedAnswer | ExplainedRequest;

/** An answer of API Gateway, or its message. */
export interface ExplainedAnswer {
  kind: 'answer';
  message: string;
  /** Why API Gateway answers so; none where the text is not known. */
  refusals: ApiRefusal[];
  /** What AWS computed itself, where the answer says so. */
  server?: ServerFigures;
  /** The request that AWS's texts describe. */
  fields?: Fields;
}

/** A request that was pasted, or a part of it. */
export interface ExplainedRequest {
  kind: Exclude<Pasted['kind'], 'answer'>;
  /** Undefined where the request is not signed. */
  parts: SignedParts | undefined;
  remarks: Remark[];
  fields: Fields;
  /** With the secret key: whether the signature is right, and what is wrong with it. */
  check?: SignatureCheck;
}

/** A signature, checked with the secret key. */
export interface SignatureCheck {
  isRight: boolean;
  diagnosis: Diagnosis;
}

/**
 * Explains what somebody pasted.
 *
 * @param secretAccessKey with which the signature is checked; empty where it is not known
 * @param now the moment at which a request is sent
 */
export function explainPaste(text: string, secretAccessKey: string, now: Date): ExplainedPaste {
  const pasted = readPasted(text);
  if (pasted.kind === 'answer') return explainAnswer(text);
  const { kind, request } = pasted;
  const parts = signedPartsOf(request);
  const fields = { ...fieldsOfSigned(request, parts), secretAccessKey };
  return {
    kind,
    parts,
    remarks: parts ? remarksOn(request, parts, now) : [],
    fields,
    check: canBeChecked(pasted.kind, parts, secretAccessKey)
      ? checkSignature(fields, parts.signature)
      : undefined,
  };
}

function explainAnswer(text: string): ExplainedAnswer {
  const message = messageOf(text).trim();
  const server = serverFigures(text);
  return {
    kind: 'answer',
    message,
    refusals: REFUSALS.filter(({ words }) => message.includes(words)),
    server,
    fields: server && fieldsOf(rebuiltRequest(server)),
  };
}

/** Of an Authorization header alone the request is not known. */
function canBeChecked(
  kind: ExplainedRequest['kind'],
  parts: SignedParts | undefined,
  secretAccessKey: string,
): parts is SignedParts & { signature: string } {
  return (
    kind !== 'Authorization header' && parts?.signature !== undefined && secretAccessKey !== ''
  );
}

function checkSignature(fields: Fields, signature: string): SignatureCheck {
  const { mode, request, context } = signingInputOf(fields);
  const vector = { name: 'the pasted request', request, context };
  return {
    isRight: sign(STAGES, { ...vector, mode }).signature === signature,
    diagnosis: diagnose([{ vector, mode, answer: { signature } }], LIMITS.record),
  };
}
