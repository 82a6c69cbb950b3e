import { MalformedPolicyError, type PolicyKind, parsePolicy } from '../../authorization';
import { invalidInput, malformedPolicy } from './errors';

/**
 * Checks the characters of a name of a user, role or policy; `constraints.ts` limits its length.
 * @param member which member of the input it is, such as `roleName`
 * @throws ServiceError when it is no name
 */
export function checkName(member: string, name: string): void {
  if (/^[\w+=,.@-]+$/.test(name)) return;
  throw invalidInput(
    `The specified value for ${member} is invalid. It must contain only alphanumeric characters ` +
      'and/or the following: +=,.@_-',
  );
}

/**
 * Checks the ARN of a managed policy.
 * @throws ServiceError when it is no ARN
 */
export function checkPolicyArn(arn: string): void {
  if (/^arn:[^:]+:[^:]+:[^:]*:[^:]*:.+$/.test(arn)) return;
  throw invalidInput('Invalid ARN:  Could not be parsed!');
}

/**
 * Checks a path such as `/` or `/service-role/`.
 * @throws ServiceError when it does not begin and end with a slash
 */
export function checkPath(path: string): void {
  const isWhole = path.startsWith('/') && path.endsWith('/') && /^[!-~]+$/.test(path);
  if (isWhole && !path.includes('//')) return;
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
