import { hash } from 'node:crypto';
import type { Mode, Profile, VectorRequest } from '../vectors';
import { remembered } from './memory';

export type Body = string | Uint8Array;

/** From the body to the payload hash. */
export interface PayloadStages {
  /** The body that is hashed. */
  bodyToHash(body: Body, signBody: boolean, method: string): Body;
  /** What stands for the body on the last line of the canonical request. */
  payloadHash(body: Body, mode: Mode): string;
  /** The same for S3, which may be told that the payload is not signed. */
  s3PayloadHash(payloadHash: string, signBody: boolean, mode: Mode): string;
  /** The value of x-amz-content-sha256, where that header is to be sent. */
  contentSha256(payloadHash: string, signBody: boolean): string | undefined;
}

/** Stands for the payload of S3 where that is not signed; a presigned URL cannot know it. */
export const UNSIGNED_PAYLOAD = 'UNSIGNED-PAYLOAD';

export const PAYLOAD_STAGES: PayloadStages = {
  bodyToHash: (body, signBody) => (signBody ? body : ''),
  payloadHash: (body) => sha256Hex(body),
  s3PayloadHash: (payloadHash, signBody, mode) =>
    signBody && mode === 'header' ? payloadHash : UNSIGNED_PAYLOAD,
  contentSha256: (payloadHash, signBody) => (signBody ? payloadHash : undefined),
};

/** The payload hash of a request. */
export const payloadHash = remembered(
  PAYLOAD_STAGES,
  (
    stages: PayloadStages,
    request: VectorRequest,
    signBody: boolean,
    mode: Mode,
    profile?: Profile,
  ) => {
    const body = stages.bodyToHash(request.body, signBody, request.method);
    const hash = stages.payloadHash(body, mode);
    return profile === 's3' ? stages.s3PayloadHash(hash, signBody, mode) : hash;
  },
);

/** SHA-256 in lower-case hex. */
export function sha256Hex(text: Body): string {
  return hash('sha256', text, 'hex');
}
