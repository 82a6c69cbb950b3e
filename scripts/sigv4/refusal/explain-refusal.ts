import type { GivenFigures } from '../diagnosis/answered-case';
import { type Diagnosis, diagnose, LIMITS } from '../diagnosis/diagnose';
import { type Difference, firstDifference } from '../first-difference';
import { sha256Hex } from '../staged-signer/payload-stages';
import { STAGES, sign } from '../staged-signer/staged-signer';
import { canonicalRequestParts } from '../stages';
import { rebuiltRequest, type SignedRequest } from './rebuilt-request';
import { type ServerFigures, serverFigures } from './server-figures';

/** What is known of the request that was refused; the more, the surer is the diagnosis. */
export interface RefusedRequest {
  /** What the caller's signer computed. */
  own?: GivenFigures;
  /** What it signed. Without it the request is rebuilt from AWS's texts, as far as they go. */
  signed?: SignedRequest;
}

export interface RefusalExplanation {
  /** AWS's texts. */
  server: ServerFigures;
  /**
   * Where the caller's texts first differ from AWS's; undefined if they are equal (then key or signature
   * is wrong), or if the caller's are not known.
   */
  difference: Difference | undefined;
  /** The caller's mistakes; undefined if nothing of the caller's is known, or the request cannot be rebuilt. */
  diagnosis: Diagnosis | undefined;
}

const EMPTY_PAYLOAD_HASH = sha256Hex('');

/**
 * Explains a refusal for a wrong signature in which AWS shows the texts that it computed itself.
 *
 * @param text the body of the 403, or its message
 * @returns undefined where the text does not contain AWS's texts: then there is nothing to compare
 */
export function explainRefusal(
  text: string,
  refused: RefusedRequest = {},
): RefusalExplanation | undefined {
  const server = serverFigures(text);
  if (!server) return undefined;
  const { own = {} } = refused;
  return {
    server,
    difference: differenceFrom(server, own),
    diagnosis: diagnosisOf(server, own, refused.signed),
  };
}

function differenceFrom(server: ServerFigures, own: GivenFigures): Difference | undefined {
  const { canonicalRequest = server.canonicalRequest, stringToSign = server.stringToSign } = own;
  return (
    firstDifference('canonical-request', server.canonicalRequest, canonicalRequest) ??
    firstDifference('string-to-sign', server.stringToSign, stringToSign)
  );
}

function diagnosisOf(
  server: ServerFigures,
  own: GivenFigures,
  signed: SignedRequest | undefined,
): Diagnosis | undefined {
  if (Object.keys(own).length === 0) return undefined;
  if (signed && isWhatAwsSaw(signed, server)) return diagnoseOne(signed, own);
  // Without the secret key nothing can be said about key and signature.
  const { canonicalRequest, stringToSign } = own;
  if (canonicalRequest === undefined && stringToSign === undefined) return undefined;
  const [serverTexts, ownTexts] = withoutEqualPayload(server, { canonicalRequest, stringToSign });
  const rebuilt = rebuiltRequest(serverTexts);
  return isWhatAwsSaw(rebuilt, serverTexts) ? diagnoseOne(rebuilt, ownTexts) : undefined;
}

function diagnoseOne({ mode, ...request }: SignedRequest, answer: GivenFigures): Diagnosis {
  return diagnose(
    [{ vector: { name: 'the refused request', ...request }, mode, answer }],
    LIMITS.refusal,
  );
}

/** Whether a correct signer makes AWS's texts of the request. */
function isWhatAwsSaw(signed: SignedRequest, server: ServerFigures): boolean {
  const { canonicalRequest, stringToSign } = sign(STAGES, signed);
  return canonicalRequest === server.canonicalRequest && stringToSign === server.stringToSign;
}

/**
 * The body is not in AWS's texts. Where both sides have the same hash of it, that of an empty body
 * can replace it.
 */
function withoutEqualPayload(
  server: ServerFigures,
  own: GivenFigures,
): [ServerFigures, GivenFigures] {
  const { canonicalRequest, stringToSign } = own;
  const payloadHash = canonicalRequestParts(server.canonicalRequest)['payload-hash'];
  if (!canonicalRequest?.endsWith(`\n${payloadHash}`)) return [server, own];
  const serverRequest = withEmptyPayload(server.canonicalRequest, payloadHash);
  const ownRequest = withEmptyPayload(canonicalRequest, payloadHash);
  const hashReplaced = (text: string, before: string, after: string) =>
    text.replace(sha256Hex(before), sha256Hex(after));
  return [
    {
      canonicalRequest: serverRequest,
      stringToSign: hashReplaced(server.stringToSign, server.canonicalRequest, serverRequest),
    },
    {
      canonicalRequest: ownRequest,
      stringToSign: stringToSign && hashReplaced(stringToSign, canonicalRequest, ownRequest),
    },
  ];
}

function withEmptyPayload(canonicalRequest: string, payloadHash: string): string {
  return canonicalRequest.slice(0, -payloadHash.length) + EMPTY_PAYLOAD_HASH;
}
