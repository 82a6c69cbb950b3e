import type { Session } from '../../account/session';
import { type ApiAnswer, inspectAnswer, refusalOf } from '../../inspect/refusals';
import type { Difference } from '../../sigv4/first-difference';
import type { NamedMistake, ReportBlock } from '../../terminal/report/report';
import type { ClaimFailure } from '../verification-report';
import { explainMismatch, type OwnFigures } from './explain-mismatch';
import { explainRecord } from './explain-record';

/** What an API answered, and under which id local AWS has recorded it. */
export interface RecordedAnswer extends ApiAnswer {
  record?: string;
}

/** What explains an answer beside itself. */
export interface AnswersContext {
  /** Where the caller's figures are known. */
  own?: OwnFigures;
  /** Where the mistake is written. @param difference the first one between AWS's texts and the caller's */
  placeOf?: (difference?: Difference) => string;
}

/**
 * Why an answer is not the hello function's: on a mismatch the caller's mistake, else what causes
 * such an answer; AWS's strings beside the caller's own; and on local AWS what its record says.
 */
export async function explainAnswer(
  { records }: Session,
  answer: RecordedAnswer,
  { own, placeOf }: AnswersContext = {},
): Promise<ClaimFailure> {
  const record = answer.record && (await records?.byId(answer.record));
  const mismatch = own && explainMismatch(answer.body, own);
  // What may cause such a refusal would lead away from what has caused this one.
  const mistake = mismatch?.mistake ?? mistakeBehind(answer);
  return {
    mistake: mistake && { ...mistake, place: placeOf?.(mismatch?.difference) },
    evidence: [
      ...(mismatch?.evidence ?? []),
      ...(record ? explainRecord(record) : []),
      bodyOf(answer),
    ],
  };
}

function mistakeBehind(answer: ApiAnswer): NamedMistake | undefined {
  const refusal = refusalOf(answer);
  if (refusal) return { name: capitalized(refusal.cause), fix: refusal.remedy };
  const [first] = inspectAnswer(answer);
  return first === undefined ? undefined : { name: first };
}

/** The whole answer, except the texts that AWS computed: they are shown beside the caller's. */
function bodyOf({ status, body }: ApiAnswer): ReportBlock {
  return { kind: 'verbatim', lines: [`${status} ${withoutAwsTexts(body)}`], isDetail: true };
}

/** An answer in one line: its status and, in place of a body of API Gateway's, its message. */
export function answerInShort({ status, body }: ApiAnswer): string {
  const message = messageIn(body) ?? body;
  return `${status} ${message.split('\n')[0]}`.trim();
}

/** A refusal, or a log of it, without the texts that AWS computed: they are shown beside the caller's. */
export function withoutAwsTexts(text: string): string {
  return text.replace(/\\n\\nThe Canonical String for this request.*?(?="\})/gs, '');
}

/** What an answer of API Gateway says; undefined where it is another's. */
export function messageIn(body: string): string | undefined {
  try {
    const { message, Message } = JSON.parse(body) as { message?: string; Message?: string };
    return message ?? Message;
  } catch {
    // Not every answer is JSON; one that is not holds no message of API Gateway's.
    return undefined;
  }
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
