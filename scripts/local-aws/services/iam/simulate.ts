import type {
  ContextEntry,
  EvaluationResult,
  PolicySourceType,
  SimulateCustomPolicyRequest,
  SimulatePolicyResponse,
  SimulatePrincipalPolicyRequest,
} from '@aws-sdk/client-iam';
import type { Principal } from '../../account/account';
import { iamArn } from '../../account/arn';
import {
  type ConditionContext,
  evaluate,
  MalformedPolicyError,
  type NamedPolicy,
  type PolicyKind,
  parsePolicy,
} from '../../authorization';
import { iamState } from '../../identity/iam-state';
import {
  identityPoliciesOf,
  permissionsBoundaryOf,
  sessionPrincipal,
} from '../../identity/identities';
import type { Call } from '../service';
import { pageRange } from './entities';
import { invalidInput, malformedPolicy, noSuchEntity } from './errors';

type Simulation = Omit<SimulateCustomPolicyRequest, 'PolicyInputList'>;

/** What a user or role might do, without doing it. */
export function simulatePrincipalPolicy(
  input: SimulatePrincipalPolicyRequest,
  call: Call,
): SimulatePolicyResponse {
  const principal = principalOf(input.PolicySourceArn!, call);
  const policies = [
    ...identityPoliciesOf(call.cloud, principal),
    ...inputPolicies(input.PolicyInputList),
  ];
  return simulate(principal, policies, input, permissionsBoundaryOf(call.cloud, principal));
}

/** What the given policies would allow a user of nobody's. */
export function simulateCustomPolicy(
  input: SimulateCustomPolicyRequest,
  { account }: Call,
): SimulatePolicyResponse {
  const principal: Principal = {
    kind: 'user',
    accountId: account.id,
    arn: input.CallerArn ?? iamArn(account.id, 'user/simulated'),
    userId: 'simulated',
    userName: 'simulated',
  };
  return simulate(principal, inputPolicies(input.PolicyInputList), input);
}

function simulate(
  principal: Principal,
  identityPolicies: NamedPolicy[],
  { ActionNames = [], ResourceArns, ContextEntries, ResourcePolicy, ...more }: Simulation,
  ownBoundary?: NamedPolicy,
): SimulatePolicyResponse {
  const [givenBoundary] = more.PermissionsBoundaryPolicyInputList ?? [];
  const permissionsBoundary =
    givenBoundary === undefined
      ? ownBoundary
      : named('the given permissions boundary', givenBoundary, 'managed');
  const context = contextOf(principal, ContextEntries);
  const resourcePolicy = ResourcePolicy && {
    resourcePolicy: named('the given resource policy', ResourcePolicy, 'resource'),
  };
  // Only what is on the page is evaluated, so that no call takes long.
  const resources = ResourceArns ?? ['*'];
  const { start, end, ...rest } = pageRange(ActionNames.length * resources.length, more);
  const numbers = Array.from({ length: Math.max(0, end - start) }, (_, index) => start + index);
  const EvaluationResults = numbers.map((number): EvaluationResult => {
    const action = ActionNames[Math.floor(number / resources.length)]!;
    const resource = resources[number % resources.length]!;
    const request = {
      action,
      resource,
      principal,
      context,
      identityPolicies,
      permissionsBoundary,
    };
    const { decision, statements } = evaluate({ ...request, ...resourcePolicy });
    const details = {
      MatchedStatements: statements
        .filter(({ matched }) => matched)
        .map(({ policy, type }) => ({
          SourcePolicyId: policy,
          SourcePolicyType: (type === 'resource-based'
            ? 'resource'
            : 'IAM Policy') as PolicySourceType,
        })),
      MissingContextValues: [],
    };
    return {
      EvalActionName: action,
      EvalResourceName: resource,
      EvalDecision: decision,
      EvalDecisionDetails: {},
      OrganizationsDecisionDetail: { AllowedByOrganizations: true },
      ...(permissionsBoundary && {
        PermissionsBoundaryDecisionDetail: {
          AllowedByPermissionsBoundary: statements.some(
            ({ type, matched, effect }) =>
              type === 'permissions boundary' && matched && effect === 'Allow',
          ),
        },
      }),
      ...details,
      ...(ResourceArns && {
        ResourceSpecificResults: [
          { EvalResourceName: resource, EvalResourceDecision: decision, ...details },
        ],
      }),
    };
  });
  return { EvaluationResults, ...rest };
}

/** A role is simulated as one of its sessions. */
function principalOf(arn: string, { account }: Call): Principal {
  const { users, roles } = account.read(iamState);
  const accountId = account.id;
  const user = Object.values(users).find((known) => known.arn === arn);
  if (user) return { kind: 'user', accountId, arn, userId: user.id, userName: user.name };
  const role = Object.values(roles).find((known) => known.arn === arn);
  if (!role) throw noSuchEntity(`The entity with ARN ${arn} cannot be found.`);
  return sessionPrincipal(accountId, { role, sessionName: 'simulation' });
}

function inputPolicies(documents: string[] = []): NamedPolicy[] {
  return documents.map((document, index) =>
    named(`PolicyInputList.${index + 1}`, document, 'inline'),
  );
}

function named(name: string, document: string, kind: PolicyKind): NamedPolicy {
  try {
    return { name, document: parsePolicy(document, kind) };
  } catch (error) {
    if (error instanceof MalformedPolicyError) throw malformedPolicy(error.message);
    throw error;
  }
}

function contextOf(principal: Principal, entries: ContextEntry[] = []): ConditionContext {
  const given = entries.map(({ ContextKeyName, ContextKeyValues }) => {
    if (!ContextKeyName || !ContextKeyValues) {
      throw invalidInput('A context entry needs ContextKeyName and ContextKeyValues.');
    }
    return [ContextKeyName, ContextKeyValues] as const;
  });
  const own: ConditionContext =
    principal.kind === 'user'
      ? { 'aws:username': principal.userName, 'aws:PrincipalArn': principal.arn }
      : {};
  return { ...own, ...Object.fromEntries(given) };
}
