import { documented, type Row, when } from './row';

const OPERATORS = 'IAM JSON policy elements: Condition operators';
const SETS = 'Creating a condition with multiple keys or values';

/** What a request has under the condition key; undefined where it lacks the key. */
type RequestValue = string | string[] | undefined;

/** An operator, what the policy asks for, what the request has, and whether the condition is met. */
type Comparison = [operator: string, policy: unknown, request: RequestValue, met: boolean];

/** An allow of everything under one condition, so that the decision shows whether it is met. */
function compared(page: string, sentence: string, comparisons: Comparison[]): Row[] {
  const rows = comparisons.map(
    ([operator, policy, request, met]): Row => ({
      rule: `${operator} ${JSON.stringify(policy)} ${met ? 'is' : 'is not'} met by ${JSON.stringify(request) ?? 'an absent key'}`,
      identity: [when(operator, 'workshop:key', policy)],
      context: { 'workshop:key': request, 'aws:username': 'ann', 'aws:EpochTime': '5' },
      expected: met ? 'allowed' : 'implicitDeny',
    }),
  );
  return documented(page, sentence, rows);
}

const FINANCE = 'arn:aws:someservice:*:111122223333:finance/*';
const STORE = 'arn:aws:someservice:us-east-2:999999999999:store/abc:111122223333:finance/a.txt';
const BOB = 'arn:aws:iam::123456789012:user/bob';

