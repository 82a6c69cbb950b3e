import { join } from 'node:path';
import type { Cloud } from '../../account/cloud';
import { LambdaRuntime, type RunnableFunction } from '../../lambda-runtime';
import { roleCredentials } from './role';
import type { FunctionVersion, StoredFunction } from './state';

/** That of an AWS account. */
export const CONCURRENCY_LIMIT = 1000;

const runtimes = new WeakMap<Cloud, LambdaRuntime>();

/** What runs the functions of a cloud. */
export function runtimeOf(cloud: Cloud): LambdaRuntime {
  const known = runtimes.get(cloud);
  if (known) return known;
  const surroundings = {
    credentialsFor: (settings: RunnableFunction['settings']) => roleCredentials(cloud, settings),
    now: () => cloud.clock.now(),
  };
  const runtime = new LambdaRuntime(
    join(cloud.directory, 'functions'),
    surroundings,
    CONCURRENCY_LIMIT,
  );
  runtimes.set(cloud, runtime);
  return runtime;
}

/** A version of a stored function in the form in which it is run. */
export function runnable(
  cloud: Cloud,
  { name, arn, reservedConcurrency }: StoredFunction,
  version: FunctionVersion,
): RunnableFunction {
  return {
    settings: {
      functionName: name,
      functionArn: arn,
      version: version.version,
      region: cloud.region,
      handler: version.handler,
      runtime: version.runtime,
      roleArn: version.roleArn,
      memorySize: version.memorySize,
      timeout: version.timeout,
      variables: version.variables ?? {},
      endpointUrl: cloud.url,
    },
    archive: () => Buffer.from(version.code.zip, 'base64'),
    revisionId: `${version.code.sha256} ${version.updatedAt ?? version.createdAt}`,
    ...(reservedConcurrency === undefined ? {} : { reservedConcurrency }),
  };
}
