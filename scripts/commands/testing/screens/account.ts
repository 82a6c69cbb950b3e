import { namesOf } from '../../../account/names';
import type { Session } from '../../../account/session';
import { type TeardownFindings, teardownReport } from '../../../account/teardown/teardown';
import { failed, ok } from '../../../doctor/check';
import type { TitledResult } from '../../../doctor/class-line';
import { doctorReport } from '../../../doctor/doctor';
import { reportScreen, type ScreenModel } from './screen-model';

/** What a screen tells of a session; nothing is called. */
export const SESSION = {
  kind: 'live',
  accountId: '123456789012',
  region: 'eu-central-1',
  names: namesOf('alice'),
} as Session;

const API = { kind: 'api', name: 'alice-hello-api', id: 'a1b2c3d4e5' } as const;
const FUNCTION = { kind: 'function', name: 'alice-hello' } as const;
const ROLE = { kind: 'role', name: 'alice-hello-execution' } as const;
const CLEAN = { own: [], doubtful: [], unlisted: [] };

const DENIED =
  'User: arn:aws:iam::123456789012:user/alice is not authorized to perform: iam:ListRoles on ' +
  'resource: arn:aws:iam::123456789012:role/workshop/ because no identity-based policy allows the ' +
  'iam:ListRoles action';

function teardownScreen(name: string, found: Partial<TeardownFindings>): ScreenModel {
  const all = { own: [], left: CLEAN, failures: new Map(), elsewhere: [], alone: false, ...found };
  return reportScreen(`teardown, ${name}`, teardownReport(SESSION, all), { code: /^ +aws / });
}

const TEARDOWN: ScreenModel[] = [
  teardownScreen('everything is removed', { own: [API, FUNCTION, ROLE] }),
  teardownScreen('nothing is there', {}),
  teardownScreen('a role is left', {
    own: [API, FUNCTION, ROLE],
    left: { ...CLEAN, own: [ROLE] },
    failures: new Map([[ROLE.name, 'Cannot delete entity, must detach all policies first.']]),
  }),
  teardownScreen('roles are not listed', {
    own: [API, FUNCTION],
    left: { ...CLEAN, unlisted: [DENIED] },
  }),
  teardownScreen('something is left elsewhere', {
    own: [API],
    elsewhere: [{ account: '123456789012', region: 'us-east-1', prefix: 'alice-2' }],
  }),
];

const FINE: TitledResult[] = [
  { title: 'Node.js', finding: ok('22.11.0') },
  { title: 'dependencies', finding: ok('24 packages') },
  { title: 'steps', finding: ok('all 10') },
  { title: 'write access', finding: ok('.workshop and steps') },
  { title: 'file watching', finding: ok('a saved file is seen') },
  { title: 'ports', finding: ok('4566 is taken; use npm run local-aws -- --port 4567') },
];

function doctorScreen(name: string, ...changed: TitledResult[]): ScreenModel {
  const found = FINE.map((result) => changed.find(({ title }) => title === result.title) ?? result);
  const others = changed.filter(({ title }) => !FINE.some((result) => result.title === title));
  return reportScreen(`doctor, ${name}`, doctorReport([...found, ...others]));
}

const OLD_NODE: TitledResult = {
  title: 'Node.js',
  finding: failed(
    'This is Node.js 18.20.0; the workshop needs 20.12 or later.',
    'Install the current LTS version from https://nodejs.org.',
  ),
};
const NO_PACKAGES: TitledResult = {
  title: 'dependencies',
  finding: failed(
    'Missing, or of another version: jest 30.5.2, aws4 1.13.2.',
    'Install them: npm ci',
  ),
};

const DOCTOR: ScreenModel[] = [
  doctorScreen('everything is there'),
  doctorScreen('an old Node.js', OLD_NODE),
  doctorScreen('two checks fail', OLD_NODE, NO_PACKAGES),
  doctorScreen('a permission is missing', {
    title: 'permissions',
    finding: failed(
      'IAM does not allow iam:CreateRole, iam:PutRolePolicy, lambda:CreateFunction.',
      'Ask for the policy in fixtures/policies/learner.json, with ACCOUNT, REGION and PREFIX filled in.',
    ),
  }),
];

/** Of teardown and doctor. */
export const ACCOUNT_SCREENS: readonly ScreenModel[] = [...TEARDOWN, ...DOCTOR];
