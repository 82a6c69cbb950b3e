import type { Constraints } from '../constraints';

/** The limits that the model of STS declares. */
export const stsConstraints: Constraints = {
  RoleArn: { minLength: 20, maxLength: 2048 },
  RoleSessionName: { minLength: 2, maxLength: 64, pattern: '[\\w+=,.@-]*' },
  DurationSeconds: { minimum: 900, maximum: 43_200 },
  Policy: { minLength: 1, maxLength: 2048 },
  Tags: { maxItems: 50 },
  TransitiveTagKeys: { maxItems: 50 },
  SourceIdentity: { minLength: 2, maxLength: 64, pattern: '[\\w+=,.@-]*' },
  'Tags.*.Key': { minLength: 1, maxLength: 128, pattern: '[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+' },
  'Tags.*.Value': { maxLength: 256, pattern: '[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*' },
};
