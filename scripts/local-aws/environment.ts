import type { LocalAwsAddress } from './announcement';

type Account = Omit<LocalAwsAddress, 'invokeUrl'>;

/**
 * What a user of other programs must know to call local AWS: the environment of the AWS CLI and
 * boto3, and how curl and Postman sign. The credentials are worth nothing outside this machine.
 * @param platform as `process.platform` names it; it decides how the shell sets a variable
 */
export function environmentText(aws: Account, platform: string): string {
  const { url, region, accountId, recordsUrl } = aws;
  const variable = (name: string) => (platform === 'win32' ? `\${env:${name}}` : `$${name}`);
  const user = `${variable('AWS_ACCESS_KEY_ID')}:${variable('AWS_SECRET_ACCESS_KEY')}`;
  return [
    `Local AWS listens on ${url} (account ${accountId}, region ${region}). Stop it with Ctrl+C.`,
    'npm run verify and npm run teardown use it as long as it runs, without any setting.',
    '',
    'For the AWS CLI, boto3 and the SDKs, in another terminal:',
    '',
    ...Object.entries(environment(aws)).map(([name, value]) => setting(name, value, platform)),
    ...OTHER_SOURCES.map((name) => removal(name, platform)),
    '',
    'AWS CLI before 2.13 and boto3 before 1.28 do not know AWS_ENDPOINT_URL: give',
    `--endpoint-url ${url}, or endpoint_url='${url}' to boto3.client.`,
    '',
    'curl, with the API and the stage filled in:',
    '',
    `  curl --aws-sigv4 "aws:amz:${region}:execute-api" --user "${user}" ${url}/_aws/execute-api/API/STAGE/`,
    '',
    `Postman: Authorization "AWS Signature" with these keys, region ${region}, service execute-api.`,
    '',
    `Why a request was refused: ${recordsUrl}`,
  ].join('\n');
}

function environment({ url, region, credentials }: Account): Record<string, string> {
  return {
    AWS_ENDPOINT_URL: url,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  };
}

/** Settings of another account that would be mixed with these. */
const OTHER_SOURCES = ['AWS_SESSION_TOKEN', 'AWS_PROFILE'];

function removal(name: string, platform: string): string {
  return platform === 'win32' ? `  Remove-Item -ErrorAction Ignore env:${name}` : `  unset ${name}`;
}

function setting(name: string, value: string, platform: string): string {
  return platform === 'win32' ? `  $env:${name} = '${value}'` : `  export ${name}='${value}'`;
}
