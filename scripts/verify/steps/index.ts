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

/** How a step is verified, and what is known once it passes. */
export interface StepVerification {
  /** In a clause. */
  proves: string;
  verify: Verification;
}

/** How each step is verified on AWS, by its number and in its order. */
export const VERIFICATIONS: ReadonlyMap<string, StepVerification> = new Map([
  ['01', { proves: 'the hello function runs on Lambda', verify: verifyHelloHandler }],
  ['02', { proves: 'the API admits only signed calls', verify: verifyProvisionApi }],
  ['03', { proves: 'the role may call one method and no other', verify: verifyInvokePolicy }],
  ['04', { proves: 'AWS computes your canonical request', verify: verifyCanonicalRequest }],
  ['05', { proves: 'AWS computes your string to sign', verify: verifyStringToSign }],
  ['06', { proves: 'AWS derives your signing key', verify: verifySigningKey }],
  ['07', { proves: 'AWS accepts your signed request', verify: verifySignRequest }],
  ['08', { proves: 'AWS accepts your presigned URL', verify: verifyPresignUrl }],
  ['09', { proves: 'the caller signs with its role and calls', verify: verifyCallTheApi }],
  ['10', { proves: 'the library signs the same call', verify: verifyUseTheLibrary }],
]);