/** Each operator of the policy language, compared with values that meet it and that do not. */
export const operators: Row[] = [
  ...compared(OPERATORS, 'StringEquals: Exact matching, case sensitive', [
    ['StringEquals', 'ann', 'ann', true],
    ['StringEquals', 'ann', 'ANN', false],
    ['StringEquals', 'ann', 'anna', false],
    ['StringEquals', 'ann', ' ann', false],
    ['StringEquals', 'a?n', 'ann', false],
    ['StringEquals', 'a*', 'a*', true],
    ['StringEquals', '', '', true],
    ['StringEquals', 'Zoë', 'Zoë', true],
  ]),
  ...compared(OPERATORS, 'StringNotEquals: Negated matching', [
    ['StringNotEquals', 'ann', 'ann', false],
    ['StringNotEquals', 'ann', 'Ann', true],
    ['StringNotEquals', ['ann', 'bob'], 'eve', true],
    ['StringNotEquals', 'a*', 'ann', true],
  ]),
  ...compared(OPERATORS, 'StringEqualsIgnoreCase: Exact matching, ignoring case', [
    ['StringEqualsIgnoreCase', 'Ann', 'aNN', true],
    ['StringEqualsIgnoreCase', 'Ann', 'anna', false],
    ['StringEqualsIgnoreCase', 'a*', 'ann', false],
  ]),
  ...compared(OPERATORS, 'StringNotEqualsIgnoreCase: Negated matching, ignoring case', [
    ['StringNotEqualsIgnoreCase', 'Ann', 'aNN', false],
    ['StringNotEqualsIgnoreCase', 'Ann', 'bob', true],
  ]),
  ...compared(
    OPERATORS,
    'StringLike: The values can include multi-character match wildcards (*) and single-character match wildcards (?) anywhere in the string',
    [
      ['StringLike', '*nn', 'ann', true],
      ['StringLike', 'a*n', 'an', true],
      ['StringLike', '?nn', 'ann', true],
      ['StringLike', 'ann?', 'ann', false],
      ['StringLike', 'a??', 'ann', true],
      ['StringLike', '*', '', true],
      ['StringLike', 'a*c*e', 'abcde', true],
      ['StringLike', 'a*c*e', 'abcd', false],
    ],
  ),
  ...compared(OPERATORS, 'StringLike: Case-sensitive matching', [
    ['StringLike', 'A*', 'ann', false],
    ['StringLike', 'a.*', 'abc', false],
  ]),
  ...compared(OPERATORS, 'You must specify wildcards to achieve partial string matches', [
    ['StringLike', 'an', 'ann', false],
    ['StringLike', 'an*', 'ann', true],
  ]),
  ...compared(OPERATORS, 'StringNotLike: Negated case-sensitive matching', [
    ['StringNotLike', 'a*', 'ann', false],
    ['StringNotLike', 'A*', 'ann', true],
    ['StringNotLike', ['b*', 'a?n'], 'ann', false],
  ]),
  ...compared(OPERATORS, 'the s3:prefix matches any one of the specified patterns', [
    ['StringLike', ['', 'home/', `home/\${aws:username}/`], '', true],
    ['StringLike', ['', 'home/', `home/\${aws:username}/`], 'home/', true],
    ['StringLike', ['', 'home/', `home/\${aws:username}/`], 'home/ann/', true],
    ['StringLike', ['', 'home/', `home/\${aws:username}/`], 'home/bob/', false],
  ]),
  ...compared(OPERATORS, 'comparing a key to an integer or decimal value', [
    ['NumericEquals', '10', '10', true],
    ['NumericEquals', 10, '10', true],
    ['NumericEquals', '10', '10.0', true],
    ['NumericEquals', '0.5', '.50', false],
    ['NumericEquals', '-3', '-3', true],
    ['NumericEquals', '10', '11', false],
    ['NumericEquals', '16', '0x10', false],
    ['NumericEquals', '1000', '1e3', false],
    ['NumericNotEquals', '10', '11', true],
    ['NumericNotEquals', '10', '10', false],
  ]),
  ...compared(OPERATORS, 'NumericLessThan: "Less than" matching', [
    ['NumericLessThan', '10', '9', true],
    ['NumericLessThan', '10', '10', false],
    ['NumericLessThan', '10', '-11', true],
    ['NumericLessThan', '1.5', '1.25', true],
  ]),
  ...compared(OPERATORS, 'the requester can list up to 10 objects', [
    ['NumericLessThanEquals', '10', '10', true],
    ['NumericLessThanEquals', '10', '10.5', false],
    ['NumericLessThanEquals', '10', '9', true],
  ]),
  ...compared(OPERATORS, 'NumericGreaterThan: "Greater than" matching', [
    ['NumericGreaterThan', '9', '10', true],
    ['NumericGreaterThan', '10', '10', false],
    ['NumericGreaterThan', '10', '9', false],
  ]),
  ...compared(OPERATORS, 'NumericGreaterThanEquals: "Greater than or equals" matching', [
    ['NumericGreaterThanEquals', '10', '10', true],
    ['NumericGreaterThanEquals', '10', '9.99', false],
  ]),
  ...compared(OPERATORS, 'You can not use a policy variable with the Numeric condition operator', [
    ['NumericEquals', `\${aws:EpochTime}`, '5', false],
    ['NumericLessThan', `\${aws:EpochTime}`, '4', false],
  ]),
  ...compared(OPERATORS, 'DateEquals: Matching a specific date', [
    ['DateEquals', '2020-01-01T00:00:01Z', '2020-01-01T00:00:01Z', true],
    ['DateEquals', '2020-01-01T00:00:01Z', '2020-01-01T00:00:02Z', false],
    ['DateEquals', '2020-01-01T00:00:01Z', '2020-01-01T09:00:01+09:00', true],
    ['DateEquals', '2020-01-01', '2020-01-01T00:00:00Z', true],
    ['DateEquals', '2020-02', '2020-02-01T00:00:00Z', true],
    ['DateNotEquals', '2020-01-01T00:00:01Z', '2020-01-01T00:00:01Z', false],
    ['DateNotEquals', '2020-01-01T00:00:01Z', '2021-01-01T00:00:01Z', true],
  ]),
  ...compared(OPERATORS, 'in epoch (UNIX) time', [
    ['DateEquals', '1577836801', '2020-01-01T00:00:01Z', true],
    ['DateEquals', '2020-01-01T00:00:01Z', '1577836801', true],
    ['DateLessThan', 1577836801, '1577836800', true],
  ]),
  ...compared(
    OPERATORS,
    'Date operators: Matching before, at, and after a specific date and time',
    [
      ['DateLessThan', '2020-01-01T00:00:01Z', '2020-01-01T00:00:01Z', false],
      ['DateLessThanEquals', '2020-01-01T00:00:01Z', '2020-01-01T00:00:01Z', true],
      ['DateLessThanEquals', '2020-01-01T00:00:01Z', '2020-01-01T00:00:01.5Z', false],
      ['DateGreaterThan', '2020-01-01T00:00:01Z', '2020-01-01T00:00:01Z', false],
      ['DateGreaterThan', '2020-01-01T00:00:01Z', '2020-06-01T00:00:00Z', true],
      ['DateGreaterThanEquals', '2020-01-01T00:00:01Z', '2020-01-01T00:00:01Z', true],
      ['DateGreaterThanEquals', '2020-01-01T00:00:01Z', '2019-12-31T23:59:59Z', false],
    ],
  ),
  ...compared(OPERATORS, 'Wildcards are not permitted for date condition operators', [
    ['DateEquals', '2020-*', '2020-01-01T00:00:01Z', false],
    ['DateLessThan', '*', '2020-01-01T00:00:01Z', false],
  ]),
  ...compared(
    OPERATORS,
    'one of the W3C implementations of the ISO 8601 date formats or in epoch (UNIX) time',
    [
      ['DateLessThan', 'Jan 1 2030', '2020-01-01T00:00:01Z', false],
      ['DateLessThan', '2030/01/01', '2020-01-01T00:00:01Z', false],
      ['DateLessThan', '2030-01-01T00:00Z', '2020-01-01T00:00:01Z', true],
    ],
  ),
  ...compared(OPERATORS, 'You can not use a policy variable with the Date condition operator', [
    ['DateEquals', `\${aws:EpochTime}`, '5', false],
  ]),
  ...compared(OPERATORS, 'Bool: comparing a key to "true" or "false"', [
    ['Bool', 'true', 'true', true],
    ['Bool', true, 'true', true],
    ['Bool', 'true', 'false', false],
    ['Bool', 'false', 'false', true],
    ['Bool', ['true', 'false'], 'false', true],
  ]),
  ...compared(OPERATORS, 'BinaryEquals: compares the value of the specified key byte for byte', [
    ['BinaryEquals', 'QmluYXJ5', 'QmluYXJ6', false],
    ['BinaryEquals', 'QmluYXJ5', 'qmluyxj5', false],
    ['BinaryEquals', 'Qm*', 'QmluYXJ5', false],
  ]),
  ...compared(OPERATORS, 'You can not use a policy variable with the Binary condition operator', [
    ['BinaryEquals', `\${aws:username}`, 'ann', false],
  ]),
  ...compared(OPERATORS, 'The value must be in the standard CIDR format', [
    ['IpAddress', '203.0.113.0/24', '203.0.113.0', true],
    ['IpAddress', '203.0.113.0/24', '203.0.113.255', true],
    ['IpAddress', '203.0.113.0/24', '203.0.112.255', false],
    ['IpAddress', '203.0.113.0/33', '203.0.113.1', false],
    ['IpAddress', '0.0.0.0/0', '198.51.100.9', true],
    ['IpAddress', '2001:DB8:1234:5678::/64', '2001:db8:1234:5678::1', true],
    ['IpAddress', '2001:DB8:1234:5678::/64', '2001:db8:1234:5679::1', false],
    ['IpAddress', 'here', '203.0.113.1', false],
  ]),
  ...compared(OPERATORS, 'IAM uses the default prefix value of /32', [
    ['IpAddress', '203.0.113.7', '203.0.113.7', true],
    ['IpAddress', '203.0.113.7', '203.0.113.8', false],
  ]),
  ...compared(OPERATORS, "to cover all of your organization's valid IP addresses", [
    ['IpAddress', ['203.0.113.0/24', '2001:DB8:1234:5678::/64'], '203.0.113.9', true],
    ['IpAddress', ['203.0.113.0/24', '2001:DB8:1234:5678::/64'], '2001:db8:1234:5678::9', true],
    ['IpAddress', ['203.0.113.0/24', '2001:DB8:1234:5678::/64'], '198.51.100.1', false],
  ]),
  ...compared(
    OPERATORS,
    'NotIpAddress: All IP addresses except the specified IP address or range',
    [
      ['NotIpAddress', '203.0.113.0/24', '203.0.113.9', false],
      ['NotIpAddress', '203.0.113.0/24', '198.51.100.1', true],
      ['NotIpAddress', ['203.0.113.0/24', '198.51.100.0/24'], '198.51.100.1', false],
    ],
  ),
  ...compared(OPERATORS, 'You can not use a policy variable with the IpAddress operator', [
    ['IpAddress', `\${workshop:key}`, '203.0.113.1', false],
  ]),
  ...compared(
    OPERATORS,
    'Each of the six colon-delimited components of the ARN is checked separately',
    [
      ['StringLike', FINANCE, STORE, true],
      ['ArnLike', FINANCE, STORE, false],
      ['ArnLike', FINANCE, 'arn:aws:someservice:us-east-2:111122223333:finance/a.txt', true],
      ['ArnLike', 'arn:aws:iam::*:user/b?b', BOB, true],
      ['ArnLike', 'arn:aws:iam::*:user/b?', BOB, false],
      ['ArnLike', 'arn:*:iam:*:*:*', BOB, true],
      ['ArnLike', '*', BOB, false],
      ['ArnLike', BOB, 'bob', false],
    ],
  ),
  ...compared(OPERATORS, 'ArnEquals, ArnLike: Case-sensitive matching of the ARN', [
    ['ArnEquals', BOB, BOB, true],
    ['ArnLike', BOB, BOB.replace('bob', 'Bob'), false],
    ['ArnEquals', BOB, BOB.replace('bob', 'Bob'), false],
  ]),
  ...compared(
    OPERATORS,
    'The ArnEquals and ArnLike condition operators behave identically; so do ArnNotEquals and ArnNotLike',
    [
      ['ArnEquals', 'arn:aws:iam::*:user/*', BOB, true],
      ['ArnNotEquals', 'arn:aws:iam::*:user/*', BOB, false],
      ['ArnNotLike', 'arn:aws:iam::*:user/*', BOB, false],
      ['ArnNotEquals', 'arn:aws:iam::*:role/*', BOB, true],
      ['ArnNotLike', 'arn:aws:iam::*:role/*', BOB, true],
    ],
  ),
  ...compared(OPERATORS, 'You can use a policy variable with the ARN condition operator', [
    ['ArnLike', `arn:aws:iam::*:user/\${aws:username}`, BOB.replace('bob', 'ann'), true],
    ['ArnLike', `arn:aws:iam::*:user/\${aws:username}`, BOB, false],
  ]),
  ...compared(
    OPERATORS,
    'If the key that you specify in a policy condition is not present in the request context, the values do not match',
    [
      ['StringEquals', '', undefined, false],
      ['StringEqualsIgnoreCase', 'ann', undefined, false],
      ['NumericEquals', '0', undefined, false],
      ['NumericLessThan', '10', undefined, false],
      ['DateGreaterThan', '2020-01-01T00:00:01Z', undefined, false],
      ['Bool', 'false', undefined, false],
      ['BinaryEquals', 'QmluYXJ5', undefined, false],
      ['IpAddress', '0.0.0.0/0', undefined, false],
      ['ArnLike', 'arn:aws:iam::*:user/*', undefined, false],
      ['ArnEquals', BOB, undefined, false],
    ],
  ),
  ...compared(
    OPERATORS,
    'If the policy condition requires that the key is not matched, such as StringNotLike or ArnNotLike, and the right key is not present, the condition is true',
    [
      ['StringNotEqualsIgnoreCase', 'ann', undefined, true],
      ['StringNotLike', '*', undefined, true],
      ['NumericNotEquals', '1', undefined, true],
      ['DateNotEquals', '2020-01-01T00:00:01Z', undefined, true],
      ['NotIpAddress', '0.0.0.0/0', undefined, true],
      ['ArnNotLike', 'arn:aws:iam::*:user/*', undefined, true],
      ['ArnNotEquals', BOB, undefined, true],
    ],
  ),
  ...compared(OPERATORS, 'IfExists: If the key is not present, evaluate the condition as true', [
    ['StringLikeIfExists', ['t1.*', 't2.*'], undefined, true],
    ['NumericEqualsIfExists', '1', undefined, true],
    ['DateLessThanIfExists', '2020-01-01T00:00:01Z', undefined, true],
    ['BoolIfExists', 'true', undefined, true],
    ['IpAddressIfExists', '203.0.113.0/24', undefined, true],
    ['ArnLikeIfExists', BOB, undefined, true],
    ['StringNotEqualsIfExists', 'ann', undefined, true],
    ['ForAnyValue:StringEqualsIfExists', 'ann', undefined, true],
  ]),
  ...compared(
    OPERATORS,
    'IfExists: If the policy key is present in the context of the request, process the key as specified in the policy',
    [
      ['StringLikeIfExists', ['t1.*', 't2.*'], 't2.micro', true],
      ['StringLikeIfExists', ['t1.*', 't2.*'], 'm3.large', false],
      ['NumericEqualsIfExists', '1', '2', false],
      ['BoolIfExists', 'true', 'false', false],
      ['IpAddressIfExists', '203.0.113.0/24', '198.51.100.1', false],
      ['ArnLikeIfExists', BOB, BOB, true],
      ['StringNotEqualsIfExists', 'ann', 'ann', false],
    ],
  ),
  ...compared(
    OPERATORS,
    "Null: use either true (the key doesn't exist) or false (the key exists and its value is not null)",
    [
      ['Null', 'true', undefined, true],
      ['Null', 'true', 'ann', false],
      ['Null', 'false', 'ann', true],
      ['Null', 'false', undefined, false],
      ['Null', true, undefined, true],
      ['Null', 'false', [], false],
      ['Null', 'true', [], true],
    ],
  ),
  ...compared(
    SETS,
    'ForAllValues: true if there is a match between every one of the specified key values in the request and at least one value in the policy',
    [
      ['ForAllValues:StringLike', ['PostDateTime', 'Message'], ['PostDateTime', 'Message'], true],
      ['ForAllValues:StringLike', ['PostDateTime', 'Message'], ['Message'], true],
      ['ForAllValues:StringLike', ['PostDateTime', 'Message'], ['Message', 'ID'], false],
      ['ForAllValues:StringLike', ['Post*', 'Tags'], ['PostDateTime', 'Tags'], true],
      ['ForAllValues:NumericLessThan', '10', ['1', '9'], true],
      ['ForAllValues:NumericLessThan', '10', ['1', '10'], false],
      ['ForAllValues:StringNotEquals', 'ID', ['Message', 'Tags'], true],
      ['ForAllValues:StringNotEquals', 'ID', ['Message', 'ID'], false],
    ],
  ),
  ...compared(
    SETS,
    'ForAnyValue: true if any one of the key values in the request matches any one of the condition values in the policy',
    [
      ['ForAnyValue:StringLike', ['ID', 'PostDateTime'], ['UserName', 'PostDateTime'], true],
      ['ForAnyValue:StringLike', ['ID', 'PostDateTime'], ['UserName'], false],
      ['ForAnyValue:StringEquals', 'ID', 'ID', true],
      ['ForAnyValue:StringEqualsIgnoreCase', 'id', ['Message', 'ID'], true],
      ['ForAnyValue:ArnLike', 'arn:aws:iam::*:user/*', [BOB], true],
      ['ForAnyValue:IpAddress', '203.0.113.0/24', ['198.51.100.1', '203.0.113.1'], true],
    ],
  ),
  ...compared(
    SETS,
    'If the key values in the request resolve to an empty data set (for example, an empty string), ForAllValues returns true, and ForAnyValue returns false',
    [
      ['ForAllValues:StringEquals', 'ID', [], true],
      ['ForAllValues:StringEquals', 'ID', '', true],
      ['ForAllValues:NumericLessThan', '1', undefined, true],
      ['ForAnyValue:StringEquals', 'ID', [], false],
      ['ForAnyValue:StringLike', '*', '', false],
      ['ForAnyValue:StringNotEquals', 'ID', '', false],
    ],
  ),
];
