import type { Constraints } from '../constraints';

const REGION = '(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}';
const FUNCTION_PREFIX = `(arn:(aws[a-zA-Z-]*)?:lambda:)?(${REGION}:)?(\\d{12}:)?(function:)?`;

/** A name, a partial ARN or an ARN of a function that is being made or changed. */
const FUNCTION_NAME = {
  minLength: 1,
  maxLength: 140,
  pattern: `${FUNCTION_PREFIX}([a-zA-Z0-9-_]+)(:(\\$LATEST|[a-zA-Z0-9-_]+))?`,
};

/** The same where a function is only addressed: the model lets dots pass, no function has one. */
const ADDRESSED_FUNCTION = {
  minLength: 1,
  maxLength: 256,
  pattern: `${FUNCTION_PREFIX}([a-zA-Z0-9-_\\.]+)(:(\\$LATEST(\\.PUBLISHED)?|[a-zA-Z0-9-_]+))?`,
};

const UUID = '[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}';
const TAGGABLE =
  `arn:(aws[a-zA-Z-]*):lambda:${REGION}:\\d{12}:` +
  '(function:[a-zA-Z0-9-_]+(:(\\$LATEST|[a-zA-Z0-9-_]+))?|layer:([a-zA-Z0-9-_]+)|' +
  `code-signing-config:csc-[a-z0-9]{17}|event-source-mapping:${UUID}|` +
  'capacity-provider:[a-zA-Z0-9-_]+)';

const ALIAS = { minLength: 1, maxLength: 128, pattern: '(?!^[0-9]+$)([a-zA-Z0-9-_]+)' };

/** What Lambda's model declares; what a function cannot have besides is in `settings.ts`. */
export const lambdaConstraints: Constraints = {
  FunctionName: FUNCTION_NAME,
  'GetFunction.FunctionName': ADDRESSED_FUNCTION,
  'GetFunctionConfiguration.FunctionName': ADDRESSED_FUNCTION,
  'DeleteFunction.FunctionName': ADDRESSED_FUNCTION,
  'Invoke.FunctionName': ADDRESSED_FUNCTION,
  'GetPolicy.FunctionName': ADDRESSED_FUNCTION,
  'ListVersionsByFunction.FunctionName': ADDRESSED_FUNCTION,
  Qualifier: {
    minLength: 1,
    maxLength: 128,
    pattern: '\\$(LATEST(\\.PUBLISHED)?)|[a-zA-Z0-9-_$]+',
  },
  Name: ALIAS,
  FunctionVersion: { minLength: 1, maxLength: 1024, pattern: '(\\$LATEST|[0-9]+)' },
  'ListFunctions.FunctionVersion': { values: ['ALL'] },
  'ListAliases.FunctionVersion': { minLength: 1, maxLength: 1024, pattern: '(\\$LATEST|[0-9]+)' },
  Role: { pattern: 'arn:(aws[a-zA-Z-]*)?:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+' },
  Handler: { maxLength: 128, pattern: '[^\\s]+' },
  Description: { maxLength: 256 },
  Timeout: { minimum: 1, maximum: 900 },
  MemorySize: { minimum: 128, maximum: 10_240 },
  Architectures: { maxItems: 1, itemValues: ['x86_64', 'arm64'], itemsNotNull: true },
  PackageType: { values: ['Zip', 'Image'] },
  InvocationType: { values: ['Event', 'RequestResponse', 'DryRun'] },
  LogType: { values: ['None', 'Tail'] },
  StatementId: { minLength: 1, maxLength: 100, pattern: '([a-zA-Z0-9-_]+)' },
  Action: { pattern: '(lambda:[*]|lambda:[a-zA-Z]+|[*])' },
  Principal: { pattern: '[^\\s]+' },
  SourceAccount: { maxLength: 12, pattern: '\\d{12}' },
  PrincipalOrgID: { minLength: 12, maxLength: 34, pattern: 'o-[a-z0-9]{10,32}' },
  FunctionUrlAuthType: { values: ['NONE', 'AWS_IAM'] },
  ReservedConcurrentExecutions: { minimum: 0 },
  MaxItems: { minimum: 1, maximum: 10_000 },
  Resource: { minLength: 1, maxLength: 256, pattern: TAGGABLE },
};
