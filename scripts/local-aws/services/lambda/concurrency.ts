import type {
  Concurrency,
  DeleteFunctionConcurrencyRequest,
  GetFunctionConcurrencyRequest,
  PutFunctionConcurrencyRequest,
} from '@aws-sdk/client-lambda';
import type { Call } from '../service';
import { invalidValue, violatedConstraint } from './errors';
import { changeFunction, findFunction } from './find-function';
import { CONCURRENCY_LIMIT } from './runtime';

export function putFunctionConcurrency(
  input: PutFunctionConcurrencyRequest,
  call: Call,
): Concurrency {
  const reserved = input.ReservedConcurrentExecutions ?? 0;
  if (reserved < 0) {
    const constraint = 'Member must have value greater than or equal to 0';
    throw violatedConstraint(reserved, 'reservedConcurrentExecutions', constraint);
  }
  if (reserved > CONCURRENCY_LIMIT) {
    throw invalidValue(
      `Local AWS runs at most ${CONCURRENCY_LIMIT} functions at a time; ` +
        `${reserved} cannot be reserved.`,
    );
  }
  changeFunction(findFunction(input.FunctionName, call), undefined, (stored) => {
    stored.reservedConcurrency = reserved;
  });
  return { ReservedConcurrentExecutions: reserved };
}

export function getFunctionConcurrency(
  input: GetFunctionConcurrencyRequest,
  call: Call,
): Concurrency {
  const { reservedConcurrency } = findFunction(input.FunctionName, call).found;
  return reservedConcurrency === undefined
    ? {}
    : { ReservedConcurrentExecutions: reservedConcurrency };
}

export function deleteFunctionConcurrency(
  input: DeleteFunctionConcurrencyRequest,
  call: Call,
): object {
  changeFunction(findFunction(input.FunctionName, call), undefined, (stored) => {
    delete stored.reservedConcurrency;
  });
  return {};
}
