/** What AWS says when it refuses a call that creates or changes something. */
export interface CallRefusal {
  /** The error's name, such as `BadRequestException`. */
  name: string;
  message: string;
}

/** A reason why AWS refuses such a call. */
interface Reason {
  /** Words of the message, or the error's name, that identify it. */
  words: RegExp;
  /** Why, the likeliest cause first. */
  cause: string;
  remedy: string;
}

/** The first that fits counts. */
const REASONS: readonly Reason[] = [
  {
    words: /AWS ARN for integration must contain path or action|only supports Lambda function/,
    cause: 'the uri is the ARN of something else, such as the function itself',
    remedy:
      'write arn:aws:apigateway:<region>:lambda:path/2015-03-31/functions/<function ARN>/invocations',
  },
  {
    words: /Invalid ARN specified in the request|Invalid (lambda )?function/i,
    cause: 'the uri of the integration is not an ARN, or its ARN is in another region',
    remedy:
      'write arn:aws:apigateway:<region>:lambda:path/2015-03-31/functions/<function ARN>/invocations',
  },
  {
    words: /HttpMethod must be non-empty/,
    cause: 'integrationHttpMethod is missing: the method with which API Gateway calls Lambda',
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
    cause: 'the method does not exist yet, or it is on another resource or has another name',
    remedy: "call PutMethod first and await it; both calls take the root's resource id and GET",
  },
  {
    words: /Invalid Resource identifier specified/,
    cause: 'this API has no resource with this id',
    remedy: 'take rootResourceId from the answer to CreateRestApi',
  },
  {
    words: /Invalid API identifier specified/,
    cause: 'there is no API with this id',
    remedy: 'take the id from the answer to CreateRestApi',
  },
  {
    words: /Method already exists for this resource/,
    cause: 'PutMethod was called twice for one method',
    remedy: 'call it once',
  },
  {
    words: /Invalid endpoint type/,
    cause: 'API Gateway does not know this endpoint type',
    remedy: "write endpointConfiguration: { types: ['REGIONAL'] }",
  },
  {
    words: /stage name/i,
    cause: 'the name of the stage is missing or contains characters that are not allowed',
    remedy: 'take the stage from the plan, unchanged',
  },
  {
    words: /The statement id \(.*\) provided already exists/,
    cause:
      "the function's policy already has a statement with this id, perhaps for an API that was deleted: " +
      'each API needs an id of its own',
    remedy: "put the API's id into StatementId",
  },
  {
    words: /provided principal was invalid/,
    cause: 'AWS does not know the Principal of the permission',
    remedy: "write 'apigateway.amazonaws.com'",
  },
  {
    words: /cannot be assumed by Lambda/,
    cause: "the role's trust policy does not let Lambda assume it",
    remedy:
      'allow { "Service": "lambda.amazonaws.com" } the action sts:AssumeRole in the trust policy',
  },
  {
    words: /MalformedPolicyDocument/,
    cause: 'the document is not a policy: its form is wrong, not what it allows',
    remedy:
      "make it text with JSON.stringify; compare it with the lesson: Version '2012-10-17', and a Statement with " +
      'Effect, Action and Resource (in a trust policy, Principal instead of Resource)',
  },
  {
    words: /EntityAlreadyExists/,
    cause: 'this name is already in use',
    remedy: 'change the existing one (with a Put… or Update… call), or run npm run teardown first',
  },
  {
    words: /NoSuchEntity/,
    cause: 'nothing has this name',
    remedy: 'take the name that is passed to the function',
  },
  {
    words: /Function not found/,
    cause: 'no function has this name',
    remedy: 'take functionArn from the plan',
  },
  {
    words: /No value provided for input HTTP label/,
    cause: 'this member of the input is missing or undefined',
    remedy: 'set it; if it comes from an earlier call, await that call',
  },
  {
    words: /ValidationException|failed to satisfy constraint|must not be null|Missing required/,
    cause: 'a member of the input is missing or malformed',
    remedy: 'compare the input with the members that your editor lists for the command',
  },
];

/**
 * Why AWS, or its SDK, refuses a call with such an error.
 *
 * @returns lines: the cause and the remedy; none where they are not known
 */
export function explainReason(refusal: CallRefusal): string[] {
  const reason = reasonOf(refusal);
  return reason ? [`The cause: ${reason.cause}.`, `The remedy: ${reason.remedy}.`] : [];
}

/** Cause and remedy of such an error, as clauses; undefined where they are not known. */
export function reasonOf({
  name,
  message,
}: CallRefusal): { cause: string; remedy: string } | undefined {
  return REASONS.find(({ words }) => words.test(`${name} ${message}`));
}
