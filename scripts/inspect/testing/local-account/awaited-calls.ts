import { type CallOptions, runAwaited } from '../../awaited-calls';
import { explainReason } from '../../aws-refusals';
import { explainingErrors } from '../../explained-error';
import type { AccountClients, LocalAccount } from './account';

/**
 * Runs a function of the learner's on an account: it has to await each of its calls, and what AWS
 * says to one that it refuses is explained.
 *
 * @param name what the function is called, for the error
 * @returns what it returned
 * @throws NotAwaited with the calls that it did not await; what it throws, with the explanation
 */
export function awaitingItsCalls<T>(
  { apiGateway, iam, lambda, sts }: LocalAccount,
  name: string,
  run: (clients: AccountClients) => Promise<T>,
  options?: CallOptions,
): Promise<T> {
  const clients = { apiGateway, iam, lambda, sts };
  return explainingErrors(
    () => runAwaited(clients, name, async () => run(clients), options),
    (error) => explainReason(error).join('\n') || undefined,
  );
}
