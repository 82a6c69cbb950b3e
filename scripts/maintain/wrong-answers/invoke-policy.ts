import { answersUnder, type WrongAnswer } from './wrong-answer';

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: they are texts of the solution

const LAMBDA = "Principal: { Service: 'lambda.amazonaws.com' }";
const WIDE = "Action: 'execute-api:Invoke', Resource: '*'";
const NARROW = "Action: 'execute-api:Invoke', Resource: invokeArn(target)";

/** Wrong answers to step 03. */
export const INVOKE_POLICY: WrongAnswer[] = [
  {
    mistake: 'a trust policy without Lambda',
    heading: 'callerTrustPolicy',
    text: LAMBDA,
    replacement: "Principal: { Service: 'apigateway.amazonaws.com' }",
    told: /The trust policy does not name Lambda: its Principal must be/,
  },
  {
    mistake: 'a trust policy for the users of the account, too',
    heading: 'callerTrustPolicy',
    text: LAMBDA,
    replacement:
      "Principal: { AWS: 'arn:aws:iam::123456789012:root', Service: 'lambda.amazonaws.com' } as never",
    told: /The trust policy lets arn:aws:iam::123456789012:root take the role, which only Lambda needs/,
  },
  {
    mistake: 'what the role may do, in the trust policy',
    heading: 'callerTrustPolicy',
    text: "'sts:AssumeRole'",
    replacement: "'execute-api:Invoke'",
    told: /Action is execute-api:Invoke; it must be sts:AssumeRole/,
  },
  {
    mistake: 'a wide policy for the action of another service',
    heading: 'widePolicy',
    text: WIDE,
    replacement: "Action: 'lambda:InvokeFunction', Resource: '*'",
    told: /The policy's Action is lambda:InvokeFunction; it must be execute-api:Invoke/,
  },
  {
    mistake: 'a wide policy that allows everything',
    heading: 'widePolicy',
    text: WIDE,
    replacement: "Action: '*', Resource: '*'",
    told: /The policy's Action is \*; it must be execute-api:Invoke/,
  },
  {
    mistake: 'a wide policy that is not returned',
    heading: 'widePolicy',
    text: `return policyOf({ Effect: 'Allow', ${WIDE}`,
    replacement: `policyOf({ Effect: 'Allow', ${WIDE}`,
    told: /The result of widePolicy is missing: is a return missing\?/,
  },
  {
    mistake: 'a wide policy without a Resource',
    heading: 'widePolicy',
    text: WIDE,
    replacement: "Action: 'execute-api:Invoke'",
    told: /The policy's Resource is missing; that of the wide policy is \*/,
  },
  {
    mistake: 'a wide policy that denies',
    heading: 'widePolicy',
    text: `Effect: 'Allow', ${WIDE}`,
    replacement: `Effect: 'Deny', ${WIDE}`,
    told: /has no statement with the Effect Allow/,
  },
  {
    mistake: "an ARN without the root's slash",
    heading: 'invokeArn',
    text: '${method}${path}',
    replacement: "${method}${path === '/' ? '' : path}",
    told: /ends in dev\/GET, without the slash of the path: it must be arn:aws:execute-api/,
  },
  {
    mistake: 'a method that is always the same',
    heading: 'invokeArn',
    text: '${method}${path}',
    replacement: 'POST${path}',
    told: /The ARN has the method POST; it must be GET/,
  },
  {
    mistake: 'a region that is always the same',
    heading: 'invokeArn',
    text: 'execute-api:${region}',
    replacement: 'execute-api:us-east-1',
    told: /The ARN has the region us-east-1; it must be ap-northeast-1/,
  },
  {
    mistake: 'another account',
    heading: 'invokeArn',
    text: '${accountId}',
    replacement: '000000000000',
    told: /The ARN has the account 000000000000; it must be 123456789012/,
  },
  {
    mistake: 'the ARN of the service that makes APIs',
    heading: 'invokeArn',
    text: 'arn:aws:execute-api:$',
    replacement: 'arn:aws:apigateway:$',
    told: /The ARN is arn:aws:apigateway:.*no ARN of a method; it must be arn:aws:execute-api/,
  },
  {
    mistake: 'the wide policy where the narrow one should be',
    heading: 'leastPrivilegePolicy',
    alone: true,
    text: NARROW,
    replacement: "Action: 'execute-api:Invoke', Resource: '*'",
    told: /Resource is \*: every method of every API\. Least privilege is arn:aws:execute-api/,
  },
  {
    mistake: 'a policy for another stage',
    heading: 'leastPrivilegePolicy',
    alone: true,
    text: 'Resource: invokeArn(target)',
    replacement: "Resource: invokeArn({ ...target, stage: 'prod' })",
    told: /The policy's Resource has the stage prod; it must be dev/,
  },
  {
    mistake: 'a policy for the whole API',
    heading: 'leastPrivilegePolicy',
    alone: true,
    text: 'Resource: invokeArn(target)',
    replacement: "Resource: invokeArn({ ...target, stage: '*', method: '*', path: '' })",
    told: /more than dev alone/,
  },
  {
    mistake: 'a policy that is not made text',
    heading: 'attachInvokePolicy',
    text: 'JSON.stringify(policy)',
    replacement: 'policy as never',
    told: /Syntax errors in policy\.\n[\s\S]*The remedy: make it text with JSON\.stringify/,
  },
  {
    mistake: 'attachInvokePolicy without an await',
    heading: 'attachInvokePolicy',
    text: 'await iam.send(',
    replacement: 'iam.send(',
    told: /PutRolePolicy was still under way when attachInvokePolicy returned: is an await missing\?/,
  },
  {
    mistake: 'a name of its own for each policy',
    heading: 'attachInvokePolicy',
    text: 'PolicyName: POLICY_NAME',
    replacement: 'PolicyName: `policy-${JSON.stringify(policy).length}`',
    told: /Attaching twice left 2 policies in the role.*POLICY_NAME/,
  },

  ...answersUnder('callerTrustPolicy', [
    [
      'the Principal as text',
      LAMBDA,
      "Principal: 'lambda.amazonaws.com' as never",
      /The trust policy's Principal is the text "lambda\.amazonaws\.com"\. A service is named by its kind: \{ "Service"/,
    ],
    [
      'anybody',
      LAMBDA,
      "Principal: '*' as never",
      /The trust policy does not name Lambda|lets \* take the role/,
    ],
    ['no Principal', `${LAMBDA},`, '', /The trust policy does not name Lambda/],
    [
      'Lambda by its short name',
      LAMBDA,
      "Principal: { Service: 'lambda' }",
      /does not name Lambda/,
    ],
    [
      'Lambda denied',
      "Effect: 'Allow',\n    Principal",
      "Effect: 'Deny',\n    Principal",
      /has no statement with the Effect Allow/,
    ],
    [
      'the action with a session tag',
      "'sts:AssumeRole'",
      "'sts:*'",
      /Action is sts:\*; it must be sts:AssumeRole/,
    ],
  ]),
  ...answersUnder('attachInvokePolicy', [
    [
      'another name',
      'PolicyName: POLICY_NAME',
      "PolicyName: 'my-policy'",
      /The role has the policy my-policy; its PolicyName must be POLICY_NAME, invoke-hello-api/,
    ],
    [
      'a refusal that is swallowed',
      /\}\),\n {2}\);\n\}/,
      '}),\n  ).catch(() => undefined);\n}',
      /IAM refused to write into a role that is missing, and attachInvokePolicy returned as if all were well/,
    ],
    [
      'nothing sent',
      /await iam\.send\([\s\S]*?\n {2}\);/,
      'await Promise.resolve([iam, roleName, policy]);',
      /no identity-based policy allows the execute-api:Invoke action/,
    ],
    [
      'another role',
      'RoleName: roleName',
      "RoleName: 'caller'",
      /cannot be found|NoSuchEntity|role/,
    ],
  ]),
  ...answersUnder('invokeArn', [
    ['two slashes in front of the path', '${method}${path}', '${method}/${path}', /The ARN/],
    [
      'a stage that is always dev',
      '${apiId}/${stage}/',
      '${apiId}/dev/',
      /The ARN has the stage dev; it must be prod/,
    ],
    ['method and stage swapped', '${stage}/${method}', '${method}/${stage}', /The ARN/],
    ['a colon behind the API', '${apiId}/${stage}', '${apiId}:${stage}', /The ARN/],
    ['only the first segment', '${method}${path}', "${method}/${path.split('/')[1]}", /The ARN/],
  ]),
  ...answersUnder('leastPrivilegePolicy', [
    [
      'a list of two',
      NARROW,
      "Action: 'execute-api:Invoke', Resource: [invokeArn(target), invokeArn({ ...target, stage: 'prod' })] as never",
      /stage prod|Resource/,
    ],
    ['any path', 'Resource: invokeArn(target)', 'Resource: `${invokeArn(target)}*`', /Resource/],
  ]),
];

// biome-ignore-end lint/suspicious/noTemplateCurlyInString: they are texts of the solution
