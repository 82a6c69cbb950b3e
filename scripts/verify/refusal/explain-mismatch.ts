import type { Explanation } from '../../sigv4/diagnosis/diagnose';
import { explainRefusal, type RefusalExplanation } from '../../sigv4/refusal/explain-refusal';
import type { SignedRequest } from '../../sigv4/refusal/rebuilt-request';
import { aligned } from './alignment';

/** What the caller computed itself, and of what. */
export interface OwnFigures {
  canonicalRequest: string;
  stringToSign: string;
  signature?: string;
  signed?: SignedRequest;
}

/**
 * Puts AWS's strings beside the caller's own, marks the first difference, and names the mistake
 * that gives the caller's, if it is known.
 *
 * @param body of a refusal
 * @returns lines; none when the refusal does not hold AWS's strings
 */
export function explainMismatch(body: string, { signed, ...own }: OwnFigures): string[] {
  const explained = explainRefusal(body, { own, ...(signed && { signed }) });
  if (!explained) return [];
  const [explanation] = explained.diagnosis?.explanations ?? [];
  return [...comparison(explained, own), ...(explanation ? ['', ...naming(explanation)] : [])];
}

function comparison({ server, difference }: RefusalExplanation, own: OwnFigures): string[] {
  const canonicalRequest = aligned(
    'canonical-request',
    server.canonicalRequest,
    own.canonicalRequest,
  );
  // The string to sign holds the canonical request's hash: it differs when that one does.
  if (difference?.stage === 'canonical-request') return canonicalRequest;
  const both = [
    ...canonicalRequest,
    ...aligned('string-to-sign', server.stringToSign, own.stringToSign),
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
