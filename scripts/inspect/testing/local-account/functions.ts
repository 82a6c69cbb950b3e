import {
  CreateFunctionCommand,
  InvokeCommand,
  waitUntilFunctionActiveV2,
} from '@aws-sdk/client-lambda';
import { strToU8, zipSync } from 'fflate';
import { HANDLER, RUNTIME, WITH_SOURCE_MAPS } from '../../../account/bundle-function';
import type { LocalAccount } from './account';
import { makeRole } from './roles';

/** The hello function as it should be, for checks of what is in front of it. */
export const HELLO_FUNCTION = zipSync({
  'index.js': strToU8(
    `exports.handler = async () => ({ statusCode: 200, body: '"Hello from Lambda!"' });`,
  ),
});

export interface FunctionSettings {
  name: string;
  /** The deployment package. */
  code: Uint8Array;
  /** One that Lambda may take is made unless one is given. */
  roleArn?: string;
  variables?: Record<string, string>;
}

/** What an invocation gave. */
export interface Invoked {
  /** What the function returned. */
  result: unknown;
  /** The end of its log. */
  log: string;
}

/** Creates a function and waits until it can be invoked. @returns its ARN */
export async function deployFunction(
  account: LocalAccount,
  { name, code, roleArn, variables }: FunctionSettings,
): Promise<string> {
  const { lambda } = account;
  const created = await lambda.send(
    new CreateFunctionCommand({
      FunctionName: name,
      Runtime: RUNTIME,
      Handler: HANDLER,
      Role: roleArn ?? (await makeRole(account, `${name}-role`)),
      Code: { ZipFile: code },
      Environment: { Variables: { ...WITH_SOURCE_MAPS, ...variables } },
    }),
  );
  await waitUntilFunctionActiveV2({ client: lambda, maxWaitTime: 5 }, { FunctionName: name });
  return created.FunctionArn!;
}

/**
 * Invokes a function with an empty event.
 * @throws Error with what the function threw, at the place where it did
 */
export async function invokeFunction({ lambda }: LocalAccount, name: string): Promise<Invoked> {
  const answer = await lambda.send(new InvokeCommand({ FunctionName: name, LogType: 'Tail' }));
  const payload = Buffer.from(answer.Payload ?? '').toString();
  const result: unknown = payload === '' ? undefined : JSON.parse(payload);
  if (answer.FunctionError) throw failureOf(name, result as FunctionFailure);
  return { result, log: Buffer.from(answer.LogResult ?? '', 'base64').toString() };
}

/** What Lambda tells of an error. */
interface FunctionFailure {
  errorType?: string;
  errorMessage?: string;
  /** Its stack, by lines. */
  trace?: string[];
}

function failureOf(name: string, { errorType, errorMessage, trace = [] }: FunctionFailure): Error {
  const kind = errorType === 'Error' || errorType === undefined ? '' : `${errorType}: `;
  const error = new Error(`On Lambda, the function ${name} failed:\n${kind}${errorMessage}`);
  const frames = trace.filter((line) => /^\s+at /.test(line)).map(atLearnersFile);
  error.stack = [`Error: ${error.message}`, ...frames].join('\n');
  return error;
}

/** The source map names files as if they lay beside the function's code; they lie in the workshop. */
function atLearnersFile(frame: string): string {
  return frame.replace(/^(\s+at (?:.*\()?).*[\\/](?=steps[\\/])/, '$1');
}
