import { ACCOUNT, ALLOW_ALL, API, ROLE, type Row, when } from './row';

/** Condition operators and keys. */
export const conditions: Row[] = [
  {
    rule: 'StringEquals compares with regard to case',
    identity: [when('StringEquals', 'aws:username', 'Ann')],
    context: { 'aws:username': 'ann' },
    expected: 'implicitDeny',
  },
  {
    rule: 'StringEquals takes * as an ordinary character',
    identity: [when('StringEquals', 'aws:username', 'a*')],
    context: { 'aws:username': 'ann' },
    expected: 'implicitDeny',
  },
  {
    rule: 'StringEqualsIgnoreCase compares without regard to case',
    identity: [when('StringEqualsIgnoreCase', 'aws:username', 'ANN')],
    context: { 'aws:username': 'ann' },
    expected: 'allowed',
  },
  {
    rule: 'StringLike takes * as a wildcard',
    identity: [when('StringLike', 'aws:username', 'a*')],
    context: { 'aws:username': 'ann' },
    expected: 'allowed',
  },
  {
    rule: 'several values of one key are alternatives',
    identity: [when('StringEquals', 'aws:username', ['bob', 'ann'])],
    context: { 'aws:username': 'ann' },
    expected: 'allowed',
  },
  {
    rule: 'StringNotEquals with several values holds when none is equal',
    identity: [when('StringNotEquals', 'aws:username', ['bob', 'ann'])],
    context: { 'aws:username': 'ann' },
    expected: 'implicitDeny',
  },
  {
    rule: 'several keys of one operator must all hold',
    identity: [{ Condition: { StringEquals: { 'aws:username': 'ann', 'aws:userid': 'x' } } }],
    context: { 'aws:username': 'ann', 'aws:userid': 'y' },
    expected: 'implicitDeny',
  },
  {
    rule: 'several operators must all hold',
    identity: [
      {
        Condition: { StringLike: { 'aws:username': 'a*' }, Bool: { 'aws:SecureTransport': true } },
      },
    ],
    context: { 'aws:username': 'ann', 'aws:SecureTransport': 'true' },
    expected: 'allowed',
  },
  {
    rule: 'a condition key is found without regard to case',
    identity: [when('StringEquals', 'AWS:UserName', 'ann')],
    context: { 'aws:username': 'ann' },
    expected: 'allowed',
  },
  {
    rule: 'an absent key fails a positive operator',
    identity: [when('StringLike', 'aws:username', '*')],
    expected: 'implicitDeny',
  },
  {
    rule: 'an absent key passes a negated operator',
    identity: [when('StringNotEquals', 'aws:username', 'bob')],
    expected: 'allowed',
  },
  {
    rule: 'IfExists passes when the key is absent',
    identity: [when('StringEqualsIfExists', 'aws:username', 'bob')],
    expected: 'allowed',
  },
  {
    rule: 'IfExists is an ordinary comparison when the key is present',
    identity: [when('StringEqualsIfExists', 'aws:username', 'bob')],
    context: { 'aws:username': 'ann' },
    expected: 'implicitDeny',
  },
  {
    rule: 'Null true holds when the key is absent',
    identity: [when('Null', 'aws:TokenIssueTime', 'true')],
    expected: 'allowed',
  },
  {
    rule: 'Null false holds when the key is present',
    identity: [when('Null', 'aws:TokenIssueTime', 'false')],
    expected: 'implicitDeny',
  },
  {
    rule: 'NumericLessThanEquals compares as numbers',
    identity: [when('NumericLessThanEquals', 'aws:MultiFactorAuthAge', '300')],
    context: { 'aws:MultiFactorAuthAge': '95' },
    expected: 'allowed',
  },
  {
    rule: 'a value that is no number fails a numeric comparison',
    identity: [when('NumericLessThan', 'aws:MultiFactorAuthAge', '300')],
    context: { 'aws:MultiFactorAuthAge': '' },
    expected: 'implicitDeny',
  },
  {
    rule: 'DateLessThan compares ISO 8601 times',
    identity: [when('DateLessThan', 'aws:CurrentTime', '2026-01-02T00:00:00Z')],
    context: { 'aws:CurrentTime': '2026-01-01T23:59:59Z' },
    expected: 'allowed',
  },
  {
    rule: 'a date may be written as seconds since 1970',
    identity: [when('DateGreaterThan', 'aws:CurrentTime', '1767225600')],
    context: { 'aws:CurrentTime': '2026-01-01T00:00:01Z' },
    expected: 'allowed',
  },
  {
    rule: 'Bool compares true and false',
    identity: [ALLOW_ALL, when('Bool', 'aws:SecureTransport', 'false', 'Deny')],
    context: { 'aws:SecureTransport': 'false' },
    expected: 'explicitDeny',
  },
  {
    rule: 'IpAddress matches an address in the range',
    identity: [when('IpAddress', 'aws:SourceIp', '203.0.113.0/24')],
    context: { 'aws:SourceIp': '203.0.113.77' },
    expected: 'allowed',
  },
  {
    rule: 'IpAddress refuses an address outside of the range',
    identity: [when('IpAddress', 'aws:SourceIp', '203.0.113.0/24')],
    context: { 'aws:SourceIp': '203.0.114.1' },
    expected: 'implicitDeny',
  },
  {
    rule: 'IpAddress knows IPv6 ranges',
    identity: [when('IpAddress', 'aws:SourceIp', '2001:db8::/32')],
    context: { 'aws:SourceIp': '2001:db8:1::5' },
    expected: 'allowed',
  },
  {
    rule: 'NotIpAddress denies what is outside of the range',
    identity: [ALLOW_ALL, when('NotIpAddress', 'aws:SourceIp', '127.0.0.1', 'Deny')],
    context: { 'aws:SourceIp': '10.0.0.1' },
    expected: 'explicitDeny',
  },
  {
    rule: 'ArnLike compares the parts of an ARN with wildcards',
    identity: [when('ArnLike', 'aws:SourceArn', 'arn:aws:execute-api:*:*:a1b2c3/*/GET/*')],
    context: { 'aws:SourceArn': `${API}/dev/GET/pets` },
    expected: 'allowed',
  },
  {
    rule: 'a * of ArnLike does not reach over a colon',
    identity: [when('ArnLike', 'aws:SourceArn', 'arn:aws:*:a1b2c3')],
    context: { 'aws:SourceArn': API },
    expected: 'implicitDeny',
  },
  {
    rule: 'ArnEquals takes wildcards too',
    identity: [when('ArnEquals', 'aws:PrincipalArn', `arn:aws:iam::${ACCOUNT}:role/*`)],
    context: { 'aws:PrincipalArn': ROLE },
    expected: 'allowed',
  },
  {
    rule: 'BinaryEquals compares base64 texts',
    identity: [when('BinaryEquals', 'workshop:key', 'QmluYXJ5')],
    context: { 'workshop:key': 'QmluYXJ5' },
    expected: 'allowed',
  },
  {
    rule: 'ForAllValues: every value of the request must fit',
    identity: [when('ForAllValues:StringEquals', 'aws:TagKeys', ['team', 'stage'])],
    context: { 'aws:TagKeys': ['team', 'cost'] },
    expected: 'implicitDeny',
  },
  {
    rule: 'ForAllValues holds for an absent key',
    identity: [when('ForAllValues:StringEquals', 'aws:TagKeys', ['team'])],
    expected: 'allowed',
  },
  {
    rule: 'ForAnyValue: one value of the request that fits is enough',
    identity: [when('ForAnyValue:StringLike', 'aws:TagKeys', ['te*'])],
    context: { 'aws:TagKeys': ['team', 'cost'] },
    expected: 'allowed',
  },
  {
    rule: 'ForAnyValue fails for an absent key, also when negated',
    identity: [when('ForAnyValue:StringNotEquals', 'aws:TagKeys', ['team'])],
    expected: 'implicitDeny',
  },
  {
    rule: 'ForAnyValue negated needs one value that is not among those',
    identity: [when('ForAnyValue:StringNotEquals', 'aws:TagKeys', ['team'])],
    context: { 'aws:TagKeys': ['team', 'cost'] },
    expected: 'allowed',
  },
  {
    rule: 'variables are replaced in condition values',
    identity: [when('StringEquals', 'aws:PrincipalTag/owner', `\${aws:username}`)],
    context: { 'aws:PrincipalTag/owner': 'ann', 'aws:username': 'ann' },
    expected: 'allowed',
  },
];
