import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import type { HttpRequest, SigningContext } from '../04-canonical-request/signing-input';
import { type ApiResponse, callApi } from '../09-call-the-api/caller';
import { libraryRequest, signingDate } from './library-request';

/** The caller function: calls GET on the API, signed by the library. */
export async function handler(): Promise<ApiResponse> {
  return callApi(signWithLibrary);
}

/**
 * Signs a request with the signer of the AWS SDK, for API Gateway.
 *
 * @returns a copy of the request with the library's headers: those of the request and the added
 *   ones, all names in lower case
 */
export async function signWithLibrary(
  request: HttpRequest,
  context: SigningContext,
): Promise<HttpRequest> {
  throw new Error(
    'TODO signWithLibrary: create a SignatureV4 from the context, sign libraryRequest(request), return the request with its headers',
  );
}
