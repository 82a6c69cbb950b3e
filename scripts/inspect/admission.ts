import { type ApiAnswer, describeAnswer, isAnswer, refusalOf } from './refusals';

/** Words of the answer to a caller who is known, and may not call. */
const NOT_ALLOWED = 'is not authorized to perform: execute-api:Invoke';

/**
 * What is wrong with the answer to a call that is to be let through, whatever is behind.
 * @param call which one, for the sentence: `GET /dev/`
 * @returns a sentence with what came, why and what to do; none when the call was let through
 */
export function inspectAdmitted(call: string, answer: ApiAnswer): string[] {
  if (answer.status === 200) return [];
  return [[`${call} must be let through.`, ...describeAnswer(answer)].join('\n')];
}

/**
 * What is wrong with the answer to a call that a policy must not allow.
 * @param call which one, for the sentence: `GET /prod/`
 * @param allowed what alone is to be allowed: `GET /dev/`; nothing unless given
 */
export function inspectDenied(call: string, answer: unknown, allowed = 'nothing'): string[] {
  if (!isAnswer(answer)) {
    return [`${call} gave ${JSON.stringify(answer) ?? 'nothing'}; it must give the API's answer.`];
  }
  if (refusalOf(answer)?.words === NOT_ALLOWED) return [];
  if (answer.status === 200) {
    return [`${call} was let through, but the caller's policy is to allow ${allowed}.`];
  }
  return [
    [`${call} must be refused because no policy allows it.`, ...describeAnswer(answer)].join('\n'),
  ];
}

/** What is wrong with the answer to a call without a signature. */
export function inspectUnsigned(answer: ApiAnswer): string[] {
  if (answer.status === 403 && answer.body.includes('"Missing Authentication Token"')) return [];
  if (answer.status === 200) {
    return [
      'A call without a signature was let through: everybody may call. The authorizationType of ' +
        'GET on / must be AWS_IAM when the API is deployed.',
    ];
  }
  return [
    `A call without a signature was answered ${answer.status} ${answer.body}; expected was 403 ` +
      'Missing Authentication Token.',
  ];
}
