import { createHash } from 'node:crypto';
import type { FunctionCode } from '@aws-sdk/client-lambda';
import type { Cloud } from '../../account/cloud';
import { InvalidZipError, readZip } from '../../lambda-runtime';
import type { HttpAnswer, ReceivedRequest } from '../../wire/http';
import { invalidValue } from './errors';
import { lambdaState, type StoredCode } from './state';

/**
 * Takes in a deployment package, after having unpacked it in memory to see that it can be run.
 * @throws ServiceError in the words of Lambda
 */
export function storeCode({ ZipFile, S3Bucket, ImageUri }: FunctionCode): StoredCode {
  if (S3Bucket ?? ImageUri) {
    throw invalidValue('Local AWS takes code from neither S3 nor an image. Give it as ZipFile.');
  }
  if (!ZipFile) throw invalidValue('Please provide a source for function code.');
  checkZip(ZipFile);
  const zip = Buffer.from(ZipFile);
  return {
    zip: zip.toString('base64'),
    size: zip.length,
    sha256: createHash('sha256').update(zip).digest('base64'),
  };
}

const CODE_PATH = '/_aws/lambda/code/';

/** Where a package can be downloaded; on AWS it is a presigned URL of S3. */
export function codeLocation({ url }: Cloud, { sha256 }: StoredCode): string {
  return `${url}${CODE_PATH}${Buffer.from(sha256, 'base64').toString('hex')}`;
}

/**
 * Serves the download of a package at its `codeLocation`. Like a presigned URL, the address is all
 * that a caller needs.
 * @returns undefined for every other request
 */
export function answerFromCode({ request, cloud }: CodeRequest): HttpAnswer | undefined {
  if (request.method !== 'GET' || !request.path.startsWith(CODE_PATH)) return undefined;
  const sha256 = Buffer.from(request.path.slice(CODE_PATH.length), 'hex').toString('base64');
  const code = storedCodes(cloud).find((stored) => stored.sha256 === sha256);
  return (
    code && {
      status: 200,
      headers: { 'Content-Type': 'application/zip' },
      body: Buffer.from(code.zip, 'base64'),
    }
  );
}

interface CodeRequest {
  request: ReceivedRequest;
  cloud: Cloud;
}

function storedCodes({ accounts }: Cloud): StoredCode[] {
  return [...accounts.values()]
    .flatMap((account) => Object.values(account.read(lambdaState).functions))
    .flatMap((found) => [found.code, ...Object.values(found.versions).map(({ code }) => code)]);
}

function checkZip(zip: Uint8Array): void {
  try {
    readZip(zip);
  } catch (error) {
    throw error instanceof InvalidZipError ? invalidValue(error.message) : error;
  }
}
