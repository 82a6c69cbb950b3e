import { parseJson } from '../files/json';

/** What an API answered. */
export interface ApiAnswer {
  status: number;
  body: string;
}

/** One way in which API Gateway refuses a call, or fails. */
export interface ApiRefusal {
  status: number;
  /** Words of the answer that identify it. */
  words: string;
  /** Why, the likeliest cause first. */
  cause: string;
  remedy: string;
}

/** What API Gateway answers, in the order in which it checks. */
export const REFUSALS: readonly ApiRefusal[] = [
  {
    status: 403,
    words: 'Missing Authentication Token',
    cause: 'the call is not signed; or its stage, path or method does not exist',
    remedy:
      'sign it; if it is signed, check the stage, path and method, and deploy again after a change',
  },
  {
    status: 403,
    words: 'Forbidden',
    cause: 'the stage does not exist; or the method requires an API key, and none was sent',
    remedy:
      'compare the stage in the URL with the stage of the deployment; leave out apiKeyRequired',
  },
  {
    status: 403,
    words: 'Invalid key=value pair (missing equal-sign) in Authorization header',
    cause: 'the Authorization header is not a Signature Version 4 header',
    remedy: 'write it as in step 07; check whether the HTTP client replaces it by its own',
  },
  {
    status: 403,
    words: 'Authorization header requires',
    cause: 'a part of the Authorization header is missing, or the date header',
    remedy: 'send Credential, SignedHeaders and Signature, and X-Amz-Date',
  },
  {
    status: 403,
    words: 'Credential must have exactly 5 slash-delimited elements',
    cause: 'the credential is not key/date/region/service/aws4_request',
    remedy: 'compare it with step 05',
  },
  {
    status: 403,
    words: "Date must be in ISO-8601 'basic format'",
    cause: 'X-Amz-Date has dashes, colons or milliseconds',
    remedy: 'write it as 20150830T123600Z: step 05',
  },
  {
    status: 403,
    words: "must be a 'SignedHeader' in the AWS Authorization",
    cause: 'the Host header is not signed',
    remedy: 'add Host to the headers of the request before you sign it',
  },
  {
    status: 403,
    words: 'The security token included in the request is invalid',
    cause:
      'the session token is missing or belongs to another key; or the access key does not exist',
    remedy: 'send all three parts of the credentials; the token goes into X-Amz-Security-Token',
  },
  {
    status: 403,
    words: 'The security token included in the request is expired',
    cause: 'temporary credentials were used after they expired',
    remedy: 'read the credentials again for each call',
  },
  {
    status: 403,
    words: "Credential should be scoped to correct service: 'execute-api'",
    cause: 'the scope names another service, such as apigateway or lambda',
    remedy: 'sign for execute-api',
  },
  {
    status: 403,
    words: 'Credential should be scoped to a valid region',
    cause: "the scope names another region than the API's, such as the caller's own",
    remedy: "sign for the API's region: API_REGION",
  },
  {
    status: 403,
    words: 'Date in Credential scope does not match',
    cause: 'the date in the scope is not that of X-Amz-Date',
    remedy: 'read the clock once and use that time for both',
  },
  {
    status: 403,
    words: 'Signature expired',
    cause: 'the clock is more than five minutes slow, or the request was signed long ago',
    remedy: 'set the clock, sign in UTC, sign each call again',
  },
  {
    status: 403,
    words: 'Signature not yet current',
    cause: 'the clock is more than five minutes fast, or local time was used instead of UTC',
    remedy: 'set the clock, sign in UTC',
  },
  {
    status: 403,
    words: 'The request signature we calculated does not match',
    cause: 'the request that was sent is not the one that was signed, or the signature is wrong',
    remedy: 'run the checks of steps 04 to 07; compare canonical request and string to sign',
  },
  {
    status: 403,
    words: 'with an explicit deny',
    cause: 'the signature is correct, but a policy denies the call',
    remedy:
      "look for a Deny in the role's policies, the API's policy, or the organization's policies",
  },
  {
    status: 403,
    words: 'is not authorized to perform: execute-api:Invoke',
    cause: 'the signature is correct, but no policy allows the call',
    remedy:
      "compare the ARN in the answer with the policy's Resource, to the last slash; wait some " +
      'seconds after a change',
  },
  {
    status: 502,
    words: 'Internal server error',
    cause: 'the function threw an error, or its result is not a proxy response',
    remedy: "read the function's log; statusCode must be a number and body a string",
  },
  {
    status: 500,
    words: 'Internal server error',
    cause: 'API Gateway could not invoke the function',
    remedy: 'check the integration (POST, URI) and the permission (SourceArn)',
  },
  {
    status: 504,
    words: 'Endpoint request timed out',
    cause: 'the function took longer than the integration allows: timeoutInMillis, or 29 seconds',
    remedy: "find out in the function's log what it waited for",
  },
];

/** Why API Gateway gave this answer, if that is known. */
export function refusalOf({ status, body }: ApiAnswer): ApiRefusal | undefined {
  const text = messageOf(body);
  return REFUSALS.find((refusal) => refusal.status === status && text.includes(refusal.words));
}

/**
 * What is wrong with an answer that should have been 200 and the greeting.
 * @returns a sentence with status, text, cause and remedy; none when it is right
 */
export function inspectAnswer(answer: unknown): string[] {
  if (!isAnswer(answer)) {
    return [
      `The result is ${JSON.stringify(answer) ?? 'undefined'}; it must be { status, body } of the ` +
        "API's answer.",
    ];
  }
  const { status, body } = answer;
  if (status === 200 && body === '"Hello from Lambda!"') return [];
  if (status === 200) {
    return [`The API answered 200 ${body}; expected is "Hello from Lambda!", with its quotes.`];
  }
  return [describeAnswer(answer).join('\n')];
}

/**
 * Describes the answer to a call that should have succeeded.
 * @returns lines: status and text; cause and remedy where they are known
 */
export function describeAnswer(answer: ApiAnswer): string[] {
  const came = `The API answered ${answer.status} ${messageOf(answer.body)}`;
  const refusal = refusalOf(answer);
  if (!refusal) return [`${came}; expected is 200.`];
  return [came, `The cause: ${refusal.cause}.`, `The remedy: ${refusal.remedy}.`];
}

/** Whether a value has the form of an API's answer. */
export function isAnswer(value: unknown): value is ApiAnswer {
  if (typeof value !== 'object' || value === null) return false;
  const { status, body } = value as Partial<ApiAnswer>;
  return typeof status === 'number' && typeof body === 'string';
}

/** The message of an error body, or the body where it has none. */
function messageOf(body: string): string {
  const { message, Message } = (parseJson(body) ?? {}) as { message?: string; Message?: string };
  return message ?? Message ?? body;
}
