import {
  APIGatewayClient,
  CreateRestApiCommand,
  DeleteRestApiCommand,
  GetRestApisCommand,
} from '@aws-sdk/client-api-gateway';
import {
  AttachUserPolicyCommand,
  CreateAccessKeyCommand,
  CreateUserCommand,
  DetachUserPolicyCommand,
  IAMClient,
  ListRolesCommand,
} from '@aws-sdk/client-iam';
import { type LocalAws, ManualClock, type RealityOptions, startLocalAws } from '../..';
import type { Credentials } from '../account';
import { Faults } from './faults';
import { Reality } from './reality';

const NOW = new Date('2026-01-31T12:00:00Z');

let aws: LocalAws;
let clock: ManualClock;

afterEach(() => aws?.stop());

async function start(reality: RealityOptions): Promise<void> {
  clock = new ManualClock(NOW);
  aws = await startLocalAws({ clock, reality });
}

function clientOptions(credentials: Credentials = aws.credentials) {
  const systemClockOffset = clock.now().getTime() - Date.now();
  return { endpoint: aws.url, region: aws.region, credentials, systemClockOffset, maxAttempts: 1 };
}

describe('propagation', () => {
  test('is over for what was changed before the clock was set back', async () => {
    clock = new ManualClock(NOW);
    const quotas = { quotas: true, propagation: { role: 10_000 } };
    const reality = new Reality(clock, quotas);
    const createdAt = clock.now();
    expect(reality.hasPropagated('role', createdAt)).toBe(false);
    expect(reality.takeFromQuotas('1', 'GetRestApi')).toBeUndefined();
    clock.advance(-7_200_000);
    expect(reality.hasPropagated('role', createdAt)).toBe(true);
    expect(reality.takeFromQuotas('1', 'GetRestApi')).toBeUndefined();
  });

  test('lets a change of permissions take effect later, in both directions', async () => {
    await start({ propagation: { policy: 5000 } });
    const iam = new IAMClient(clientOptions());
    const UserName = 'alice';
    const PolicyArn = 'arn:aws:iam::aws:policy/IAMReadOnlyAccess';
    await iam.send(new CreateUserCommand({ UserName }));
    const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName }));
    const alice = new IAMClient(
      clientOptions({
        accessKeyId: AccessKey!.AccessKeyId!,
        secretAccessKey: AccessKey!.SecretAccessKey!,
      }),
    );
    const isAllowed = () =>
      alice.send(new ListRolesCommand({})).then(
        () => true,
        () => false,
      );

    await iam.send(new AttachUserPolicyCommand({ UserName, PolicyArn }));
    expect(await isAllowed()).toBe(false);
    clock.advance(5000);
    expect(await isAllowed()).toBe(true);
    await iam.send(new DetachUserPolicyCommand({ UserName, PolicyArn }));
    expect(await isAllowed()).toBe(true);
    clock.advance(5000);
    expect(await isAllowed()).toBe(false);
  });
});

describe('quotas', () => {
  test('refuse calls of API Gateway that come too fast, and say when to try again', async () => {
    await start({ quotas: true });
    const apiGateway = new APIGatewayClient(clientOptions());
    const create = () => apiGateway.send(new CreateRestApiCommand({ name: 'api' }));
    const { id } = await create();
    await expect(create()).rejects.toMatchObject({
      name: 'TooManyRequestsException',
      message: 'Too Many Requests',
      retryAfterSeconds: '3',
      $metadata: { httpStatusCode: 429 },
      $response: { headers: { 'retry-after': '3' } },
    });
    clock.advance(3000);
    const second = await create();

    await apiGateway.send(new DeleteRestApiCommand({ restApiId: id! }));
    const remove = () => apiGateway.send(new DeleteRestApiCommand({ restApiId: second.id! }));
    await expect(remove()).rejects.toMatchObject({ retryAfterSeconds: '30' });
    clock.advance(30_000);
    await remove();
  });

  test('limit all management calls together', async () => {
    await start({ quotas: true });
    const apiGateway = new APIGatewayClient(clientOptions());
    const list = () => apiGateway.send(new GetRestApisCommand({}));
    await Promise.all(Array.from({ length: 40 }, list));
    await expect(list()).rejects.toMatchObject({ retryAfterSeconds: '1' });
    clock.advance(100);
    await list();
  });

  test('have no effect unless they are asked for', async () => {
    await start({});
    const apiGateway = new APIGatewayClient(clientOptions());
    await apiGateway.send(new CreateRestApiCommand({ name: 'one' }));
    await apiGateway.send(new CreateRestApiCommand({ name: 'two' }));
  });
});

describe('faults', () => {
  test('are the same for the same seed, in about the shares asked for', () => {
    const draw = (seed: number) => {
      const faults = new Faults({ seed, errors: 0.2, drops: 0.1 });
      return Array.from({ length: 2000 }, () => faults.next());
    };
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
    const shareOf = (fault: string) => draw(1).filter((each) => each === fault).length / 2000;
    expect(shareOf('error')).toBeCloseTo(0.2, 1);
    expect(shareOf('drop-before') + shareOf('drop-after')).toBeCloseTo(0.1, 1);
  });

  test('answer 503 for no reason', async () => {
    await start({ faults: { seed: 1, errors: 1 } });
    const apiGateway = new APIGatewayClient(clientOptions());
    await expect(apiGateway.send(new GetRestApisCommand({}))).rejects.toMatchObject({
      $metadata: { httpStatusCode: 503 },
    });
  });

  test('drop connections, before or after the work is done', async () => {
    await start({ faults: { seed: 3, drops: 1 } });
    const apiGateway = new APIGatewayClient(clientOptions());
    for (let i = 0; i < 10; i++) {
      await expect(apiGateway.send(new CreateRestApiCommand({ name: 'api' }))).rejects.toThrow();
    }
    const done = aws.records.list().filter(({ status }) => status === 201).length;
    expect(done).toBeGreaterThan(0);
    expect(done).toBeLessThan(10);
  });
});
