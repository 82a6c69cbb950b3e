import type { AnswerName } from '../../admission/answers';

/** What an integration gives back to the caller of a method. */
export interface IntegrationResult {
  status: number;
  /** In order; a name occurs once for each of its values. */
  headers: [name: string, value: string][];
  body: string | Buffer;
}

type FailureName = Extract<
  AnswerName,
  | 'function-failed'
  | 'function-timed-out'
  | 'integration-misconfigured'
  | 'malformed-proxy-response'
  | 'request-too-long'
  | 'unsupported-media-type'
>;

/**
 * An integration that could not answer. The caller is told only what the row `answer` says, as on
 * AWS; the message, like the line in API Gateway's execution log, is for the record.
 */
export class IntegrationFailure extends Error {
  readonly answer: FailureName;

  constructor(answer: FailureName, message: string) {
    super(message);
    this.name = 'IntegrationFailure';
    this.answer = answer;
  }
}
