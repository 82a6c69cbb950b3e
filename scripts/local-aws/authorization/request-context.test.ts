import type { RequestPrincipal } from './principals';
import { requestContext } from './request-context';

const facts = {
  sourceIp: '127.0.0.1',
  time: new Date('2026-01-02T03:04:05Z'),
  region: 'eu-west-1',
};
const session = {
  kind: 'assumed-role',
  accountId: '123456789012',
  arn: 'arn:aws:sts::123456789012:assumed-role/caller/s1',
  roleArn: 'arn:aws:iam::123456789012:role/caller',
  userId: 'AROAEXAMPLE:s1',
} as const;

test('a request carries the global condition keys', () => {
  expect(requestContext({ ...facts, principal: session, userAgent: 'curl/8' })).toEqual({
    'aws:ViaAWSService': 'false',
    'aws:ResourceAccount': '123456789012',
    'aws:SourceIp': '127.0.0.1',
    'aws:CurrentTime': '2026-01-02T03:04:05.000Z',
    'aws:EpochTime': '1767323045',
    'aws:RequestedRegion': 'eu-west-1',
    'aws:SecureTransport': 'true',
    'aws:UserAgent': 'curl/8',
    'aws:PrincipalType': 'AssumedRole',
    'aws:PrincipalIsAWSService': 'false',
    'aws:PrincipalAccount': '123456789012',
    'aws:PrincipalArn': 'arn:aws:iam::123456789012:role/caller',
    'aws:userid': 'AROAEXAMPLE:s1',
  });
});

test.each<[RequestPrincipal, string]>([
  [{ kind: 'anonymous' }, 'Anonymous'],
  [{ kind: 'service', service: 'apigateway.amazonaws.com' }, 'Service'],
])('%j has no account and no ARN', (principal, type) => {
  const context = requestContext({ ...facts, principal });
  expect(context['aws:PrincipalType']).toBe(type);
  expect(context['aws:PrincipalArn']).toBeUndefined();
  expect(context['aws:PrincipalAccount']).toBeUndefined();
});
