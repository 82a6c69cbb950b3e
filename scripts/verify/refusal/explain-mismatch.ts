import type { Explanation } from '../../sigv4/diagnosis/diagnose';
import { type Difference, placeOfDifference, shownLine } from '../../sigv4/first-difference';
import { explainRefusal, type RefusalExplanation } from '../../sigv4/refusal/explain-refusal';
import type { SignedRequest } from '../../sigv4/refusal/rebuilt-request';
import { type Stage, TITLES } from '../../sigv4/stages';
import type { NamedMistake, ReportBlock } from '../../terminal/report/report';
import { alignedTexts, LEARNER, type Signer } from './alignment';

/** What the caller computed itself, and of what. */
export interface OwnFigures {
  canonicalRequest: string;
  stringToSign: string;
  signature?: string;
  signed?: SignedRequest;
}

/** Why AWS computes another signature than the caller. */
export interface Mismatch {
  /** The mistake that gives the caller's figures to the byte; undefined where none is known. */
  mistake?: NamedMistake;
  /** Where the texts part; undefined where AWS's are the caller's. */
  difference?: Difference;
  /** What differs, or that nothing does; in detail, AWS's texts beside the caller's own. */
  evidence: ReportBlock[];
}

/**
 * Puts AWS's strings beside the caller's own, and names the mistake that gives the caller's.
 *
 * @param body of a refusal
 * @param signer how the caller is called
 * @returns undefined if the refusal does not contain AWS's strings
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
    mistake: explanation && naming(explanation),
    difference: explained.difference,
    evidence: evidence(explained, own, signer),
  };
}

function evidence(
  { server, difference }: RefusalExplanation,
  own: OwnFigures,
  signer: Signer,
): ReportBlock[] {
  if (!difference) return [{ kind: 'prose', text: sameTexts(signer) }];
  // The string to sign holds the canonical request's hash: it differs when that one does.
  const stage: Stage = difference.stage;
  const isCanonicalRequest = stage === 'canonical-request';
  const [aws, caller] = isCanonicalRequest
    ? [server.canonicalRequest, own.canonicalRequest]
    : [server.stringToSign, own.stringToSign];
  const same = `AWS computes the same ${TITLES['canonical-request']} ${signer.clause}.`;
  return [
    ...(isCanonicalRequest ? [] : [{ kind: 'prose', text: same } satisfies ReportBlock]),
    {
      kind: 'comparison',
      what: `${placeOfDifference(difference)} (expected is what AWS computes)`,
      expected: shownLine(difference.expected),
      actual: shownLine(difference.actual),
    },
    { kind: 'verbatim', lines: alignedTexts(stage, aws, caller, signer), isDetail: true },
  ];
}

function sameTexts({ clause }: Signer): string {
  return (
    `AWS computes the same canonical request and the same string to sign ${clause}. So it is the ` +
    'signing key or the signature: the secret key, AWS4 before it, bytes (not hex) between the ' +
    'HMACs, and the order date, region, service, aws4_request.'
  );
}

function naming({ title, why, fix }: Explanation): NamedMistake {
  return { name: title, why, fix };
}
