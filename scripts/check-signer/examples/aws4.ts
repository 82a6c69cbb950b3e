import { aws4Signer } from '../../sigv4/reference-signers/aws4';
import { answerWith } from './answer-with';

/** The package aws4: `--module scripts/check-signer/examples/aws4.ts`. */
export const sign = answerWith(aws4Signer);
