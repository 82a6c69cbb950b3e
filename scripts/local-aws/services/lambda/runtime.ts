import { join } from 'node:path';
import type { Cloud } from '../../account/cloud';
import { LambdaRuntime, type RunnableFunction } from '../../lambda-runtime';
import { roleCredentials } from './role';
import type { StoredFunction } from './state';

/** Far less than the 1,000 of AWS: each event that is being handled takes a process. */
export const CONCURRENCY_LIMIT = 50;

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

/** A stored function in the form in which it is run. */
export function runnable(cloud: Cloud, stored: StoredFunction): RunnableFunction {
  return {
    settings: {
      functionName: stored.name,
      functionArn: stored.arn,
      region: cloud.region,
      handler: stored.handler,
      runtime: stored.runtime,
      roleArn: stored.roleArn,
      memorySize: stored.memorySize,
      timeout: stored.timeout,
      variables: stored.variables,
      endpointUrl: cloud.url,
    },
    archive: () => Buffer.from(stored.code.zip, 'base64'),
    revisionId: `${stored.code.sha256} ${stored.updatedAt ?? stored.createdAt}`,
    reservedConcurrency: stored.reservedConcurrency,
  };
}
