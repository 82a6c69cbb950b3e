export type { Invocation } from './execution-environment';
export type { InvocationResult } from './function-runner';
export { logTail } from './invocation-log';
export { ConcurrencyExceededError, LambdaRuntime, type RunnableFunction } from './lambda-runtime';
export { type FunctionSettings, RESERVED_VARIABLES, type RoleCredentials } from './variables';
export { InvalidZipError, readZip } from './zip';
