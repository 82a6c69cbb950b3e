import { type ReferenceSigner, Unsupported } from '../../sigv4/reference-signers/reference-signer';
import type { SignerAnswer } from '../protocol/signer-answer';
import type { SignerInput } from '../protocol/signer-input';

/** Makes the function that `--module` wants of a library's signer. */
export function answerWith(signer: ReferenceSigner) {
  return async ({ request, mode, ...context }: SignerInput): Promise<SignerAnswer> => {
    const { body, bodyBase64, ...rest } = request;
    const payload = bodyBase64 === undefined ? (body ?? '') : Buffer.from(bodyBase64, 'base64');
    try {
      return { ...(await signer.sign({ ...rest, body: payload }, context, mode)) };
    } catch (error) {
      if (error instanceof Unsupported) return { skip: error.message };
      throw error;
    }
  };
}
