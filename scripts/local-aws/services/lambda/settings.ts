import type { CreateFunctionRequest } from '@aws-sdk/client-lambda';
import { RESERVED_VARIABLES } from '../../lambda-runtime';
import { invalidValue, violatedConstraint } from './errors';

/** The one runtime whose behaviour local AWS reproduces. */
export const SUPPORTED_RUNTIME = 'nodejs24.x';

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
  const { Runtime, Handler, Timeout, MemorySize, Environment } = input;
  if (Runtime !== undefined) checkRuntime(Runtime);
  if (Handler !== undefined && !/^\S{1,128}$/.test(Handler)) {
    const pattern = 'Member must satisfy regular expression pattern: [^\\s]+';
    throw violatedConstraint(Handler, 'handler', pattern);
  }
  checkRange(Timeout, 'timeout', 1, 900);
  checkRange(MemorySize, 'memorySize', 128, 10_240);
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
  if (runtime === SUPPORTED_RUNTIME) return;
  throw invalidValue(
    `Value ${runtime} at 'runtime' failed to satisfy constraint: ` +
      `Member must satisfy enum value set: [${SUPPORTED_RUNTIME}] or be a valid ARN`,
  );
}

function checkRange(value: number | undefined, member: string, least: number, most: number): void {
  if (value === undefined) return;
  if (value < least) {
    const constraint = `Member must have value greater than or equal to ${least}`;
    throw violatedConstraint(value, member, constraint);
  }
  if (value > most) {
    const constraint = `Member must have value less than or equal to ${most}`;
    throw violatedConstraint(value, member, constraint);
  }
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
    const pattern = 'Member must satisfy regular expression pattern: [a-zA-Z]([a-zA-Z0-9_])+';
    throw violatedConstraint(malformed, 'environment.variables', pattern);
  }
  if (Buffer.byteLength(JSON.stringify(variables)) > MAX_VARIABLES_BYTES) {
    throw invalidValue(`${UNABLE} exceeded the 4KB limit.`);
  }
}
