import { executeApiArn, functionArnOf, integrationSourceArn, maskedExecuteApiArn } from './arn';

const ADDRESS = {
  region: 'eu-west-1',
  accountId: '123456789012',
  apiId: 'a1b2c3d4e5',
  stage: 'dev',
  method: 'GET',
  path: '/',
};

test('the ARN of a root method ends in a slash', () => {
  expect(executeApiArn(ADDRESS)).toBe(
    'arn:aws:execute-api:eu-west-1:123456789012:a1b2c3d4e5/dev/GET/',
  );
});

test('messages show the last four digits of the account only', () => {
  expect(maskedExecuteApiArn({ ...ADDRESS, path: '/pets/7' })).toBe(
    'arn:aws:execute-api:eu-west-1:********9012:a1b2c3d4e5/dev/GET/pets/7',
  );
});

test('the source of an invocation names ANY as a star', () => {
  expect(integrationSourceArn({ ...ADDRESS, method: 'ANY', path: '/{proxy+}' })).toBe(
    'arn:aws:execute-api:eu-west-1:123456789012:a1b2c3d4e5/dev/*/{proxy+}',
  );
});

test('the URI of an integration names its function', () => {
  const functionArn = 'arn:aws:lambda:eu-west-1:123456789012:function:hello:live';
  const prefix = 'arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions';
  expect(functionArnOf(`${prefix}/${functionArn}/invocations`)).toBe(functionArn);
  expect(functionArnOf(`${prefix}/${functionArn}`)).toBeUndefined();
  expect(functionArnOf('arn:aws:apigateway:eu-west-1:sqs:path/q')).toBeUndefined();
});
