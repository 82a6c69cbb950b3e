import {
  PutRolePolicyCommand,
  SimulateCustomPolicyCommand,
  SimulatePrincipalPolicyCommand,
} from '@aws-sdk/client-iam';
import { INVOKE, policy, useIam } from '../../testing/iam';

const { createRole, send } = useIam();

describe('simulation', () => {
  test('tells what a role might do', async () => {
    const { Role } = await createRole();
    const PolicyDocument = policy({
      Effect: 'Allow',
      Action: 'execute-api:Invoke',
      Resource: 'arn:aws:execute-api:*:*:abc/dev/GET/',
      Condition: { StringEquals: { 'aws:RequestedRegion': 'ap-northeast-1' } },
    });
    await send(
      new PutRolePolicyCommand({ RoleName: 'caller', PolicyName: 'invoke', PolicyDocument }),
    );
    const decide = async (region: string, stage: string) => {
      const { EvaluationResults } = await send(
        new SimulatePrincipalPolicyCommand({
          PolicySourceArn: Role!.Arn!,
          ActionNames: ['execute-api:Invoke'],
          ResourceArns: [`arn:aws:execute-api:ap-northeast-1:123456789012:abc/${stage}/GET/`],
          ContextEntries: [
            {
              ContextKeyName: 'aws:RequestedRegion',
              ContextKeyType: 'string',
              ContextKeyValues: [region],
            },
          ],
        }),
      );
      return EvaluationResults![0]!.EvalDecision;
    };
    expect(await decide('ap-northeast-1', 'dev')).toBe('allowed');
    expect(await decide('ap-northeast-1', 'prod')).toBe('implicitDeny');
    expect(await decide('us-east-1', 'dev')).toBe('implicitDeny');
  });

  test('tells what policies would allow that nobody has', async () => {
    const { EvaluationResults } = await send(
      new SimulateCustomPolicyCommand({
        PolicyInputList: [INVOKE, policy({ Effect: 'Deny', Action: 's3:*', Resource: '*' })],
        ActionNames: ['execute-api:Invoke', 's3:GetObject', 'sqs:SendMessage'],
      }),
    );
    expect(EvaluationResults?.map(({ EvalDecision }) => EvalDecision)).toEqual([
      'allowed',
      'explicitDeny',
      'implicitDeny',
    ]);
  });
});
