import type { AnswerName } from '../../admission/answers';

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
  constructor(
    readonly answer: FailureName,
    message: string,
  ) {
    super(message);
    this.name = 'IntegrationFailure';
  }
}
