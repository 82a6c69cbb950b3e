import childProcess from 'node:child_process';
import {
  CreateAccessKeyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  PutRolePolicyCommand,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { type Clients, createClients, destroyClients } from '../../../account/clients';
import { type LearnerPolicy, learnerPolicy } from '../../../account/learner-policy';
import { namesOf } from '../../../account/names';
import { type LocalAws, type LocalAwsOptions, startLocalAws } from '../../../local-aws';
import { stsState } from '../../../local-aws/identity/sts-state';
import { makeCertificates } from './certificates';
import type { CommandLine, CommandResult } from './live-child';
import { LiveProcess } from './live-process';
import { startTlsFront, type TlsFront } from './tls-front';

const REGIONS = ['ap-northeast-1', 'eu-west-1'];
const certificates = makeCertificates([
  '*.amazonaws.com',
  ...REGIONS.flatMap((region) => [
    `*.${region}.amazonaws.com`,
    `*.execute-api.${region}.amazonaws.com`,
  ]),
]);

/** Variables by which a command finds credentials, region and AWS. */
export type Variables = Record<string, string>;

/** A process for live commands: one will do for many accounts. */
export function startLiveProcess(): LiveProcess {
  return new LiveProcess(certificates.authority);
}

/** All actions of the policy of learners. */
export const LEARNER_ACTIONS: string[] = [
  ...new Set(
    learnerPolicy({ accountId: '1', region: 'r', names: namesOf('ann') }).Statement.flatMap(
      ({ Action }) => Action,
    ),
  ),
].sort();

let accounts = 0;

/** An account of local AWS under the names of AWS, and the learners in it. */
export class LiveAws {
  readonly aws: LocalAws;
  readonly front: TlsFront;
  readonly #live: LiveProcess;

  constructor(aws: LocalAws, front: TlsFront, live: LiveProcess) {
    this.aws = aws;
    this.front = front;
    this.#live = live;
  }

  /** Starts an account that no other test has had. Stop it. */
  static async start(live: LiveProcess, options: LocalAwsOptions = {}): Promise<LiveAws> {
    const id = String(100_000_000_000 + ++accounts);
    const aws = await startLocalAws({ accounts: [id], ...options });
    const front = await startTlsFront(aws.port, certificates);
    letFunctionsFindAws(live, front);
    return new LiveAws(aws, front, live);
  }

  async stop(): Promise<void> {
    jest.restoreAllMocks();
    await this.front.stop();
    await this.aws.stop();
  }

  /** Runs a command with the finished code, which must not end in a stack trace. */
  async run(
    command: CommandLine['command'],
    environment: Variables,
    { step, ...options }: CommandLine['options'] & { step?: string } = {},
  ): Promise<CommandResult> {
    const settled = { prefix: 'ann', solutions: true, yes: true, ...options };
    const result = await this.#live.run({ command, step, options: settled, environment });
    expect(result.text).not.toMatch(/^\s+at |should not have happened/m);
    return result;
  }

  /** The credentials of a new user of the account, who may do what a policy says. */
  makeUser(name: string, policy: LearnerPolicy): Promise<Variables> {
    return this.#asAdministrator(async ({ iam }) => {
      await iam.send(new CreateUserCommand({ UserName: name }));
      await this.putUserPolicy(name, policy);
      const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: name }));
      const { AccessKeyId: accessKeyId = '', SecretAccessKey: secretAccessKey = '' } = AccessKey!;
      return this.variables({ accessKeyId, secretAccessKey });
    });
  }

  async putUserPolicy(UserName: string, policy: LearnerPolicy): Promise<void> {
    const input = { UserName, PolicyName: 'workshop', PolicyDocument: JSON.stringify(policy) };
    await this.#asAdministrator(({ iam }) => iam.send(new PutUserPolicyCommand(input)));
  }

  /** The temporary credentials of a role with a learner's policy. */
  assumeRole(RoleName: string, policy: LearnerPolicy): Promise<Variables> {
    const { accountId } = this.aws;
    const trust = {
      Version: '2012-10-17',
      Statement: { Effect: 'Allow', Principal: { AWS: accountId }, Action: 'sts:AssumeRole' },
    };
    return this.#asAdministrator(async ({ iam, sts }) => {
      const AssumeRolePolicyDocument = JSON.stringify(trust);
      const { Role } = await iam.send(
        new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }),
      );
      const document = { PolicyName: 'workshop', PolicyDocument: JSON.stringify(policy) };
      await iam.send(new PutRolePolicyCommand({ RoleName, ...document }));
      const { Credentials } = await sts.send(
        new AssumeRoleCommand({ RoleArn: Role!.Arn, RoleSessionName: 'ann' }),
      );
      return this.variables({
        accessKeyId: Credentials!.AccessKeyId!,
        secretAccessKey: Credentials!.SecretAccessKey!,
        sessionToken: Credentials!.SessionToken!,
      });
    });
  }

  /** All temporary credentials run out. */
  expireSessions(): void {
    this.aws.account.change(stsState, ({ sessions }) => {
      for (const session of Object.values(sessions)) {
        session.expiration = new Date(Date.now() - 1000).toISOString();
      }
    });
  }

  variables({
    accessKeyId,
    secretAccessKey,
    sessionToken = '',
  }: LocalAws['credentials']): Variables {
    return {
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
      AWS_SESSION_TOKEN: sessionToken,
      AWS_REGION: this.aws.region,
      AMAZONAWS_PORT: String(this.front.port),
    };
  }

  /** The policy of a learner of this account. */
  policyFor(prefix: string, region = this.aws.region): LearnerPolicy {
    return learnerPolicy({ accountId: this.aws.accountId, region, names: namesOf(prefix) });
  }

  /** The policy for `ann`, without some of its actions. */
  policyWithout(isLeftOut: (action: string, resource: string) => boolean): LearnerPolicy {
    const policy = this.policyFor('ann');
    const Statement = policy.Statement.map((statement) => ({
      ...statement,
      Action: statement.Action.filter((action) => !isLeftOut(action, statement.Resource)),
    }));
    return { ...policy, Statement: Statement.filter(({ Action }) => Action.length > 0) };
  }

  /** Does something as the account's administrator, past the names and the failures. */
  async #asAdministrator<T>(work: (clients: Clients) => Promise<T>): Promise<T> {
    const { url: endpoint, region, credentials } = this.aws;
    const clients = createClients({ endpoint, region, credentials });
    return work(clients).finally(() => destroyClients(clients));
  }
}

/** Functions run on AWS, where its names lead to it. */
function letFunctionsFindAws({ findsAws }: LiveProcess, { port }: TlsFront): void {
  const { argv, environment } = findsAws;
  const { spawn } = childProcess;
  jest.spyOn(childProcess, 'spawn').mockImplementation(((
    command: string,
    args: string[],
    options: childProcess.SpawnOptions,
  ) => {
    const env = { ...options.env, ...environment, AMAZONAWS_PORT: String(port) };
    return spawn(command, [...argv, ...args], { ...options, env });
  }) as typeof spawn);
}
