import type { CallInput } from './operations';

/** One call of an AWS operation, before it is sent. */
export interface AwsCall {
  /** Such as `CreateRole`. */
  operation: string;
  input: CallInput;
}

/** What an operation gave back. */
export type CallOutput = CallInput;

/**
 * Something that is done around each call: it proceeds as often as it likes, with what input it
 * likes, and returns the output of one.
 */
export type Around = (
  call: AwsCall,
  proceed: (input: CallInput) => Promise<CallOutput>,
) => Promise<CallOutput>;

interface Arguments {
  input: CallInput;
}

interface Result {
  output: CallOutput;
  response?: unknown;
}

/** Any client of the SDK: the part that is used here. */
export interface WrappableClient {
  middlewareStack: {
    add(
      middleware: (
        next: (args: Arguments) => Promise<Result>,
        context: { commandName?: string },
      ) => (args: Arguments) => Promise<Result>,
      options: { step: 'initialize'; name: string; priority: Wrapping['priority'] },
    ): void;
    remove(name: string): boolean;
  };
}

/** One of the wrappings of a client, by which it can be taken off again. */
export interface Wrapping {
  name: string;
  /** `high` is outside of `low`. */
  priority: 'high' | 'low';
}

const WORKSHOP: Wrapping = { name: 'workshop', priority: 'low' };

/**
 * Puts something around each call of a client, whoever makes it.
 *
 * @param arounds the outermost first
 */
export function wrapCalls(
  client: WrappableClient,
  arounds: Around[],
  wrapping: Wrapping = WORKSHOP,
): void {
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        const operation = commandName.replace(/Command$/, '');
        const send = async (input: CallInput) => (await next({ ...args, input })).output;
        const all = arounds.reduceRight<typeof send>(
          (proceed, around) => (input) => around({ operation, input }, proceed),
          send,
        );
        return { output: await all(args.input) };
      },
    { step: 'initialize', ...wrapping },
  );
}

/** Takes a wrapping off again. */
export function unwrapCalls(client: WrappableClient, { name }: Wrapping): void {
  client.middlewareStack.remove(name);
}
