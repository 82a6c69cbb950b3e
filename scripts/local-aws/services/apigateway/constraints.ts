import type { Constraint, Constraints } from '../constraints';

const STATUS_CODE: Constraint = { pattern: '[1-5]\\d\\d' };

/** What the model of API Gateway declares; most of its rules are worded by its operations. */
export const apiGatewayConstraints: Constraints = {
  statusCode: STATUS_CODE,
  type: { values: ['HTTP', 'MOCK', 'AWS_PROXY', 'HTTP_PROXY', 'AWS'] },
  'patchOperations.*.op': { values: ['add', 'remove', 'move', 'test', 'replace', 'copy'] },
  'endpointConfiguration.types': { itemValues: ['PRIVATE', 'EDGE', 'REGIONAL'] },
  'endpointConfiguration.ipAddressType': { values: ['ipv4', 'dualstack'] },
};
