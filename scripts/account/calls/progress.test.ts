import { CreateRoleCommand, DeleteRoleCommand } from '@aws-sdk/client-iam';
import { type LocalAws, startLocalAws } from '../../local-aws';
import { testSession } from '../testing/test-session';
import { LAMBDA_TRUST } from '../testing/trust-policy';

let aws: LocalAws;

beforeAll(async () => {
  aws = await startLocalAws();
});

afterAll(() => aws.stop());

test('each change is shown; a helper is introduced when it is made, and then no more', async () => {
  const session = testSession(aws, { prefix: 'ann' });
  const { iam } = session.clients;
  for (const RoleName of [session.names.callerRole, session.names.signerRole]) {
    await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: LAMBDA_TRUST }));
  }
  await iam.send(new DeleteRoleCommand({ RoleName: session.names.signerRole }));
  expect(session.written().split('\n')).toEqual([
    '    CreateRole ann-caller',
    '    CreateRole ann-signer',
    '      (a helper of the verification: taken for temporary credentials to sign with)',
    '    DeleteRole ann-signer',
    '',
  ]);
  await session.close();
});
