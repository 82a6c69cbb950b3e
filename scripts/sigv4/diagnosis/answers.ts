import { type Signed, type Stages, sign, signingKeyHex } from '../staged-signer/staged-signer';
import { MODES, type Mode, type Vector } from '../vectors';
import type { AnsweredCase, GivenFigures } from './answered-case';

/** What a signer tells: its signature alone, what it sends, or all that it computes. */
export type Detail = 'signature' | 'authorization' | 'all stages';

/** What the clock showed when a signer answered: another day than that of any vector. */
const CLOCK = '20260102T030405Z';

/**
 * What a signer of these stages answers to vectors, asked in order: all in header form, then all in
 * query form.
 */
export function answersOf(
  stages: Stages,
  vectors: readonly Vector[],
  detail: Detail,
  modes: readonly Mode[] = MODES,
): AnsweredCase[] {
  const asked = modes.flatMap((mode) => vectors.map((vector) => ({ vector, mode })));
  const contexts = asked.map(({ vector }) => vector.context);
  return asked.map(({ vector, mode }, index) => {
    const earlier = contexts.slice(0, index);
    const signed = sign(stages, { ...vector, mode, earlier, clock: CLOCK });
    return { vector, mode, answeredAt: CLOCK, answer: answerOf(signed, detail) };
  });
}

function answerOf(signed: Signed, detail: Detail): GivenFigures {
  const { canonicalRequest, stringToSign, signature, credential, signedHeaders } = signed;
  if (detail === 'signature') return { signature };
  if (detail === 'authorization') return { signature, credential, signedHeaders };
  return { canonicalRequest, stringToSign, signingKey: signingKeyHex(signed), signature };
}
