export { clientsOf, type LocalAccount, startLocalAccount } from './account';
export {
  deploy,
  makeEmptyApi,
  makeHelloApi,
  makeManifoldApi,
  putMockIntegration,
  putRootGet,
  type TestApi,
} from './apis';
export { awaitingItsCalls } from './awaited-calls';
export { deployFunction, HELLO_FUNCTION, invokeFunction } from './functions';
export { credentialsOfRole, makeRole, putInlinePolicy } from './roles';
export { callSigned, callUnsigned } from './signed-calls';
