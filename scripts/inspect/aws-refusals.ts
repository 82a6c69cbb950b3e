/** What AWS says when it refuses a call that makes or changes something. */
export interface CallRefusal {
  /** The operation that was called, such as `PutIntegration`. */
  operation: string;
  /** The error's name, such as `BadRequestException`. */
  name: string;
  message: string;
}

/** One reason for which AWS refuses such a call. */
interface Reason {
  /** Words of the message, or the error's name, by which it is known. */
  words: RegExp;
  /** Why, the likeliest cause first. */
  cause: string;
  remedy: string;
}

/** The first that fits counts. */
const REASONS: readonly Reason[] = [
  {
    words: /AWS ARN for integration must contain path or action|only supports Lambda function/,
    cause: 'the uri is the ARN of something else, such as of the function itself',
    remedy:
      'write arn:aws:apigateway:<region>:lambda:path/2015-03-31/functions/<function ARN>/invocations',
  },
  {
    words: /Invalid ARN specified in the request|Invalid (lambda )?function/i,
    cause: 'the uri of the integration is no ARN, or one of another region',
    remedy:
      'write arn:aws:apigateway:<region>:lambda:path/2015-03-31/functions/<function ARN>/invocations',
  },
  {
    words: /HttpMethod must be non-empty/,
    cause: 'integrationHttpMethod is missing: how API Gateway calls Lambda',
    remedy: "set integrationHttpMethod to 'POST'",
  },
  {
    words: /No integration defined for method/,
    cause: 'the API was deployed before GET had its integration',
    remedy: 'deploy last; await each call before the next one',
  },
  {
    words: /doesn't contain any methods/,
    cause: 'the API was deployed before it had a method',
    remedy: 'deploy last; await each call before the next one',
  },
  {
    words: /Invalid Method identifier specified/,
    cause: 'the method is not there yet, or it is on another resource or has another name',
    remedy: "PutMethod first, awaited; both calls take the root's resource id and GET",
  },
  {
    words: /Invalid Resource identifier specified/,
    cause: 'the resource id is none of this API',
    remedy: 'take rootResourceId of the answer to CreateRestApi',
  },
  {
    words: /Invalid API identifier specified/,
    cause: 'there is no API with this id',
    remedy: 'take the id of the answer to CreateRestApi',
  },
  {
    words: /Method already exists for this resource/,
    cause: 'PutMethod was called twice for one method',
    remedy: 'put it once',
  },
  {
    words: /Invalid endpoint type/,
    cause: 'the endpoint type is not one that API Gateway knows',
    remedy: "write endpointConfiguration: { types: ['REGIONAL'] }",
  },
  {
    words: /stage name/i,
    cause: 'the name of the stage is missing, or has characters that it cannot have',
    remedy: 'take the stage of the plan, as it is',
  },
  {
    words: /The statement id \(.*\) provided already exists/,
    cause:
      "a statement of that id stands in the function's policy, which outlives an API: an API that is " +
      'made anew needs another one',
    remedy: "put the API's id into StatementId",
  },
  {
    words: /provided principal was invalid/,
    cause: 'the Principal of the permission is nobody whom AWS knows',
    remedy: "write 'apigateway.amazonaws.com'",
  },
  {
    words: /cannot be assumed by Lambda/,
    cause: "the role's trust policy does not let Lambda take it",
    remedy:
      'allow { "Service": "lambda.amazonaws.com" } the action sts:AssumeRole in the trust policy',
  },
  {
    words: /MalformedPolicyDocument/,
    cause: 'the document is no policy: its form is wrong, not what it allows',
    remedy:
      "make it text with JSON.stringify; compare it with the lesson: Version '2012-10-17', and a Statement with Effect, Action and, " +
      'in a trust policy, Principal, else Resource',
  },
  {
    words: /EntityAlreadyExists/,
    cause: 'something of that name is there already',
    remedy: 'change what is there (a Put… or Update… call does), or npm run teardown first',
  },
  {
    words: /NoSuchEntity/,
    cause: 'there is nothing of that name',
    remedy: 'take the name that the function was given',
  },
  {
    words: /Function not found/,
    cause: 'there is no function of that name',
    remedy: 'take functionArn of the plan',
  },
  {
    words: /No value provided for input HTTP label/,
    cause: 'that member of the input is missing, or undefined',
    remedy: 'give it a value; where it comes from an earlier call, await that one',
  },
  {
    words: /ValidationException|failed to satisfy constraint|must not be null|Missing required/,
    cause: 'a member of the input is missing, or has a form that it cannot have',
    remedy: 'compare the input with the members that your editor lists for the command',
  },
];

/**
 * Explains why AWS refused a call.
 *
 * @returns lines: which call, AWS's words and, where they are known, the cause and the remedy
 */
export function explainCallRefusal({ operation, name, message }: CallRefusal): string[] {
  return [`AWS refused ${operation}: ${message} (${name})`, ...explainReason({ name, message })];
}

/**
 * Why AWS, or its SDK, refuses a call with such an error.
 *
 * @returns lines: the cause and the remedy; none where they are not known
 */
export function explainReason({ name, message }: Omit<CallRefusal, 'operation'>): string[] {
  const reason = REASONS.find(({ words }) => words.test(`${name} ${message}`));
  return reason ? [`The cause: ${reason.cause}.`, `The remedy: ${reason.remedy}.`] : [];
}
