import { isConditionOperator } from './conditions';
import type { ParsedPolicy, Statement } from './policy';

/**
 * What a document is for: an inline or a managed identity-based policy, a role's trust policy,
 * or the policy of another resource.
 */
export type PolicyKind = 'inline' | 'managed' | 'trust' | 'resource';

/** The sentences of a refusal that differ between the two validators of IAM. */
interface PolicyTexts {
  readonly json: string;
  readonly shape: string;
  readonly empty: string;
  readonly noAction: string;
  readonly repeatedSid: string;
}

const IDENTITY_TEXTS: PolicyTexts = {
  json: 'Syntax errors in policy.',
  shape: 'Syntax errors in policy.',
  empty: 'Syntax errors in policy.',
  noAction: 'Policy statement must contain actions.',
  repeatedSid: 'Statement IDs (SID) in a single policy must be unique.',
};

const RESOURCE_TEXTS: PolicyTexts = {
  json: 'This policy contains invalid Json',
  shape: 'Syntax errors in policy.',
  empty: 'Could not parse the policy: Statement is empty!',
  noAction: 'Missing required field Action',
  repeatedSid: 'The Statement Ids in the policy are not unique',
};

/** The sentences by the kind of document. */
export const POLICY_TEXTS: Readonly<Record<PolicyKind, PolicyTexts>> = {
  inline: IDENTITY_TEXTS,
  managed: IDENTITY_TEXTS,
  trust: RESOURCE_TEXTS,
  resource: RESOURCE_TEXTS,
};

/** Looks at a document and returns the sentence of the refusal, or undefined. */
type Rule = (document: ParsedPolicy, texts: PolicyTexts) => string | undefined;

const IDENTITY_RULES: readonly Rule[] = [
  hasStatements,
  eachStatement(hasNoPrincipal),
  eachStatement(hasEitherOfEach),
  eachStatement(hasKnownConditionOperators),
  eachStatement(hasAlphanumericSids),
  hasUniqueSids,
  hasActions,
  eachStatement(hasResources),
  eachStatement(hasWellFormedResources),
  eachStatement(hasWellFormedActions),
];

const TRUST_RULES: readonly Rule[] = [
  hasStatements,
  eachStatement(hasPrincipal),
  eachStatement(hasNoNotPrincipal),
  eachStatement(hasWellFormedPrincipals),
  eachStatement(hasEitherOfEach),
  hasActions,
  eachStatement(hasOnlyStsActions),
  eachStatement(hasNoResource),
  eachStatement(hasKnownConditionOperators),
  eachStatement(hasAlphanumericSids),
  hasUniqueSids,
];

/** Unknown condition operators are left to the evaluation, which reports them. */
const RESOURCE_RULES: readonly Rule[] = [
  hasStatements,
  eachStatement(hasPrincipal),
  eachStatement(doesNotAllowNotPrincipal),
  eachStatement(hasWellFormedPrincipals),
  eachStatement(hasEitherOfEach),
  hasActions,
  eachStatement(hasResources),
  eachStatement(hasWellFormedActions),
  hasUniqueSids,
];

/** The rules of each kind, in the order in which IAM checks them. */
const RULES: Readonly<Record<PolicyKind, readonly Rule[]>> = {
  inline: IDENTITY_RULES,
  managed: [isOfCurrentVersion, ...IDENTITY_RULES],
  trust: TRUST_RULES,
  resource: RESOURCE_RULES,
};

/** The sentence with which IAM refuses a document of that kind, or undefined when it is good. */
export function grammarViolation(document: ParsedPolicy, kind: PolicyKind): string | undefined {
  for (const rule of RULES[kind]) {
    const violation = rule(document, POLICY_TEXTS[kind]);
    if (violation) return violation;
  }
  return undefined;
}

function eachStatement(rule: (statement: Statement) => string | undefined): Rule {
  return ({ statements }) => statements.map(rule).find((violation) => violation !== undefined);
}

function isOfCurrentVersion({ version }: ParsedPolicy): string | undefined {
  return version === '2012-10-17'
    ? undefined
    : 'Policy document must be version 2012-10-17 or greater.';
}

function hasStatements({ statements }: ParsedPolicy, texts: PolicyTexts): string | undefined {
  return statements.length === 0 ? texts.empty : undefined;
}

function hasAlphanumericSids({ sid = '' }: Statement): string | undefined {
  return /^[0-9A-Za-z]*$/.test(sid)
    ? undefined
    : 'Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular ' +
        'expression [0-9A-Za-z]*';
}

function hasUniqueSids({ statements }: ParsedPolicy, texts: PolicyTexts): string | undefined {
  const sids = statements.flatMap(({ sid }) => sid || []);
  return new Set(sids).size === sids.length ? undefined : texts.repeatedSid;
}

