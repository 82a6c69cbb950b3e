import { expandExecuteApiResources } from './execute-api-policy';
import { parsePolicy } from './parse';

const location = { region: 'ap-northeast-1', accountId: '123456789012', apiId: 'a1b2c3' };

test('short resources mean the API that the policy is attached to', () => {
  const full = 'arn:aws:execute-api:eu-west-1:1:x/*';
  const statement = { Effect: 'Allow', Principal: '*', Action: 'execute-api:Invoke' };
  const document = parsePolicy(
    JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        { ...statement, Resource: ['execute-api:/dev/GET/pets', full] },
        { ...statement, NotResource: 'execute-api:/*' },
      ],
    }),
    'resource',
  );
  const api = 'arn:aws:execute-api:ap-northeast-1:123456789012:a1b2c3';
  expect(expandExecuteApiResources(document, location).statements).toMatchObject([
    { resource: [`${api}/dev/GET/pets`, full] },
    { notResource: [`${api}/*`] },
  ]);
});
