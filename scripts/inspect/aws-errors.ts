/** What AWS, or its SDK, says to a call that cannot be; the words are theirs. */
const ERRORS: readonly { words: string; remedy: string }[] = [
  {
    words: 'Invalid Resource identifier specified',
    remedy: 'resourceId is not that of a resource of this API: the root is api.rootResourceId.',
  },
  {
    words: 'Invalid Method identifier specified',
    remedy: 'There is no such method yet: PutMethod comes first, for the same resource and method.',
  },
  {
    words: 'AWS ARN for integration must contain path or action',
    remedy:
      "uri must be that of Lambda's operation Invoke, which has the function's ARN in it: " +
      'arn:aws:apigateway:<region>:lambda:path/2015-03-31/functions/<function ARN>/invocations',
  },
  {
    words: 'Enumeration value for HttpMethod must be non-empty',
    remedy: 'integrationHttpMethod is missing: Lambda is invoked by POST.',
  },
  {
    words: "The REST API doesn't contain any methods",
    remedy: 'A deployment is a copy of the API as it is: deploy last.',
  },
  {
    words: 'No integration defined for method',
    remedy: 'A deployment is a copy of the API as it is: deploy last, after PutIntegration.',
  },
  {
    words: 'provided already exists',
    remedy: 'Another API has a permission of that name: make the StatementId of the id of the API.',
  },
  {
    words: 'No value provided for input HTTP label',
    remedy: 'That member of the input is missing, or undefined: is an await missing before it?',
  },
  {
    words: 'Syntax errors in policy',
    remedy: 'A policy is sent as text: JSON.stringify makes it of the object.',
  },
];

/** What to do about an error of AWS, where that is known. */
export function remedyOf({ message }: Error): string | undefined {
  return ERRORS.find(({ words }) => message.includes(words))?.remedy;
}
