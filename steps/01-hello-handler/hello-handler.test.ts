import { bundleFunction } from '../../scripts/account/bundle-function';
import { unless } from '../../scripts/inspect/findings';
import { inspectHello } from '../../scripts/inspect/hello';
import {
  deployFunction,
  invokeFunction,
  type LocalAccount,
  startLocalAccount,
} from '../../scripts/inspect/testing/local-account';
import { handler } from './hello-handler';

let account: LocalAccount;

beforeAll(async () => {
  account = await startLocalAccount();
});

afterAll(() => account.stop());

describe('handler', () => {
  test('returns status 200 and "Hello from Lambda!" as JSON', async () => {
    const callback = 'The handler takes a callback: it must be async, and return its result.';
    // One that is not exported has no length; the call below says so in words.
    expect(unless(!(handler?.length >= 3), callback)).toHaveNoFindings();
    expect(inspectHello(await handler())).toHaveNoFindings();
  });

  test('does so on Lambda, bundled and uploaded', async () => {
    const code = await bundleFunction(require.resolve('./hello-handler'));
    await deployFunction(account, { name: 'hello', code });
    const { result } = await invokeFunction(account, 'hello');
    expect(inspectHello(result)).toHaveNoFindings();
  });
});
