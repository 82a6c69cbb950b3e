import type { HttpRequest } from '../../../solutions/04-canonical-request/signing-input';
import { explainAnswer, type RecordedAnswer, withoutAwsTexts } from '../refusal/explain-answer';
import type { OwnFigures } from '../refusal/explain-mismatch';
import type { VerificationRun } from '../verification';
import { isHello, send, settled } from './call-api';

/** A request that is ready to be sent, and the figures that it was signed by. */
export interface SignedCall extends OwnFigures {
  request: HttpRequest;
}

/**
 * Signs and sends a request; the API must answer as the hello function does.
 *
 * @param action what is shown of it
 * @param sign called for each attempt, since a signature holds for minutes only
 * @throws DoesNotHold, with AWS's strings beside the caller's
 */
export async function expectHello(
  run: VerificationRun,
  action: string,
  url: URL,
  sign: () => SignedCall | Promise<SignedCall>,
): Promise<void> {
  let signed: SignedCall | undefined;
  await expectHelloFrom(run, action, {
    call: async () => {
      signed = await sign();
      return send(url, signed.request);
    },
    figures: () => signed,
  });
}

/** As `expectHello`, for a call that is made in another way. */
export async function expectHelloFrom(
  { session, report }: VerificationRun,
  action: string,
  { call, figures }: { call: () => Promise<RecordedAnswer>; figures: () => OwnFigures | undefined },
): Promise<void> {
  report.action(action);
  const answer = await settled(session, call);
  await report.claim({
    expected: '200 "Hello from Lambda!"',
    got: `${answer.status} ${withoutAwsTexts(answer.body)}`,
    holds: isHello(answer),
    explain: () => explainAnswer(session, answer, figures()),
  });
}
