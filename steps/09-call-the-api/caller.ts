import type {
  Credentials,
  HttpRequest,
  SigningContext,
} from '../04-canonical-request/signing-input';
import { signingTimestamp } from '../05-string-to-sign/string-to-sign';
import { signRequest } from '../07-sign-request/sign-request';

/** The name of the service that serves deployed APIs, in policies and in credential scopes. */
export const SERVICE = 'execute-api';

/** The environment variables of a process, by name. */
export type Environment = Record<string, string | undefined>;

/** Signs a request. Yours returns the result at once, a library's returns a promise. */
export type Sign = (
  request: HttpRequest,
  context: SigningContext,
) => HttpRequest | Promise<HttpRequest>;

/** The API's answer. */
export interface ApiResponse {
  status: number;
  body: string;
}

/** The caller function: calls GET on the API, signed with your own signer. */
export async function handler(): Promise<ApiResponse> {
  return callApi(signRequest);
}

/**
 * Calls the API at the URL in `API_URL`, and logs `api_response is <status> <body>`.
 *
 * @param sign how the request is signed
 * @param environment contains the invoke URL as `API_URL`, the API's region as `API_REGION`, and
 *   the role's credentials
 * @returns the answer, whatever its status
 * @throws Error that says which variable is missing, or why the API cannot be reached
 */
export async function callApi(
  sign: Sign,
  environment: Environment = process.env,
): Promise<ApiResponse> {
  throw new Error(
    'TODO callApi: build the request, sign it for SERVICE, send it, log and return the answer',
  );
}

/**
 * The credentials of the role that the function runs with. They are temporary, so read them again
 * for each call.
 *
 * @throws Error that names the missing variable
 */
export function roleCredentials(environment: Environment): Credentials {
  throw new Error(
    'TODO roleCredentials: read the three parts: access key, secret key and session token',
  );
}

/**
 * The GET request for a URL, as it is signed. `Host` contains the port, if the URL has one.
 */
export function apiRequest(url: URL): HttpRequest {
  throw new Error('TODO apiRequest: take path, query and host from the URL');
}

/**
 * Sends a signed request that has no body.
 *
 * @throws Error that says which host cannot be reached, and why
 */
export async function send(url: URL, { method, headers }: HttpRequest): Promise<ApiResponse> {
  throw new Error('TODO send: fetch the URL with all signed headers except Host');
}

/**
 * Reads an environment variable.
 *
 * @throws Error if it is missing or empty; the call would fail later, with a less clear message
 */
export function variable(environment: Environment, name: string): string {
  const value = environment[name];
  if (value) return value;
  throw new Error(
    `The environment variable ${name} is missing; the caller cannot sign without it.`,
  );
}
