/** What a caller signs for: the part that is used. */
export interface CallersContext {
  credentials: { accessKeyId: string; secretAccessKey: string; sessionToken?: string };
  region: string;
  service: string;
}

const SERVICE = 'execute-api';

/**
 * What is wrong with what the caller function signs for.
 * @param environment the variables that it was to take credentials and region from
 * @returns sentences, without a secret; none when it is right
 */
export function inspectSigningContext(
  { credentials, region, service }: CallersContext,
  environment: Record<string, string | undefined>,
): string[] {
  const findings = inspectCredentials(credentials, environment);
  if (service !== SERVICE) {
    findings.push(
      `The request is signed for the service ${service}: a deployed API is the service ${SERVICE}.`,
    );
  }
  if (region !== environment.API_REGION) {
    findings.push(
      `The request is signed for the region ${region}: it must be the API's, ` +
        `${environment.API_REGION} in API_REGION. That of the function may be another.`,
    );
  }
  return findings;
}

/** Which of the three parts of the credentials are not those of the environment. */
export function inspectCredentials(
  { accessKeyId, secretAccessKey, sessionToken }: CallersContext['credentials'],
  environment: Record<string, string | undefined>,
): string[] {
  const parts: [name: string, part: string | undefined, variable: string][] = [
    ['accessKeyId', accessKeyId, 'AWS_ACCESS_KEY_ID'],
    ['secretAccessKey', secretAccessKey, 'AWS_SECRET_ACCESS_KEY'],
    ['sessionToken', sessionToken, 'AWS_SESSION_TOKEN'],
  ];
  return parts
    .filter(([, part, variable]) => part !== environment[variable])
    .map(
      ([name, part, variable]) =>
        `${name} is ${part === undefined ? 'missing' : 'not that of the environment'}: a role's ` +
        `credentials have three parts, and this one is ${variable}.`,
    );
}
