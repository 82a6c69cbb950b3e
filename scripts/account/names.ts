import { userInfo } from 'node:os';

/** All roles of the workshop are under this path, whoever made them. */
export const ROLE_PATH = '/workshop/';

/** The stage that the API is deployed to. */
export const STAGE = 'dev';

const WORKSHOP_TAG = 'workshop';
const WORKSHOP = 'sigv4';
const PREFIX_TAG = 'workshop:prefix';

// Without a hyphen: `ann-` must not be the beginning of the names of somebody else.
const PREFIX = /^[a-z][a-z0-9]{0,19}$/;

/** What one learner's resources are called. */
export interface Names {
  prefix: string;
  tags: Record<string, string>;
  helloFunction: string;
  helloRole: string;
  api: string;
  callerFunction: string;
  callerRole: string;
  /** A function that calls the API as the caller's role, signed by the library. */
  probeFunction: string;
  /** A role that the verification signs with, so that its credentials are temporary. */
  signerRole: string;
}

/**
 * The names of all that is made under a prefix.
 *
 * @param prefix 1 to 20 lower-case letters and digits, a letter first
 * @throws Error for any other prefix
 */
export function namesOf(prefix: string): Names {
  if (!PREFIX.test(prefix)) {
    throw new Error(
      `The prefix ${JSON.stringify(prefix)} cannot be used. It takes 1 to 20 lower-case letters ` +
        'and digits, a letter first: --prefix alice',
    );
  }
  return {
    prefix,
    tags: { [WORKSHOP_TAG]: WORKSHOP, [PREFIX_TAG]: prefix },
    helloFunction: `${prefix}-hello`,
    helloRole: `${prefix}-hello`,
    api: `${prefix}-hello-api`,
    callerFunction: `${prefix}-caller`,
    callerRole: `${prefix}-caller`,
    probeFunction: `${prefix}-probe`,
    signerRole: `${prefix}-signer`,
  };
}

/** What the verification makes for itself, and no step speaks of: by name, what it is for. */
export function purposesOfHelpers({ probeFunction, signerRole }: Names): Record<string, string> {
  return {
    [probeFunction]: "a helper of the verification: it calls the API with the caller role's rights",
    [signerRole]: 'a helper of the verification: taken for temporary credentials to sign with',
  };
}

/** The prefix of who has not named one: the user's name, as far as it can be used. */
export function defaultPrefix(userName: string = userInfo().username): string {
  const usable = userName
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
    .replace(/^[0-9]+/, '')
    .slice(0, 20);
  return usable || 'learner';
}

/** Whether a resource with this name belongs to the prefix. */
export function hasPrefix(names: Names, resourceName: string | undefined): boolean {
  return resourceName?.startsWith(`${names.prefix}-`) ?? false;
}

/** Whether a resource with these tags was made by the workshop for the prefix. */
export function hasTags(names: Names, tags: Record<string, string> | undefined): boolean {
  return Object.entries(names.tags).every(([key, value]) => tags?.[key] === value);
}

/** The name of the role that a caller works with; undefined if it has no role. */
export function roleOfCaller(callerArn: string): string | undefined {
  return /:assumed-role\/([^/]+)\//.exec(callerArn)?.[1];
}
