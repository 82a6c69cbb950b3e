import type { Session } from '../../aws/session';
import { inspectAnswer } from '../../inspect/refusals';
import type { ApiAnswer } from '../signing/call-api';
import { aligned } from './alignment';
import { explainRecord } from './explain-record';

/** What the caller computed itself. */
export interface OwnFigures {
  canonicalRequest: string;
  stringToSign: string;
}

/**
 * Why an answer is not the hello function's: cause and remedy, on a mismatch AWS's strings beside
 * the caller's own, and on local AWS what its record says.
 *
 * @param own where the caller's figures are known
 * @returns lines
 */
export async function explainAnswer(
  { records }: Session,
  answer: ApiAnswer,
  own?: OwnFigures,
): Promise<string[]> {
  const record = answer.record === null ? undefined : await records?.byId(answer.record);
  const paragraphs = [
    inspectAnswer(shortened(answer)).flatMap((sentence) => sentence.split('\n')),
    own ? explainMismatch(answer.body, own) : [],
    record ? explainRecord(record) : [],
  ];
  return paragraphs
    .filter((lines) => lines.length > 0)
    .flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]));
}

/** AWS's strings are shown apart, beside the caller's. */
function shortened({ status, body }: ApiAnswer): { status: number; body: string } {
  return {
    status,
    body: body.replace(/\\n\\nThe Canonical String for this request.*(?="\})/s, ''),
  };
}

function explainMismatch(body: string, own: OwnFigures): string[] {
  const aws = stringsIn(body);
  if (!aws) return [];
  const canonicalRequest = aligned('canonical-request', aws.canonicalRequest, own.canonicalRequest);
  // The string to sign holds the canonical request's hash: it differs when that one does.
  if (aws.canonicalRequest !== own.canonicalRequest) return canonicalRequest;
  const stringToSign = aligned('string-to-sign', aws.stringToSign, own.stringToSign);
  if (aws.stringToSign !== own.stringToSign) return [...canonicalRequest, ...stringToSign];
  return [
    ...canonicalRequest,
    ...stringToSign,
    'So it is the signing key or the signature: the secret key, AWS4 before it, bytes (not hex)',
    'between the HMACs, and the order date, region, service, aws4_request.',
  ];
}

/** AWS's strings, where its answer holds them: it does not always. */
function stringsIn(body: string): OwnFigures | undefined {
  const pattern =
    /The Canonical String for this request should have been\n'(.*)'\n\nThe String-to-Sign should have been\n'(.*)'\n/s;
  const [, canonicalRequest, stringToSign] = pattern.exec(messageIn(body)) ?? [];
  if (canonicalRequest === undefined || stringToSign === undefined) return undefined;
  return { canonicalRequest, stringToSign };
}

/** What an answer of API Gateway says; nothing where it is none of its own. */
export function messageIn(body: string): string {
  try {
    return String((JSON.parse(body) as { message?: unknown }).message);
  } catch {
    // Not every answer is JSON; one that is not holds no message of API Gateway's.
    return '';
  }
}
