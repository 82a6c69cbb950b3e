import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';

/**
 * A Lambda function that calls the API in `API_URL` with the credentials of its role, signed by the
 * library, and returns the answer, or status 0 where none came: what the role may do, shown by trying.
 */
export async function handler(): Promise<{ status: number; body: string; record?: string }> {
  const url = new URL(process.env.API_URL!);
  const signer = new SignatureV4({
    credentials: {
      accessKeyId: process.env.AWS_ACCESS_KEY_ID!,
      secretAccessKey: process.env.AWS_SECRET_ACCESS_KEY!,
      sessionToken: process.env.AWS_SESSION_TOKEN!,
    },
    region: process.env.API_REGION!,
    service: 'execute-api',
    sha256: Sha256,
  });
  const { headers } = await signer.sign({
    method: 'GET',
    protocol: url.protocol,
    hostname: url.host,
    path: url.pathname,
    headers: { host: url.host },
  });
  const { host: _writtenByFetch, ...sent } = headers;
  const response = await fetch(url, { headers: sent }).catch((error: Error) => error);
  if (response instanceof Error)
    return { status: 0, body: `${response.cause ?? response.message}` };
  const record = response.headers.get('x-workshop-request') ?? undefined;
  return { status: response.status, body: await response.text(), record };
}
