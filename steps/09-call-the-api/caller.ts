import type {
  Credentials,
  HttpRequest,
  SigningContext,
} from '../04-canonical-request/signing-input';
import { signingTimestamp } from '../05-string-to-sign/string-to-sign';
import { signRequest } from '../07-sign-request/sign-request';

/** The service that serves deployed APIs. It is named so in policies and in scopes. */
export const SERVICE = 'execute-api';

/** The environment of a process: its variables by name. */
export type Environment = Record<string, string | undefined>;

/** Signs a request: yours does, and a library's may take its time. */
export type Sign = (
  request: HttpRequest,
  context: SigningContext,
) => HttpRequest | Promise<HttpRequest>;

/** What the API answered. */
export interface ApiResponse {
  status: number;
  body: string;
}

/** The caller function: GET on the API, signed by hand. */
export async function handler(): Promise<ApiResponse> {
  return callApi(signRequest);
}

/**
 * Calls the API that the environment names, and logs `api_response is <status> <body>`.
 *
 * @param sign how the request is signed
 * @param environment with the invoke URL in `API_URL`, the API's region in `API_REGION`, and the
 *   role's credentials
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
 * The credentials of the role that a function runs with. Lambda renews them in the environment, so
 * they are read for each call.
 *
 * @throws Error that names the part that is missing
 */
export function roleCredentials(environment: Environment): Credentials {
  throw new Error(
    'TODO roleCredentials: read the three parts: access key, secret key and session token',
  );
}

/**
 * The GET request for a URL, as it is signed. Its `Host` has the port, where the URL has one.
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
  throw new Error('TODO send: fetch the URL with the signed headers, all but Host');
}

/**
 * A variable of the environment.
 *
 * @throws Error when it is missing or empty; the signature would fail later, and say less
 */
export function variable(environment: Environment, name: string): string {
  const value = environment[name];
  if (value) return value;
  throw new Error(
    `The environment variable ${name} is missing; the caller cannot sign without it.`,
  );
}
