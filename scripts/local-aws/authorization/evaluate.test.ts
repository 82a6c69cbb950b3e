import { boundaries } from '../testing/evaluations/boundaries';
import { conditions } from '../testing/evaluations/conditions';
import { decisionTables } from '../testing/evaluations/decision-tables';
import { coverage, variableValues } from '../testing/evaluations/elements';
import { actions, decisions, resources, variables } from '../testing/evaluations/identity-policies';
import { operators } from '../testing/evaluations/operators';
import { principals } from '../testing/evaluations/principals';
import {
  resourcePolicies,
  sessions,
  trustPolicies,
} from '../testing/evaluations/resource-policies';
import {
  ACCOUNT,
  INVOKE,
  ROOT_GET,
  type Row,
  type StatementText,
  user,
} from '../testing/evaluations/row';
import { evaluate } from './evaluate';
import { parsePolicy } from './parse';

const rows = [
  ...decisions,
  ...actions,
  ...resources,
  ...variables,
  ...conditions,
  ...resourcePolicies,
  ...sessions,
  ...boundaries,
  ...trustPolicies,
  ...operators,
  ...coverage,
  ...variableValues,
  ...principals,
  ...decisionTables,
];

function policy(name: string, statements: StatementText[], { version, action }: Row) {
  const text = JSON.stringify({
    Version: version ?? '2012-10-17',
    Statement: statements.map((statement) => ({
      Effect: 'Allow',
      Action: INVOKE,
      Resource: '*',
      ...statement,
    })),
  });
  const isTrust = name === 'resource' && action === 'sts:AssumeRole';
  const kind = name === 'resource' ? 'resource' : 'inline';
  return { name, document: parsePolicy(text, isTrust ? 'trust' : kind) };
}

function decide(row: Row) {
  return evaluate({
    action: row.action ?? INVOKE,
    resource: row.resource ?? ROOT_GET,
    principal: row.principal ?? user,
    context: row.context ?? {},
    resourceAccountId: ACCOUNT,
    identityPolicies: row.identity ? [policy('identity', row.identity, row)] : [],
    ...(row.boundary ? { permissionsBoundary: policy('boundary', row.boundary, row) } : {}),
    ...(row.session ? { sessionPolicies: [policy('session', row.session, row)] } : {}),
    ...(row.resourcePolicy ? { resourcePolicy: policy('resource', row.resourcePolicy, row) } : {}),
  });
}

test('the table names each rule once and is long enough to speak for the logic', () => {
  expect(new Set(rows.map(({ rule }) => rule)).size).toBe(rows.length);
  expect(rows.length).toBeGreaterThanOrEqual(400);
  expect(rows.filter(({ source }) => source !== undefined).length).toBeGreaterThan(250);
});

test.each(rows)('$rule', (row) => {
  const { decision, by } = decide(row);
  expect({ decision, by }).toEqual({ decision: row.expected, by: row.by ?? by });
});
