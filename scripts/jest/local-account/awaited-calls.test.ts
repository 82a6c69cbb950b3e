import { setImmediate } from 'node:timers/promises';
import { CreateRestApiCommand, DeleteRestApiCommand } from '@aws-sdk/client-api-gateway';
import { ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { type AccountClients, type LocalAccount, startLocalAccount } from './account';
import { awaitingItsCalls } from './awaited-calls';

let account: LocalAccount;

beforeAll(async () => {
  account = await startLocalAccount();
});

afterAll(() => account.stop());

const create = ({ apiGateway }: AccountClients, name = 'one') =>
  apiGateway.send(new CreateRestApiCommand({ name }));
const list = ({ lambda }: AccountClients) => lambda.send(new ListFunctionsCommand({}));
const removeUnknown = ({ apiGateway }: AccountClients) =>
  apiGateway.send(new DeleteRestApiCommand({ restApiId: 'unknown' }));

const running = <T>(run: (clients: AccountClients) => Promise<T>) =>
  awaitingItsCalls(account, 'work', run);

it.each<[string, (clients: AccountClients) => Promise<unknown>]>([
  ['makes no call', async () => 'done'],
  [
    'awaits one call after the other',
    async (clients) => {
      await create(clients);
      await list(clients);
      return 'done';
    },
  ],
  [
    'awaits several calls at once',
    async (clients) => {
      await Promise.all([create(clients), list(clients), create(clients, 'two')]);
      return 'done';
    },
  ],
  [
    'begins a call, and awaits it later',
    async (clients) => {
      const created = create(clients);
      await list(clients);
      await created;
      return 'done';
    },
  ],
])('lets pass what %s', async (_, run) => {
  await expect(running(run)).resolves.toBe('done');
});

it.each<[string, (clients: AccountClients) => Promise<unknown>, string]>([
  ['its last call', async (clients) => void create(clients), 'returned.\nCreateRestApi:'],
  [
    'a call before one that it awaits',
    async (clients) => {
      void create(clients);
      await list(clients);
      await list(clients);
    },
    'returned.\nCreateRestApi:',
  ],
  [
    'a call that fails',
    async (clients) => {
      void removeUnknown(clients);
      await list(clients);
    },
    'returned.\nDeleteRestApi:',
  ],
  [
    'a call, and fails of another',
    async (clients) => {
      void create(clients);
      await removeUnknown(clients);
    },
    'failed with: Invalid API identifier specified',
  ],
])('names what does not await %s', async (_, run, words) => {
  await expect(running(run)).rejects.toThrow(words);
  // An unhandled rejection would come now, and fail the test.
  await setImmediate();
});

it('lets the failure of an awaited call be', async () => {
  await expect(running(removeUnknown)).rejects.toMatchObject({ name: 'NotFoundException' });
});
