export type { ConditionContext } from './context';
export { type AuthorizationRequest, type AuthorizationResult, evaluate } from './evaluate';
export { type ApiLocation, expandExecuteApiResources } from './execute-api-policy';
export type { PolicyKind } from './grammar';
export { MalformedPolicyError, parsePolicy } from './parse';
export type { NamedPolicy, ParsedPolicy, Statement } from './policy';
export type { RequestPrincipal } from './principals';
export { type RequestFacts, requestContext } from './request-context';
export type { ConsideredStatement } from './statements';
