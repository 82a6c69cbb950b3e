import type { Around } from '../../account/calls/wrap-calls';
import type { LocalAws } from '../../local-aws';
import { iamState } from '../../local-aws/identity/iam-state';
import { apiGatewaySlice } from '../../local-aws/services/apigateway/state';
import { lambdaState } from '../../local-aws/services/lambda/state';

/** The process is gone while this call is on its way, or its answer. */
export class Killed extends Error {}

/**
 * A process that is gone when its n-th call has been made: no answer is seen, and no call follows.
 *
 * @param counts which calls are counted, by their operation; all unless given
 */
export function killAt(
  n: number,
  counts: (operation: string) => boolean = () => true,
): { wire: Around; isKilled(): boolean } {
  let calls = 0;
  const wire: Around = async ({ operation, input }, proceed) => {
    if (counts(operation)) calls++;
    if (calls < n) return proceed(input);
    if (calls === n) await proceed(input).catch(() => undefined);
    calls = Number.POSITIVE_INFINITY;
    throw new Killed();
  };
  return { wire, isKilled: () => calls >= n };
}

/** Looked up in the account itself, not by what is under test. */
export function resourcesIn({ account }: LocalAws): number {
  const { roles } = account.read(iamState);
  const { restApis } = account.read(apiGatewaySlice);
  const { functions } = account.read(lambdaState);
  return [roles, restApis, functions].flatMap(Object.keys).length;
}
