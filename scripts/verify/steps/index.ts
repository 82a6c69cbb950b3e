import type { Verification } from '../verification';
import { verifyHelloHandler } from './01-hello-handler';
import { verifyProvisionApi } from './02-provision-api';
import { verifyInvokePolicy } from './03-invoke-policy';
import { verifyCanonicalRequest } from './04-canonical-request';
import { verifyStringToSign } from './05-string-to-sign';
import { verifySigningKey } from './06-signing-key';
import { verifySignRequest } from './07-sign-request';
import { verifyPresignUrl } from './08-presign-url';
import { verifyCallTheApi } from './09-call-the-api';
import { verifyUseTheLibrary } from './10-use-the-library';

/** How each step is verified on AWS, by its number and in its order. */
export const VERIFICATIONS: ReadonlyMap<string, Verification> = new Map([
  ['01', verifyHelloHandler],
  ['02', verifyProvisionApi],
  ['03', verifyInvokePolicy],
  ['04', verifyCanonicalRequest],
  ['05', verifyStringToSign],
  ['06', verifySigningKey],
  ['07', verifySignRequest],
  ['08', verifyPresignUrl],
  ['09', verifyCallTheApi],
  ['10', verifyUseTheLibrary],
]);
