import { CreateRoleCommand, DeleteRoleCommand } from '@aws-sdk/client-iam';
import { type LocalAws, startLocalAws } from '../../local-aws';
import { testSession } from '../testing/test-session';

const TRUST = JSON.stringify({
  Version: '2012-10-17',
  Statement: {
    Effect: 'Allow',
    Principal: { Service: 'lambda.amazonaws.com' },
    Action: 'sts:AssumeRole',
  },
});

let aws: LocalAws;

beforeAll(async () => {
  aws = await startLocalAws();
});

afterAll(() => aws.stop());

test('each change is shown; a helper is introduced when it is made, and then no more', async () => {
  const session = testSession(aws, { prefix: 'ann' });
  const { iam } = session.clients;
  for (const RoleName of [session.names.callerRole, session.names.signerRole]) {
    await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: TRUST }));
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
