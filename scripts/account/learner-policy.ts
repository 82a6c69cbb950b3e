import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../files/root';
import type { Session } from './session';

/** What IAM must allow a learner. */
export interface NeededPermission {
  action: string;
  resource: string;
}

export interface PolicyStatement {
  Effect: 'Allow';
  Action: string[];
  Resource: string;
}

export interface LearnerPolicy {
  Version: '2012-10-17';
  Statement: PolicyStatement[];
}

/** Whose policy it is. */
export type Learner = Pick<Session, 'accountId' | 'region' | 'names'>;

/** Where the policy is kept, with ACCOUNT, REGION and PREFIX in place of a learner's own. */
export const LEARNER_POLICY_FILE = path.join(ROOT, 'fixtures/policies/learner.json');

/**
 * What AWS asks as well, and local AWS does not: who creates with tags must be allowed to tag, and
 * the tags of a function are shown to those only who may list them.
 */
const ASKED_BY_AWS_ALONE: NeededPermission[] = [
  { action: 'iam:TagRole', resource: 'arn:aws:iam::ACCOUNT:role/workshop/PREFIX-*' },
  { action: 'lambda:TagResource', resource: 'arn:aws:lambda:REGION:ACCOUNT:function:PREFIX-*' },
  { action: 'lambda:ListTags', resource: 'arn:aws:lambda:REGION:ACCOUNT:function:PREFIX-*' },
  { action: 'apigateway:PUT', resource: 'arn:aws:apigateway:REGION::/tags/*' },
];

/** What the doctor asks of IAM. Who the learner is to IAM is not known here. */
const ASKED_BY_DOCTOR: NeededPermission[] = [
  { action: 'iam:SimulatePrincipalPolicy', resource: '*' },
];

/**
 * The policy that grants these permissions and no others, for any learner.
 *
 * @param needed by one learner
 * @returns with ACCOUNT, REGION and PREFIX, which `fillIn` replaces
 */
export function policyOf(needed: NeededPermission[], learner: Learner): LearnerPolicy {
  const actions = new Map<string, Set<string>>();
  const general = needed.map((permission) => generalize(permission, learner));
  for (const { action, resource } of [...general, ...ASKED_BY_AWS_ALONE, ...ASKED_BY_DOCTOR]) {
    const known = actions.get(resource) ?? new Set();
    actions.set(resource, known.add(action));
  }
  const Statement = [...actions]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([Resource, names]) => ({
      Effect: 'Allow' as const,
      Action: [...names].sort(),
      Resource,
    }));
  return { Version: '2012-10-17', Statement };
}

/** Names become patterns, since an API's id is only known when it is there. */
function generalize(
  { action, resource }: NeededPermission,
  { accountId, region, names }: Learner,
): NeededPermission {
  const general = resource
    .replaceAll(accountId, 'ACCOUNT')
    .replaceAll(region, 'REGION')
    .replace(new RegExp(`([:/])${names.prefix}-[^/:]*`), '$1PREFIX-*')
    .replace(/(\/(?:restapis|resources|deployments)\/)[^/]+/g, '$1*');
  return { action, resource: general };
}

/** The policy of one learner. */
export function learnerPolicy(learner: Learner): LearnerPolicy {
  return JSON.parse(fillIn(readFileSync(LEARNER_POLICY_FILE, 'utf8'), learner)) as LearnerPolicy;
}

function fillIn(template: string, { accountId, region, names }: Learner): string {
  return template
    .replaceAll('ACCOUNT', accountId)
    .replaceAll('REGION', region)
    .replaceAll('PREFIX', names.prefix);
}
