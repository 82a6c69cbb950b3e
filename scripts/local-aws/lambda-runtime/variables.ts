import { delimiter, join } from 'node:path';

/** What a function's environment is made of. */
export interface RuntimeSettings {
  readonly functionName: string;
  /** Without a qualifier. */
  readonly functionArn: string;
  /** `$LATEST`, or the number of a published version. */
  readonly version: string;
  readonly region: string;
  readonly handler: string;
  readonly runtime: string;
  readonly roleArn: string;
  readonly memorySize: number;
  /** In seconds. */
  readonly timeout: number;
  /** The function's own variables. */
  readonly variables: Readonly<Record<string, string>>;
  /** Where the AWS SDK finds AWS. On AWS it is not set, and the SDK takes the real endpoints. */
  readonly endpointUrl: string;
}

/** The temporary credentials of the function's role. */
export interface RoleCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly expiration: Date;
}

/** Variables that a function's configuration may not set, as Lambda documents them. */
export const RESERVED_VARIABLES: readonly string[] = [
  '_HANDLER',
  '_X_AMZN_TRACE_ID',
  'AWS_ACCESS_KEY',
  'AWS_ACCESS_KEY_ID',
  'AWS_DEFAULT_REGION',
  'AWS_EXECUTION_ENV',
  'AWS_LAMBDA_FUNCTION_MEMORY_SIZE',
  'AWS_LAMBDA_FUNCTION_NAME',
  'AWS_LAMBDA_FUNCTION_VERSION',
  'AWS_LAMBDA_INITIALIZATION_TYPE',
  'AWS_LAMBDA_LOG_GROUP_NAME',
  'AWS_LAMBDA_LOG_STREAM_NAME',
  'AWS_LAMBDA_RUNTIME_API',
  'AWS_REGION',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'LAMBDA_RUNTIME_DIR',
  'LAMBDA_TASK_ROOT',
];

/** Where AWS's tracing daemon would be; nothing listens there, and the SDK does not mind. */
const TRACING = {
  _AWS_XRAY_DAEMON_ADDRESS: '169.254.100.1',
  _AWS_XRAY_DAEMON_PORT: '2000',
  AWS_XRAY_CONTEXT_MISSING: 'LOG_ERROR',
  AWS_XRAY_DAEMON_ADDRESS: '169.254.100.1:2000',
} as const;

/** The whole environment of a function's process; nothing of this machine's own goes in. */
export function environmentVariables(
  settings: RuntimeSettings,
  credentials: RoleCredentials,
  { taskRoot, logStreamName }: { taskRoot: string; logStreamName: string },
): Record<string, string> {
  return {
    AWS_ENDPOINT_URL: settings.endpointUrl,
    LANG: 'en_US.UTF-8',
    PATH: ['/var/lang/bin', '/usr/local/bin', '/usr/bin/', '/bin', '/opt/bin'].join(delimiter),
    SHLVL: '0',
    TZ: ':UTC',
    ...settings.variables,
    _HANDLER: settings.handler,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_DEFAULT_REGION: settings.region,
    AWS_EXECUTION_ENV: `AWS_Lambda_${settings.runtime}`,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(settings.memorySize),
    AWS_LAMBDA_FUNCTION_NAME: settings.functionName,
    AWS_LAMBDA_FUNCTION_VERSION: settings.version,
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${settings.functionName}`,
    AWS_LAMBDA_LOG_STREAM_NAME: logStreamName,
    AWS_REGION: settings.region,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_SESSION_TOKEN: credentials.sessionToken,
    ...TRACING,
    LAMBDA_RUNTIME_DIR: join(__dirname, 'bootstrap'),
    LAMBDA_TASK_ROOT: taskRoot,
  };
}
