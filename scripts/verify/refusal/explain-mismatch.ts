import type { Explanation } from '../../sigv4/diagnosis/diagnose';
import { explainRefusal, type RefusalExplanation } from '../../sigv4/refusal/explain-refusal';
import type { SignedRequest } from '../../sigv4/refusal/rebuilt-request';
import { aligned, LEARNER, type Signer } from './alignment';

/** What the caller computed itself, and of what. */
export interface OwnFigures {
  canonicalRequest: string;
  stringToSign: string;
  signature?: string;
  signed?: SignedRequest;
}

/** Why AWS computes another signature than the caller; each part as lines. */
export interface Mismatch {
  /** The mistake that gives the caller's figures; none where it is not known. */
  mistake: string[];
  /** AWS's strings beside the caller's own, with the first difference marked. */
  comparison: string[];
}

/**
 * Puts AWS's strings beside the caller's own, and names the mistake that gives the caller's.
 *
 * @param body of a refusal
 * @param signer how the caller is called
 * @returns undefined when the refusal does not hold AWS's strings
 */
export function explainMismatch(
  body: string,
  { signed, ...own }: OwnFigures,
  signer: Signer = LEARNER,
): Mismatch | undefined {
  const explained = explainRefusal(body, { own, signed });
  if (!explained) return undefined;
  const [explanation] = explained.diagnosis?.explanations ?? [];
  return {
    mistake: explanation ? naming(explanation) : [],
    comparison: comparison(explained, own, signer),
  };
}

function comparison(
  { server, difference }: RefusalExplanation,
  own: OwnFigures,
  signer: Signer,
): string[] {
  const canonicalRequest = aligned(
    'canonical-request',
    server.canonicalRequest,
    own.canonicalRequest,
    signer,
  );
  // The string to sign holds the canonical request's hash: it differs when that one does.
  if (difference?.stage === 'canonical-request') return canonicalRequest;
  const both = [
    ...canonicalRequest,
    ...aligned('string-to-sign', server.stringToSign, own.stringToSign, signer),
  ];
  if (difference) return both;
  return [
    ...both,
    'So it is the signing key or the signature: the secret key, AWS4 before it, bytes (not hex)',
    'between the HMACs, and the order date, region, service, aws4_request.',
  ];
}

/** A mistake is only named when it gives the caller's figures to the byte. */
function naming({ title, why, fix }: Explanation): string[] {
  return [`The mistake: ${title}`, `  Why it is one: ${why}`, `  What to do: ${fix}`];
}
