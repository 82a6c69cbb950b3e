import type { Stage } from '../stages';
import type { GivenFigures } from './answered-case';

/** Where a stage's text has a figure that can be reproduced. */
const ANSWERS: Partial<Record<Stage, (text: string) => GivenFigures | undefined>> = {
  'canonical-request': (text) => ({ canonicalRequest: text }),
  'string-to-sign': (text) => ({ stringToSign: text }),
  signature: (text) => ({ signature: text }),
  'signed-headers-added': (text) => signatureIn(text, /\bSignature=(\S+)/),
  'signed-query': (text) => signatureIn(text, /^X-Amz-Signature=(\S+)/m),
};

/**
 * What a stage's text answers to a vector, as a diagnosis takes it.
 *
 * @returns undefined if there is no figure in it
 */
export function answerInText(stage: Stage, text: string): GivenFigures | undefined {
  return ANSWERS[stage]?.(text);
}

function signatureIn(text: string, pattern: RegExp): GivenFigures | undefined {
  const [, signature] = pattern.exec(text) ?? [];
  return signature ? { signature } : undefined;
}
