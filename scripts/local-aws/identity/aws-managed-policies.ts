import { iamArn } from '../account/arn';

/** Policies that AWS itself provides, by ARN: those that a workshop on functions and APIs may meet. */
export const AWS_MANAGED_POLICIES: Record<string, string> = {
  ...allow('AdministratorAccess', ['*']),
  ...allow('PowerUserAccess', [
    'apigateway:*',
    'execute-api:*',
    'lambda:*',
    'logs:*',
    'sts:GetCallerIdentity',
  ]),
  ...allow('IAMFullAccess', ['iam:*']),
  ...allow('IAMReadOnlyAccess', ['iam:Get*', 'iam:List*', 'iam:Simulate*']),
  ...allow('AWSLambda_FullAccess', ['lambda:*', 'iam:GetRole', 'iam:ListRoles', 'iam:PassRole']),
  ...allow('AWSLambda_ReadOnlyAccess', ['lambda:Get*', 'lambda:List*']),
  ...allow('AmazonAPIGatewayAdministrator', ['apigateway:*'], 'arn:aws:apigateway:*::/*'),
  ...allow(
    'AmazonAPIGatewayInvokeFullAccess',
    ['execute-api:Invoke', 'execute-api:ManageConnections'],
    'arn:aws:execute-api:*:*:*',
  ),
  ...allow('service-role/AWSLambdaBasicExecutionRole', [
    'logs:CreateLogGroup',
    'logs:CreateLogStream',
    'logs:PutLogEvents',
  ]),
  ...allow('service-role/AWSLambdaRole', ['lambda:InvokeFunction']),
};

function allow(pathAndName: string, actions: string[], resource = '*'): Record<string, string> {
  const statement = { Effect: 'Allow', Action: actions, Resource: resource };
  return {
    [iamArn('aws', `policy/${pathAndName}`)]: JSON.stringify({
      Version: '2012-10-17',
      Statement: [statement],
    }),
  };
}
