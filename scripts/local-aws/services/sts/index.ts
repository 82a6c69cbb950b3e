import type {
  AssumeRoleRequest,
  GetCallerIdentityRequest,
  GetCallerIdentityResponse,
} from '@aws-sdk/client-sts';
import { type Call, type Service, ServiceError } from '../service';
import { assumeRole, assumeRoleDemands } from './assume-role';
import { stsConstraints } from './constraints';

/** STS: who is calling, and temporary credentials. */
export const stsService: Service = {
  signingName: 'sts',
  protocol: {
    name: 'query',
    version: '2011-06-15',
    xmlNamespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
    constraints: stsConstraints,
  },
  schemas: () => require('@aws-sdk/client-sts'),
  /** Whoever is authenticated may ask who they are. */
  authorizationFor: (operation, input, call) =>
    operation === 'AssumeRole'
      ? assumeRoleDemands(input as unknown as AssumeRoleRequest, call)
      : [],
  operations: { AssumeRole: assumeRole, GetCallerIdentity: getCallerIdentity },
};

function getCallerIdentity(
  _: GetCallerIdentityRequest,
  { principal }: Call,
): GetCallerIdentityResponse {
  if (principal.kind === 'service') {
    throw new ServiceError('InvalidClientTokenId', 'A service has no identity of its own.', 403);
  }
  return { UserId: principal.userId, Account: principal.accountId, Arn: principal.arn };
}
