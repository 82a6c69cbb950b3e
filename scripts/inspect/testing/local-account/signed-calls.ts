import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import type { Credentials } from '../../../local-aws/account/account';
import type { ApiAnswer } from '../../refusals';
import type { LocalAccount } from './account';

/** Calls a URL as a browser would. */
export async function callUnsigned(url: string, method = 'GET'): Promise<ApiAnswer> {
  return answerTo(url, { method });
}

/** Calls an API, signed by the library: what is checked is never its own judge. */
export async function callSigned(
  { region }: LocalAccount,
  url: string,
  credentials: Credentials,
  method = 'GET',
): Promise<ApiAnswer> {
  const { host, protocol, pathname } = new URL(url);
  const signer = new SignatureV4({ credentials, region, service: 'execute-api', sha256: Sha256 });
  const { headers } = await signer.sign({
    method,
    protocol,
    hostname: host,
    path: pathname,
    headers: { host },
  });
  const { host: _, ...sent } = headers;
  return answerTo(url, { method, headers: sent });
}

async function answerTo(url: string, init: RequestInit): Promise<ApiAnswer> {
  const response = await fetch(url, init);
  return { status: response.status, body: await response.text() };
}
