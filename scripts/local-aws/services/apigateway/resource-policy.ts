import { MalformedPolicyError, parsePolicy } from '../../authorization';
import { badRequest } from './stored';

/**
 * Checks the resource policy of an API.
 * @param policy JSON text
 * @throws BadRequestException if it is no policy, or no policy of a resource
 */
export function checkResourcePolicy(policy: string): void {
  try {
    parsePolicy(policy, 'resource');
  } catch (error) {
    if (!(error instanceof MalformedPolicyError)) throw error;
    throw badRequest(
      'Invalid policy document. Please check the policy syntax and ensure that Principals are ' +
        `valid. (${error.message})`,
    );
  }
}
