import type { Constraints } from '../constraints';

const ARN = { minLength: 20, maxLength: 2048 };
const TAG_TEXT = '[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*';
const NAME = { minLength: 1, maxLength: 128 };

/** The limits that IAM's model declares; what it words otherwise is in `validation.ts`. */
export const iamConstraints: Constraints = {
  RoleName: { minLength: 1, maxLength: 64 },
  UserName: NAME,
  'CreateUser.UserName': { minLength: 1, maxLength: 64 },
  PolicyName: NAME,
  PolicyArn: ARN,
  PermissionsBoundary: ARN,
  Tags: { maxItems: 50 },
  'Tags.*.Key': { minLength: 1, maxLength: 128, pattern: TAG_TEXT.replace('*', '+') },
  'Tags.*.Value': { maxLength: 256, pattern: TAG_TEXT },
  PolicyDocument: { minLength: 1, maxLength: 131_072 },
  AssumeRolePolicyDocument: { minLength: 1, maxLength: 131_072 },
  PolicySourceArn: ARN,
  Path: { minLength: 1, maxLength: 512 },
  Description: { maxLength: 1000 },
  MaxSessionDuration: { minimum: 3600, maximum: 43_200 },
  MaxItems: { minimum: 1, maximum: 1000 },
  Status: { values: ['Active', 'Inactive', 'Expired'] },
};
