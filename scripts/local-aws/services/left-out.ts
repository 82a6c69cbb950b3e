/**
 * What AWS has and local AWS leaves out on purpose, since the workshop does not need it. A caller
 * who asks for it is told so; where nothing can be asked for, the answers differ in the members that
 * `facts` names.
 */
export interface LeftOut {
  /** What is missing, as a caller is told: `Access logs of a stage`. */
  what: string;
  /** Why, or what to use in its place. */
  why: string;
  /** Recorded answers that differ for it: `test::answer::member`, `*` for anything. */
  facts: readonly string[];
}

const row = (what: string, why: string, ...facts: string[]): LeftOut => ({ what, why, facts });

export const LEFT_OUT = {
  'http-integration': row(
    'Integrations of type HTTP and HTTP_PROXY',
    'use AWS, AWS_PROXY or MOCK',
    '*test_put_integration_validation::http-method-HTTP*',
  ),
  'other-service': row(
    'Integrations with another service than Lambda',
    'a function is named as arn:aws:apigateway:<region>:lambda:path/2015-03-31/functions/<ARN>/invocations',
    '*test_put_integration_validation::aws-integration-AWS::*',
  ),
  'integration-credentials': row(
    'Credentials of an integration',
    "permit apigateway.amazonaws.com to invoke the function in the function's own policy (AddPermission)",
  ),
  'api-definitions': row(
    'Definitions of a whole API (ImportRestApi, PutRestApi, GetExport)',
    'create resources and methods one by one; the answer names the operations that exist',
  ),
  'access-logs': row('Access logs of a stage', 'the records of local AWS show each request'),
  'method-settings': row('Settings of the methods of a stage', 'a method has the defaults'),
  'weighted-alias': row('Weights in the RoutingConfig of an alias', 'an alias names one version'),
  'template-directives': row(
    'Directives of a mapping template, such as #set and #if',
    'references such as $input.params() are supported',
    '*response_override_in_request_template*',
  ),
  'empty-template': row(
    'Null in the place of an empty template',
    'the template is shown as it was put',
    '*test_put_integration_response_templates*responseTemplates.application/json',
  ),
  'statement-positions': row(
    'The position of a matched statement in its policy',
    'the simulation names the policy',
    '*test_simulate_principle_policy*Position',
  ),
  'machine-of-lambda': row(
    "The paths of AWS's own machines in a function's environment",
    'a function runs on this machine',
    '*test_introspection_invoke*environment.*',
  ),
  'java-parser': row(
    'The words of the JSON parser of Lambda',
    'those of Node.js are given',
    '*test_lambda_invoke_payload_encoding_error*',
  ),
  'build-of-runtime': row(
    'Builds of a runtime',
    'all runtimes run on the Node.js that runs local AWS, and a function keeps its own',
    '*RuntimeVersionArn',
  ),
  'older-recording': row(
    'What AWS did not show when it was recorded',
    'newer recordings show it',
    '*test_get_api_case_insensitive::create-rest-api::endpointConfiguration.ipAddressType',
  ),
} as const satisfies Record<string, LeftOut>;

/** What a caller is told who asks for something that is left out. */
export function leftOutText(name: keyof typeof LEFT_OUT): string {
  const { what, why } = LEFT_OUT[name];
  return `${what} are not supported here: ${why}.`;
}
