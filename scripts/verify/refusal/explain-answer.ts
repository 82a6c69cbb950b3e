import type { Session } from '../../account/session';
import { type ApiAnswer, inspectAnswer } from '../../inspect/refusals';
import { explainMismatch, type OwnFigures } from './explain-mismatch';
import { explainRecord } from './explain-record';

/** What an API answered, and under which id local AWS has recorded it. */
export interface RecordedAnswer extends ApiAnswer {
  record?: string;
}

/**
 * Why an answer is not the hello function's: on a mismatch the caller's mistake, else what causes
 * such an answer; AWS's strings beside the caller's own; and on local AWS what its record says.
 *
 * @param own where the caller's figures are known
 * @returns lines
 */
export async function explainAnswer(
  { records }: Session,
  answer: RecordedAnswer,
  own?: OwnFigures,
): Promise<string[]> {
  const record = answer.record && (await records?.byId(answer.record));
  const { mistake = [], comparison = [] } = (own && explainMismatch(answer.body, own)) ?? {};
  const { status } = answer;
  const short = { status, body: withoutAwsTexts(answer.body) };
  const general = inspectAnswer(short).flatMap((sentence) => sentence.split('\n'));
  const paragraphs = [
    // What may cause such a refusal would lead away from what has caused this one.
    mistake.length > 0 ? [...general.slice(0, 1), ...mistake] : general,
    comparison,
    record ? explainRecord(record) : [],
  ];
  return paragraphs
    .filter((lines) => lines.length > 0)
    .flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]));
}

/** A refusal, or a log of it, without the texts that AWS computed: they are shown beside the caller's. */
export function withoutAwsTexts(text: string): string {
  return text.replace(/\\n\\nThe Canonical String for this request.*?(?="\})/gs, '');
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
