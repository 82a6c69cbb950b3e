import { smithySigner } from '../../sigv4/reference-signers/smithy';
import { answerWith } from './answer-with';

/** The signer of the AWS SDK: `--module scripts/check-signer/examples/smithy.ts`. */
export const sign = answerWith(smithySigner);
