import type * as CanonicalRequest from '../../../solutions/04-canonical-request/canonical-request';
import type * as SigningKey from '../../../solutions/06-signing-key/signing-key';
import { timeOf } from '../../sigv4/timestamps';
import type { TriedCase } from './tried-case';

/** A call of one of the step's functions: its name, and its arguments by the names of its parameters. */
export interface StepCall {
  name: string;
  given: Record<string, unknown>;
}

interface CallsOfStep {
  /** The file in the step's folder, without its ending. */
  file: string;
  /** @param finished the functions of that file in the solution */
  calls(tried: TriedCase, finished: never): StepCall[];
}

/**
 * How a case passes through the functions of a step, in the order in which they build on each other.
 * Each is given what is right so far, so that one mistake shows in one place.
 */
export const CALLS: Record<string, CallsOfStep> = {
  '04': {
    file: 'canonical-request',
    calls: (
      { toSign, context: { options } }: TriedCase,
      { headersToSign }: typeof CanonicalRequest,
    ) => {
      const headers = headersToSign(toSign.headers);
      return [
        call('uriEncode', { text: toSign.path }),
        call('canonicalUri', { path: toSign.path, normalize: options.normalizePath }),
        call('canonicalQuery', { query: toSign.query }),
        call('headersToSign', { headers: toSign.headers }),
        call('canonicalHeaders', { headers }),
        call('signedHeaders', { headers }),
        call('payloadHash', { body: options.signBody ? toSign.body : '' }),
        call('canonicalRequest', { request: toSign, options }),
      ];
    },
  },
  '05': {
    file: 'string-to-sign',
    calls: ({ context, figures }) => [
      call('signingTimestamp', { date: new Date(timeOf(context.timestamp)) }),
      call('credentialScope', { context }),
      call('stringToSign', { canonicalRequest: figures.canonicalRequest, context }),
    ],
  },
  '06': {
    file: 'signing-key',
    calls: ({ context, figures }, { deriveSigningKey }: typeof SigningKey) => [
      call('deriveSigningKey', { context }),
      call('signingKey', { context }),
      call('signature', {
        key: deriveSigningKey(context),
        stringToSign: figures.stringToSign,
      }),
    ],
  },
  '07': {
    file: 'sign-request',
    calls: ({ request, context, figures }) => [
      call('authorizationHeader', {
        context,
        signedHeaderNames: figures.canonicalRequest.split('\n').at(-2),
        signatureHex: figures.signature,
      }),
      call('signRequest', { request, context }),
    ],
  },
  '08': {
    file: 'presign-url',
    calls: ({ request, context }) => [
      call('presignQuery', { request, context }),
      call('presignUrl', { request, context }),
    ],
  },
};

function call(name: string, given: Record<string, unknown>): StepCall {
  return { name, given };
}