function hasActions({ statements }: ParsedPolicy, texts: PolicyTexts): string | undefined {
  const complete = statements.every(({ action, notAction }) => (action ?? notAction)?.length);
  return complete ? undefined : texts.noAction;
}

function hasEitherOfEach(statement: Statement): string | undefined {
  const { action, notAction, resource, notResource, principal, notPrincipal } = statement;
  const twice = (action && notAction) || (resource && notResource) || (principal && notPrincipal);
  return twice ? 'Syntax errors in policy.' : undefined;
}

function hasNoPrincipal({ principal, notPrincipal }: Statement): string | undefined {
  return principal || notPrincipal ? 'Policy document should not specify a principal.' : undefined;
}

function hasPrincipal({ principal, notPrincipal }: Statement): string | undefined {
  const element = principal ?? notPrincipal;
  if (!element) return 'Missing required field Principal';
  const isEmpty = element !== '*' && Object.keys(element).length === 0;
  return isEmpty ? 'Missing required field Principal cannot be empty!' : undefined;
}

function hasNoNotPrincipal({ effect, notPrincipal }: Statement): string | undefined {
  if (!notPrincipal) return undefined;
  return effect === 'Allow'
    ? 'Allow with NotPrincipal is not allowed.'
    : 'AssumeRole policy must not contain NotPrincipal field.';
}

function doesNotAllowNotPrincipal({ effect, notPrincipal }: Statement): string | undefined {
  return effect === 'Allow' && notPrincipal ? 'Allow with NotPrincipal is not allowed.' : undefined;
}

const PRINCIPAL_FORMS: Readonly<Record<string, RegExp>> = {
  AWS: /^(\*|\d{12}|arn:aws:(iam::\d{12}:(root|(user|role)\/[^*?]+)|sts::\d{12}:[^*?]+))$/,
  Service: /^[a-z0-9.-]+\.amazonaws\.com$/,
};

function hasWellFormedPrincipals({ principal, notPrincipal }: Statement): string | undefined {
  const element = principal ?? notPrincipal;
  if (!element || element === '*') return undefined;
  for (const [type, names] of Object.entries(element)) {
    const malformed = names.find((name) => PRINCIPAL_FORMS[type]?.test(name) === false);
    if (malformed !== undefined) return `Invalid principal in policy: "${type}":"${malformed}"`;
  }
  return undefined;
}

function hasOnlyStsActions({ action, notAction }: Statement): string | undefined {
  const actions = action ?? notAction ?? [];
  return actions.every((name) => /^sts:\w+$/i.test(name))
    ? undefined
    : 'AssumeRole policy may only specify STS AssumeRole actions.';
}

function hasNoResource({ resource, notResource }: Statement): string | undefined {
  if (resource) return 'Has prohibited field Resource';
  return notResource ? 'AssumeRole policy must not contain resources.' : undefined;
}

function hasResources({ resource, notResource }: Statement): string | undefined {
  return (resource ?? notResource)?.length ? undefined : 'Policy statement must contain resources.';
}

function hasWellFormedResources({ resource, notResource }: Statement): string | undefined {
  return (resource ?? notResource ?? [])
    .map(resourceViolation)
    .find((violation) => violation !== undefined);
}

function resourceViolation(resource: string): string | undefined {
  if (resource === '*') return undefined;
  const [arn, partition = '', service = '', ...rest] = resource.split(':');
  if (arn !== 'arn' || partition === '') {
    return `Resource ${resource} must be in ARN format or "*".`;
  }
  if (!/^aws(-cn|-us-gov)?$/.test(partition)) {
    const [region = '*', account = '*', ...name] = rest;
    const parts = [service || '*', region, account, name.join(':') || '*'].join(':');
    return `Partition "${partition}" is not valid for resource "arn:${partition}:${parts}".`;
  }
  if (service === '' || /[*?]/.test(service)) {
    return 'Resource vendor must be fully qualified and cannot contain regexes.';
  }
  return rest.length === 0 ? 'The policy failed legacy parsing' : undefined;
}

function hasWellFormedActions({ action, notAction }: Statement): string | undefined {
  return (action ?? notAction ?? [])
    .map(actionViolation)
    .find((violation) => violation !== undefined);
}

function actionViolation(action: string): string | undefined {
  if (action === '*') return undefined;
  const [vendor = '', ...names] = action.split(':');
  if (names.length === 0) {
    return 'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.';
  }
  if (names.length > 1) return 'Actions/Condition can contain only one colon.';
  return /^[a-zA-Z0-9.-]+$/.test(vendor) || vendor === '*'
    ? undefined
    : `Vendor ${vendor} is not valid`;
}

function hasKnownConditionOperators({ conditions }: Statement): string | undefined {
  return conditions.every(({ operator }) => isConditionOperator(operator))
    ? undefined
    : 'Syntax errors in policy.';
}
