import { GetCallerIdentityCommand, type STSClient } from '@aws-sdk/client-sts';
import { loadSharedConfigFiles } from '@smithy/core/config';
import { CannotRun } from '../../terminal/cannot-run';
import { type AwsError, lacksCredentials, unreachable } from '../calls/aws-error';
import { CLOCK_REMEDY, describeSkew, skewSeconds } from '../clock-skew';

/** Who is asked for a live session, and where. */
export interface CallerIdentity {
  accountId: string;
  arn: string;
  region: string;
  /** What must not be shown. */
  secrets: (string | undefined)[];
}

const NO_REGION =
  'No region is set. Say where the API is to be: --region ap-northeast-1, or set AWS_REGION.';
const WITHOUT_ACCOUNT = 'or leave out --live: everything works without an account.';

/**
 * Asks AWS whose credentials these are, once there are some, and a region.
 *
 * @throws CannotRun with all that is missing at once; or since AWS cannot be reached, or does not
 *   take the credentials, or they are those of the root user
 */
export async function identify(
  sts: STSClient,
  environment: NodeJS.ProcessEnv,
): Promise<CallerIdentity> {
  const [region, credentials] = await Promise.allSettled([
    sts.config.region(),
    sts.config.credentials(),
  ]);
  if (region.status === 'rejected' || credentials.status === 'rejected') {
    throw new CannotRun(
      [
        ...(await describeUnknownProfile(environment)),
        ...(region.status === 'rejected' ? [NO_REGION] : []),
        ...(credentials.status === 'rejected' ? [describeNoCredentials(credentials.reason)] : []),
      ].join('\n'),
    );
  }
  const { accountId, arn } = await callerIdentity(sts);
  refuseRoot(accountId, arn);
  const { secretAccessKey, sessionToken } = credentials.value;
  return { accountId, arn, region: region.value, secrets: [secretAccessKey, sessionToken] };
}

/**
 * Refuses credentials with which a mistake could do anything.
 *
 * @throws CannotRun
 */
export function refuseRoot(accountId: string, arn: string): void {
  if (!arn.endsWith(':root')) return;
  throw new CannotRun(
    `These are the credentials of the root user of account ${accountId}, who may do everything. ` +
      'The workshop does not run with them. Make an IAM user or role with the policy in ' +
      'fixtures/policies/, and use its credentials.',
  );
}

async function describeUnknownProfile({ AWS_PROFILE: name }: NodeJS.ProcessEnv): Promise<string[]> {
  if (!name) return [];
  const { configFile, credentialsFile } = await loadSharedConfigFiles();
  const profiles = [...new Set([...Object.keys(configFile), ...Object.keys(credentialsFile)])];
  if (profiles.includes(name)) return [`AWS_PROFILE names the profile ${name}.`];
  const known =
    profiles.length > 0 ? `They have ${profiles.join(', ')}.` : 'They have none at all.';
  return [
    `AWS_PROFILE names the profile ${name}, which is not in your AWS configuration files ` +
      `(~/.aws/config, ~/.aws/credentials). ${known}`,
  ];
}

function describeNoCredentials(error: AwsError): string {
  const network = unreachable(error);
  if (network) return `The AWS credentials could not be fetched. ${network}`;
  const reason = error.message.replace(/\.?$/, '.');
  return (
    `No AWS credentials were found: ${reason} Sign in (aws sso login, aws configure), or set ` +
    `AWS_PROFILE, ${WITHOUT_ACCOUNT}`
  );
}

async function callerIdentity(sts: STSClient): Promise<{ accountId: string; arn: string }> {
  const { Account, Arn } = await sts.send(new GetCallerIdentityCommand({})).catch((error) => {
    throw error instanceof CannotRun ? error : new CannotRun(describeRefusal(error));
  });
  if (!Account || !Arn) throw new CannotRun('AWS did not say whose credentials these are.');
  return { accountId: Account, arn: Arn };
}

function describeRefusal(error: AwsError): string {
  const network = unreachable(error);
  if (network) return `${network} Nothing was done. Try again, ${WITHOUT_ACCOUNT}`;
  const { name, message } = error;
  if (/Signature (expired|not yet current)|RequestExpired|TooSkewed/.test(`${name} ${message}`)) {
    return `This machine's clock is ${describeClock(error)}: AWS refuses its signatures. ${CLOCK_REMEDY}`;
  }
  if (lacksCredentials(error)) return describeExpiry(error);
  return `AWS does not take these credentials: ${message} (${name}).`;
}

/** Credentials that have run out, and how to get others. */
export function describeExpiry({ message }: AwsError): string {
  const reason = message.replace(/\.?$/, '.');
  return `The AWS credentials have expired: ${reason} Sign in again: aws sso login`;
}

function describeClock({ $response }: AwsError): string {
  const date = $response?.headers?.date;
  return date === undefined ? 'wrong' : describeSkew(skewSeconds(new Date(date), new Date()));
}
