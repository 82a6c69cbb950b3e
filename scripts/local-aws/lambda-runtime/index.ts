export type { FunctionInvocation } from './execution-environment';
export type { InvocationResult } from './function-runner';
export { logTail } from './invocation-log';
export { ConcurrencyExceededError, LambdaRuntime, type RunnableFunction } from './lambda-runtime';
export { RESERVED_VARIABLES, type RoleCredentials, type RuntimeSettings } from './variables';
export { InvalidZipError, readZip } from './zip';
