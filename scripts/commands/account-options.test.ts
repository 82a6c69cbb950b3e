import { openSession, refuseOtherRegion } from '../account/session';
import { doctorCommand } from '../doctor/doctor';
import { CannotRun } from '../terminal/cannot-run';
import { outputTo } from '../terminal/output';

const silent = outputTo({ write: () => undefined });

test.each([
  ['verify and teardown', () => openSession({ region: 'us-east-1' }, silent)],
  ['doctor', () => doctorCommand({ region: 'us-east-1' }, silent)],
])('%s: a region of its own is for a real account', async (_, command) => {
  await expect(command()).rejects.toThrow(CannotRun);
  await expect(command()).rejects.toThrow(/--region us-east-1 is for a real account: .*--live/);
});

test('the region that local AWS is in may be named', () => {
  expect(() => refuseOtherRegion('ap-northeast-1')).not.toThrow();
  expect(() => refuseOtherRegion(undefined)).not.toThrow();
});

test('a prefix that cannot be used is refused before anything is opened', async () => {
  await expect(openSession({ prefix: 'Ann-Lee' }, silent)).rejects.toThrow(CannotRun);
});
