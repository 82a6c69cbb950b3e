import type {
  Concurrency,
  DeleteFunctionConcurrencyRequest,
  GetFunctionConcurrencyRequest,
  PutFunctionConcurrencyRequest,
} from '@aws-sdk/client-lambda';
import type { Call } from '../service';
import { invalidValue } from './errors';
import {
  changeFunction,
  findUnqualified,
  functionAddress,
  functionAt,
  functionNotFound,
  LATEST,
} from './find-function';
import { CONCURRENCY_LIMIT } from './runtime';

export function putFunctionConcurrency(
  input: PutFunctionConcurrencyRequest,
  call: Call,
): Concurrency {
  const reserved = input.ReservedConcurrentExecutions ?? 0;
  checkExists(input, call);
  const target = findUnqualified(input, call);
  if (reserved > CONCURRENCY_LIMIT) {
    throw invalidValue(
      `Local AWS runs at most ${CONCURRENCY_LIMIT} functions at a time; ` +
        `${reserved} cannot be reserved.`,
    );
  }
  changeFunction(target, (stored) => {
    stored.reservedConcurrency = reserved;
  });
  return { ReservedConcurrentExecutions: reserved };
}

export function getFunctionConcurrency(
  input: GetFunctionConcurrencyRequest,
  call: Call,
): Concurrency {
  const { reservedConcurrency } = findUnqualified(input, call).found;
  return reservedConcurrency === undefined
    ? {}
    : { ReservedConcurrentExecutions: reservedConcurrency };
}

export function deleteFunctionConcurrency(
  input: DeleteFunctionConcurrencyRequest,
  call: Call,
): object {
  changeFunction(findUnqualified(input, call), (stored) => {
    delete stored.reservedConcurrency;
  });
  return {};
}

/** This operation looks for the latest version, and reports it as missing. */
function checkExists(input: PutFunctionConcurrencyRequest, { cloud, account }: Call): void {
  const address = functionAddress(cloud, input, account);
  if (!functionAt(address)) throw functionNotFound(address, LATEST);
}
