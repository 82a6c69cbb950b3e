import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Unsupported } from '../../sigv4/reference-signers/reference-signer';
import type { Header, Mode, VectorContext, VectorRequest } from '../../sigv4/vectors';
import { type Witness, witnessSigning } from './witness';

/** The part of aws-crt that signs; the project does not install the package, nor its types. */
interface AwsCrt {
  auth: {
    AwsCredentialsProvider: {
      newStatic(accessKeyId: string, secretAccessKey: string, sessionToken?: string): unknown;
    };
    aws_sign_request(request: CrtRequest, config: object): Promise<CrtRequest>;
  };
  http: {
    HttpHeaders: new (headers: Header[]) => Iterable<Header>;
    HttpRequest: new (method: string, path: string, headers: Iterable<Header>) => CrtRequest;
  };
}

interface CrtRequest {
  path: string;
  headers: Iterable<Header>;
}

/** The library's enumerations, by their documented values. */
const SIGV4 = 0;
const SIGNATURE_TYPE: Record<Mode, number> = { header: 0, query: 1 };
const BODY_HEADER = { none: 0, contentSha256: 1 };

/**
 * The signer of AWS's C runtime, which most of its newer SDKs share.
 *
 * @returns undefined if the package is neither installed here nor in the folder AWS_CRT_DIR
 */
export function awsCrtWitness(): Witness | undefined {
  const paths = [process.cwd(), ...(process.env.AWS_CRT_DIR ? [process.env.AWS_CRT_DIR] : [])];
  const main = resolveOptional('aws-crt', paths);
  if (!main) return undefined;
  const crt: AwsCrt = require(main);
  return witnessSigning(`aws-crt ${versionOf(main)}`, (...input) => sign(crt, ...input));
}

function resolveOptional(name: string, paths: string[]): string | undefined {
  try {
    return require.resolve(name, { paths });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}

function versionOf(main: string): string {
  const folder = main.slice(0, main.lastIndexOf('aws-crt') + 'aws-crt'.length);
  return JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')).version;
}

async function sign(
  { auth, http }: AwsCrt,
  request: VectorRequest,
  context: VectorContext,
  mode: Mode,
): Promise<string> {
  const { accessKeyId, secretAccessKey, sessionToken } = context.credentials;
  const target = request.query === '' ? request.path : `${request.path}?${request.query}`;
  const headers = new http.HttpHeaders(request.headers);
  const { signBody, normalizePath, signSessionToken } = context.options;
  const isForS3 = context.profile === 's3';
  const isUnsigned = isForS3 && (mode === 'query' || !signBody);
  const addsContentHash = (signBody || isForS3) && mode === 'header';
  const config = {
    algorithm: SIGV4,
    signature_type: SIGNATURE_TYPE[mode],
    provider: auth.AwsCredentialsProvider.newStatic(accessKeyId, secretAccessKey, sessionToken),
    region: context.region,
    service: context.service,
    date: toDate(context.timestamp),
    use_double_uri_encode: !isForS3,
    should_normalize_uri_path: normalizePath,
    omit_session_token: !signSessionToken,
    signed_body_value: isUnsigned ? 'UNSIGNED-PAYLOAD' : sha256(signBody ? request.body : ''),
    signed_body_header: addsContentHash ? BODY_HEADER.contentSha256 : BODY_HEADER.none,
    ...(mode === 'query' ? { expiration_in_seconds: context.expiresIn } : {}),
  };
  const unsigned = new http.HttpRequest(request.method, target, headers);
  return signatureOf(await signOrRefuse(auth, unsigned, config), mode);
}

async function signOrRefuse(
  auth: AwsCrt['auth'],
  request: CrtRequest,
  config: object,
): Promise<CrtRequest> {
  try {
    return await auth.aws_sign_request(request, config);
  } catch (error) {
    throw new Unsupported(`aws-crt refuses it: ${(error as Error).message}`);
  }
}

function signatureOf(signed: CrtRequest, mode: Mode): string {
  const authorization = [...signed.headers].find(([name]) => name === 'Authorization')?.[1] ?? '';
  const place = mode === 'header' ? authorization : signed.path;
  const signature = /Signature=([0-9a-f]{64})/.exec(place)?.[1];
  if (!signature) throw new Error(`aws-crt returned a request without a signature: ${mode} form`);
  return signature;
}

function sha256(body: string | Uint8Array): string {
  return createHash('sha256').update(body).digest('hex');
}

function toDate(timestamp: string): Date {
  return new Date(timestamp.replace(/^(....)(..)(..T..)(..)(..Z)$/, '$1-$2-$3:$4:$5'));
}
