import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { type LocalAws, ManualClock, startLocalAws } from '..';
import type { Credentials } from '../account/account';

/** When the tests take place. */
export const NOW = new Date('2026-01-31T12:00:00Z');

export const TRUST = policy({
  Effect: 'Allow',
  Principal: { Service: 'lambda.amazonaws.com' },
  Action: 'sts:AssumeRole',
});

export const INVOKE = policy({ Effect: 'Allow', Action: 'execute-api:Invoke', Resource: '*' });

/** A policy document of one statement, as JSON. */
export function policy(statement: object): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
}

/** Gives each test a local AWS of its own, at `NOW`, and a client of its administrator. */
export function useIam() {
  let aws: LocalAws;
  let iam: IAMClient;

  beforeEach(async () => {
    aws = await startLocalAws({ clock: new ManualClock(NOW) });
    iam = new IAMClient(clientOptions());
  });

  afterEach(() => aws.stop());

  /** The SDK signs with the real time unless it is told how far the server's clock is off. */
  function clientOptions(credentials: Credentials = aws.credentials) {
    const systemClockOffset = NOW.getTime() - Date.now();
    return {
      endpoint: aws.url,
      region: aws.region,
      credentials,
      systemClockOffset,
      maxAttempts: 1,
    };
  }

  function createRole(name = 'caller') {
    return iam.send(new CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument: TRUST }));
  }

  return { send: ((command) => iam.send(command)) as IAMClient['send'], clientOptions, createRole };
}
