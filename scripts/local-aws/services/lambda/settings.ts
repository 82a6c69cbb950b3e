import type { CreateFunctionRequest } from '@aws-sdk/client-lambda';
import { RESERVED_VARIABLES } from '../../lambda-runtime';
import { ServiceError } from '../service';
import { invalidValue } from './errors';

/** The runtimes that local AWS offers; all of them run on the Node.js that runs local AWS. */
const SUPPORTED_RUNTIMES = ['nodejs20.x', 'nodejs22.x', 'nodejs24.x'];

/** All runtimes of AWS, in the order in which a refusal lists them. */
const RUNTIMES_OF_AWS = [
  'nodejs20.x',
  'python3.14',
  'provided.al2023',
  'python3.12',
  'python3.13',
  'nodejs24.x',
  'nodejs22.x',
  'java25',
  'python3.10',
  'python3.11',
  'java21',
  'ruby3.3',
  'ruby3.4',
  'ruby3.2',
  'python3.8',
  'python3.9',
  'java17',
  'nodejs16.x',
  'dotnet10',
  'dotnet8',
  'java11',
  'dotnet6',
  'nodejs18.x',
  'provided.al2',
  'java8.al2',
];

const MAX_VARIABLES_BYTES = 4096;
const SUPPORTED_MEMBERS = [
  'Architectures',
  'Code',
  'Description',
  'Environment',
  'FunctionName',
  'Handler',
  'MemorySize',
  'PackageType',
  'Publish',
  'RevisionId',
  'Role',
  'Runtime',
  'Tags',
  'Timeout',
];

/** The settings that creating and updating a function have in common. */
export type SettingsInput = Partial<
  Pick<
    CreateFunctionRequest,
    'Description' | 'Environment' | 'Handler' | 'MemorySize' | 'Role' | 'Runtime' | 'Timeout'
  >
>;

/**
 * Checks the settings that are given.
 * @throws ServiceError in the words of Lambda, or one that says what is not supported here
 */
export function checkSettings(input: SettingsInput): void {
  refuseUnsupported(input);
  const { Runtime, Environment } = input;
  if (Runtime !== undefined) checkRuntime(Runtime);
  if (Environment?.Variables) checkVariables(Environment.Variables);
}

/** What is left out of these is refused: to ignore it would promise what does not happen. */
function refuseUnsupported(input: object): void {
  const unsupported = Object.entries(input).find(
    ([name, value]) => !SUPPORTED_MEMBERS.includes(name) && isMeant(value),
  );
  if (!unsupported) return;
  throw invalidValue(
    `Local AWS does not support ${unsupported[0]} of a function. ` +
      `It supports ${SUPPORTED_MEMBERS.join(', ')}.`,
  );
}

/** `Publish: false` or an empty list asks for nothing. */
function isMeant(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return Boolean(value);
  return Object.values(value).some(isMeant);
}

function checkRuntime(runtime: string): void {
  if (SUPPORTED_RUNTIMES.includes(runtime)) return;
  if (RUNTIMES_OF_AWS.includes(runtime)) {
    throw invalidValue(
      `Local AWS does not support the runtime ${runtime}. Use ${SUPPORTED_RUNTIMES.join(', ')}.`,
    );
  }
  throw invalidValue(
    `Value ${runtime} at 'runtime' failed to satisfy constraint: ` +
      `Member must satisfy enum value set: [${RUNTIMES_OF_AWS.join(', ')}] or be a valid ARN`,
  );
}

const UNABLE =
  'Lambda was unable to configure your environment variables because the environment variables ' +
  'you have provided';

function checkVariables(variables: Record<string, string>): void {
  const names = Object.keys(variables);
  const reserved = names.filter((name) => RESERVED_VARIABLES.includes(name));
  if (reserved.length > 0) {
    throw invalidValue(
      `${UNABLE} contains reserved keys that are currently not supported for modification. ` +
        `Reserved keys used in this request: ${reserved.join(', ')}`,
    );
  }
  const malformed = names.find((name) => !/^[a-zA-Z]([a-zA-Z0-9_])+$/.test(name));
  if (malformed !== undefined) {
    throw new ServiceError(
      'ValidationException',
      `1 validation error detected: Value '${malformed}' at 'environment.variables' failed to ` +
        'satisfy constraint: Member must satisfy regular expression pattern: ' +
        '[a-zA-Z]([a-zA-Z0-9_])+',
    );
  }
  const measured = JSON.stringify(variables);
  if (Buffer.byteLength(measured) > MAX_VARIABLES_BYTES) {
    throw invalidValue(`${UNABLE} exceeded the 4KB limit. String measured: ${measured}`);
  }
}
