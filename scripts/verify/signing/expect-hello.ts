import type { HttpRequest } from '../../../solutions/04-canonical-request/signing-input';
import type { Difference } from '../../sigv4/first-difference';
import { answerInShort, explainAnswer, type RecordedAnswer } from '../refusal/explain-answer';
import type { OwnFigures } from '../refusal/explain-mismatch';
import type { VerificationRun } from '../verification';
import { isHello, send, settled } from './call-api';

/** A request that is ready to be sent, and the figures that it was signed by. */
export interface SignedCall extends OwnFigures {
  request: HttpRequest;
}

/** A call that the API must answer as the hello function does. */
export interface HelloCall {
  /** What is called, and how it is signed; an arrow and the answer follow. */
  text: string;
  url: URL;
  /** Where a mistake in the signature is written. */
  placeOf?: (difference?: Difference) => string;
}

/**
 * Signs and sends a request; the API must answer as the hello function does.
 *
 * @param sign called for each attempt, since a signature holds for minutes only
 * @throws DoesNotHold, with AWS's strings beside the caller's
 */
export async function expectHello(
  run: VerificationRun,
  called: HelloCall,
  sign: () => SignedCall | Promise<SignedCall>,
): Promise<void> {
  let signed: SignedCall | undefined;
  await expectHelloFrom(run, called, {
    call: async () => {
      signed = await sign();
      return send(called.url, signed.request);
    },
    figures: () => signed,
  });
}

/** As `expectHello`, for a call that is made in another way. */
export async function expectHelloFrom(
  { session, report }: VerificationRun,
  { text, url, placeOf }: HelloCall,
  { call, figures }: { call: () => Promise<RecordedAnswer>; figures: () => OwnFigures | undefined },
): Promise<void> {
  report.action(`GET ${url}`);
  const answer = await settled(session, call);
  await report.claim({
    text: `${text} → 200`,
    expected: HELLO,
    got: answerInShort(answer),
    holds: isHello(answer),
    explain: () => explainAnswer(session, answer, { own: figures(), placeOf }),
  });
}

/** What the hello function answers through the API, in one line. */
export const HELLO = '200 "Hello from Lambda!"';
