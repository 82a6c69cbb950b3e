import { ALLOW_ALL, documented, type Row, type StatementText, stranger, user } from './row';

/** What a policy says of the request: an Allow, a Deny, or neither. */
type Says = 'Allow' | 'Deny' | 'neither';
type Line = [identity: Says, resource: Says, expected: Row['expected']];

const OTHER_ACTION = { Action: 'execute-api:InvalidateCache', Resource: '*' };

function statements(says: Says): StatementText[] {
  return [says === 'neither' ? OTHER_ACTION : { ...ALLOW_ALL, Effect: says }];
}

const line =
  (table: string, principal: Row['principal']) =>
  ([identity, resource, expected]: Line): Row => ({
    rule: `${table}: identity-based policy ${identity}, resource policy ${resource}`,
    principal,
    identity: statements(identity),
    resourcePolicy: statements(resource).map((text) => ({ ...text, Principal: '*' })),
    expected,
  });

const PAGE = 'API Gateway: How API Gateway resource policies affect authorization workflow';

/** The two tables of outcomes of an API's resource policy, line by line. */
export const decisionTables: Row[] = [
  ...documented(
    PAGE,
    'Table A: Account A Calls API Owned by Account A',
    (
      [
        ['Allow', 'Allow', 'allowed'],
        ['Allow', 'neither', 'allowed'],
        ['Allow', 'Deny', 'explicitDeny'],
        ['neither', 'Allow', 'allowed'],
        ['neither', 'neither', 'implicitDeny'],
        ['neither', 'Deny', 'explicitDeny'],
        ['Deny', 'Allow', 'explicitDeny'],
        ['Deny', 'neither', 'explicitDeny'],
        ['Deny', 'Deny', 'explicitDeny'],
      ] satisfies Line[]
    ).map(line('Table A', user)),
  ),
  ...documented(
    PAGE,
    'Table B: Account B Calls API Owned by Account A',
    (
      [
        ['Allow', 'Allow', 'allowed'],
        ['Allow', 'neither', 'implicitDeny'],
        ['Allow', 'Deny', 'explicitDeny'],
        ['neither', 'Allow', 'implicitDeny'],
        ['neither', 'neither', 'implicitDeny'],
        ['neither', 'Deny', 'explicitDeny'],
        ['Deny', 'Allow', 'explicitDeny'],
        ['Deny', 'neither', 'explicitDeny'],
        ['Deny', 'Deny', 'explicitDeny'],
      ] satisfies Line[]
    ).map(line('Table B', stranger)),
  ),
];
