import { explainReason } from './aws-refusals';

const explained = (name: string, message: string) => explainReason({ name, message }).join('\n');

test.each([
  ['BadRequestException', 'AWS ARN for integration must contain path or action', 'lambda:path/'],
  ['BadRequestException', 'No integration defined for method', 'deploy last'],
  ['NotFoundException', 'Invalid Method identifier specified', 'PutMethod first'],
  [
    'ResourceConflictException',
    'The statement id (invoke) provided already exists. Please provide a new statement id',
    "the API's id into StatementId",
  ],
  ['MalformedPolicyDocumentException', 'Syntax errors in policy.', "Version '2012-10-17'"],
  ['EntityAlreadyExistsException', 'Role with name ann-caller already exists.', 'already in use'],
  [
    'InvalidParameterValueException',
    'The role defined for the function cannot be assumed by Lambda.',
    'lambda.amazonaws.com',
  ],
])('%s: %s', (name, message, remedy) => {
  const text = explained(name, message);
  expect(text).toContain(remedy);
  expect(text).toMatch(/^The cause: .*\.\nThe remedy: .*\.$/m);
});

test('of a refusal that is not known, nothing is told', () => {
  expect(explained('SomeException', 'Something.')).toBe('');
});
