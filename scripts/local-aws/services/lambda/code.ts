import { createHash } from 'node:crypto';
import type { FunctionCode } from '@aws-sdk/client-lambda';
import { InvalidZipError, readZip } from '../../lambda-runtime';
import { invalidValue } from './errors';
import type { StoredCode } from './state';

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

function checkZip(zip: Uint8Array): void {
  try {
    readZip(zip);
  } catch (error) {
    throw error instanceof InvalidZipError ? invalidValue(error.message) : error;
  }
}
