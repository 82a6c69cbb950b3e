import { SimulatedTime } from '../testing/simulated-time';
import type { AwsError } from './aws-error';
import { patient } from './patience';

/** Makes a call that fails so often, and tells how it went. */
async function call(
  operation: string,
  error: Partial<AwsError>,
  { failures = Number.POSITIVE_INFINITY, settlingSeconds = 0 } = {},
) {
  const time = new SimulatedTime();
  const start = time.now().getTime();
  const told: string[] = [];
  let attempts = 0;
  const around = patient({
    time,
    settlingSeconds,
    waiting: (reason, seconds) => told.push(`${seconds} s: ${reason}`),
    findLostCreation: async () => undefined,
  });
  const outcome = await around({ operation, input: {} }, async () => {
    attempts++;
    if (attempts > failures) return { done: true };
    throw Object.assign(new Error('refused'), error);
  }).catch(({ message }: Error) => message);
  return { outcome, attempts, told, seconds: (time.now().getTime() - start) / 1000 };
}

const QUOTA = { name: 'TooManyRequestsException', $metadata: { httpStatusCode: 429 } };

test('a quota is waited out, and each second is told', async () => {
  const result = await call('CreateRestApi', QUOTA, { failures: 1 });
  expect(result).toEqual({
    outcome: { done: true },
    attempts: 2,
    seconds: 3,
    told: [3, 2, 1].map((s) => `${s} s: AWS takes one CreateRestApi in 3 seconds from an account`),
  });
});

test('waits as long as AWS says', async () => {
  const error = { ...QUOTA, retryAfterSeconds: '7' };
  expect((await call('DeleteRestApi', error, { failures: 1 })).seconds).toBe(7);
});

test('a class of 30 gets through the quota of DeleteRestApi, and it is not waited for ever', async () => {
  expect((await call('DeleteRestApi', QUOTA, { failures: 30 })).outcome).toEqual({ done: true });
  const result = await call('DeleteRestApi', QUOTA);
  expect(result).toMatchObject({ outcome: 'refused', seconds: 3600 });
});

test('what AWS fails at again and again is given up', async () => {
  const result = await call('GetRole', { $metadata: { httpStatusCode: 503 } });
  expect(result).toMatchObject({ outcome: 'refused', attempts: 10, seconds: 55 });
});

test('a role that cannot be assumed is waited for as long as changes may take', async () => {
  const error = {
    name: 'InvalidParameterValueException',
    message: 'The role defined for the function cannot be assumed by Lambda.',
    $metadata: { httpStatusCode: 400 },
  };
  const live = await call('CreateFunction', error, { failures: 5, settlingSeconds: 60 });
  expect(live).toMatchObject({ outcome: { done: true }, seconds: 15 });
  const local = await call('CreateFunction', error);
  expect(local).toMatchObject({ attempts: 1, seconds: 0 });
});

test.each<[string, Partial<AwsError>]>([
  ['a refusal', { name: 'AccessDeniedException', $metadata: { httpStatusCode: 403 } }],
  ['a machine without network', { code: 'ENOTFOUND' }],
])('%s is not repeated', async (_, error) => {
  expect(await call('GetRole', error)).toMatchObject({ outcome: 'refused', attempts: 1 });
});
