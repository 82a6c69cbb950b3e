import { setTimeout } from 'node:timers/promises';
import { GetRestApisCommand } from '@aws-sdk/client-api-gateway';
import { ListRolesCommand } from '@aws-sdk/client-iam';
import { ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { type Around, type WrappableClient, wrapCalls } from '../account/calls/wrap-calls';
import { type Clients, createClients, destroyClients } from '../account/clients';
import { NotAwaited, runAwaited } from './awaited-calls';

let clients: Clients;
/** What is done within ListRoles, before it is answered. */
let lookFirst: () => Promise<unknown>;

/** How long each operation takes, in milliseconds. */
const DURATIONS: Record<string, number> = { GetRestApis: 0, ListFunctions: 20, ListRoles: 0 };

beforeEach(() => {
  clients = createClients({ region: 'eu-central-1' });
  lookFirst = async () => undefined;
  const answer: Around = async ({ operation, input }) => {
    if (operation === 'ListRoles') await lookFirst();
    await setTimeout(DURATIONS[operation]);
    if ('limit' in input) throw new Error('refused');
    return { operation };
  };
  for (const client of Object.values(clients)) {
    wrapCalls(client as unknown as WrappableClient, [answer]);
  }
});

afterEach(() => destroyClients(clients));

const apis = () => clients.apiGateway.send(new GetRestApisCommand({}));
const refusedApis = () => clients.apiGateway.send(new GetRestApisCommand({ limit: 1 }));
const functions = () => clients.lambda.send(new ListFunctionsCommand({}));
const roles = () => clients.iam.send(new ListRolesCommand({}));

const run = (body: () => Promise<unknown>) => runAwaited(clients, 'provision', body);

test('calls that are awaited pass, one after the other or together', async () => {
  const together = async () => {
    await apis();
    await Promise.all([functions(), apis(), roles()]);
    return roles();
  };
  await expect(run(together)).resolves.toEqual({ operation: 'ListRoles' });
  await expect(run(together)).resolves.toEqual({ operation: 'ListRoles' });
});

test.each<[string, () => Promise<unknown>, string]>([
  ['the last call', async () => void functions(), 'ListFunctions was still under way'],
  [
    'an early call that is answered at once',
    async () => {
      void apis();
      await functions();
      await roles();
    },
    'GetRestApis was still under way when provision returned: is an await missing?',
  ],
  [
    'two calls',
    async () => {
      void apis();
      void roles();
      await functions();
    },
    'GetRestApis, ListRoles were still under way',
  ],
  [
    'a call that is refused',
    async () => {
      refusedApis().then();
      await functions();
    },
    'GetRestApis was still under way when provision returned',
  ],
  [
    'a call, and the next one fails',
    async () => {
      void roles();
      await refusedApis();
    },
    'ListRoles was still under way when provision failed',
  ],
])('what is not awaited is named: %s', async (_, body, message) => {
  const running = run(body);
  await expect(running).rejects.toThrow(NotAwaited);
  await expect(running).rejects.toThrow(message);
});

test('an error of the function is its own where all calls are answered', async () => {
  await expect(run(() => refusedApis())).rejects.toThrow(new Error('refused'));
});

test('a call that is made for another one is a part of that one', async () => {
  lookFirst = functions;
  const body = async () => {
    void roles();
    // By then it looks, and its answer comes when the function has returned.
    await setTimeout(1);
    await apis();
  };
  await expect(run(body)).rejects.toThrow('ListRoles was still under way when provision returned');
});
