import { MalformedPolicyError, type PolicyKind, parsePolicy } from '../../authorization';
import { invalidInput, malformedPolicy } from './errors';

const MAXIMUM_NAME_LENGTH = 64;
const MAXIMUM_POLICY_NAME_LENGTH = 128;

/**
 * Checks the name of a user or role.
 * @param member which member of the input it is, such as `roleName`
 * @throws ServiceError when it is no name
 */
export function checkName(member: string, name: string): void {
  checkText(member, name, MAXIMUM_NAME_LENGTH);
}

/** Checks the name of a policy; see `checkName`. */
export function checkPolicyName(name: string): void {
  checkText('policyName', name, MAXIMUM_POLICY_NAME_LENGTH);
}

/**
 * Checks a path such as `/` or `/service-role/`.
 * @throws ServiceError when it does not begin and end with a slash
 */
export function checkPath(path: string): void {
  if (/^\/([!-~]+\/)*$/.test(path) && !path.includes('//')) return;
  throw invalidInput(
    'The specified value for path is invalid. It must begin and end with / and contain only ' +
      'alphanumeric characters and/or / characters.',
  );
}

/**
 * Checks a policy document by the rules of its kind.
 * @throws ServiceError in the words of IAM
 */
export function checkPolicy(document: string, kind: PolicyKind): void {
  try {
    parsePolicy(document, kind);
  } catch (error) {
    if (error instanceof MalformedPolicyError) throw malformedPolicy(error.message);
    throw error;
  }
}

function checkText(member: string, text: string, maximumLength: number): void {
  if (text.length > maximumLength) {
    throw invalidInput(
      `1 validation error detected: Value at '${member}' failed to satisfy constraint: ` +
        `Member must have length less than or equal to ${maximumLength}`,
    );
  }
  if (/^[\w+=,.@-]+$/.test(text)) return;
  throw invalidInput(
    `The specified value for ${member} is invalid. It must contain only alphanumeric characters ` +
      'and/or the following: +=,.@_-',
  );
}
