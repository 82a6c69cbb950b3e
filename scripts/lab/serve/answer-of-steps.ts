import type * as CanonicalRequest from '../../../solutions/04-canonical-request/canonical-request';
import type * as StringToSign from '../../../solutions/05-string-to-sign/string-to-sign';
import type * as SigningKey from '../../../solutions/06-signing-key/signing-key';
import type * as SignRequest from '../../../solutions/07-sign-request/sign-request';
import type * as PresignUrl from '../../../solutions/08-presign-url/presign-url';
import { STAGES } from '../../sigv4/staged-signer/staged-signer';
import type { StepsAnswer } from '../messages';
import type { NoText } from '../sheet/comparison';
import { type Fields, signingInputOf } from '../sheet/fields';
import { headerLines, parameterLines, requestToSign, textsOf } from '../sheet/figures';

/** Loads a file of the steps, such as `04-canonical-request/canonical-request`. */
export type LoadStep = <Module>(file: string) => Module;

/** What is thrown by a function that is still to be written. */
const STILL_TO_WRITE = /^TODO \w+:/;

/**
 * What the learner's own functions make of a request: each stage of what their earlier stages made,
 * and each once more of what the reference makes, so that one wrong stage is not blamed on the next.
 *
 * @param load throws what the file throws when it is loaded
 */
export function answerOfSteps(load: LoadStep, fields: Fields): Omit<StepsAnswer, 'output'> {
  const input = signingInputOf(fields);
  const { context, mode } = input;
  const reference = textsOf(STAGES, input);

  const canonicalRequest = attempt('04', () =>
    load<typeof CanonicalRequest>('04-canonical-request/canonical-request').canonicalRequest(
      requestToSign(input),
      context.options,
    ),
  );
  const stringToSign = (canonical: string) =>
    attempt('05', () =>
      load<typeof StringToSign>('05-string-to-sign/string-to-sign').stringToSign(
        canonical,
        context,
      ),
    );
  const signingKey = attempt('06', () =>
    hex(load<typeof SigningKey>('06-signing-key/signing-key').signingKey(context)),
  );
  const signature = (keyHex: string, text: string) =>
    attempt('06', () =>
      load<typeof SigningKey>('06-signing-key/signing-key').signature(
        Buffer.from(keyHex, 'hex'),
        text,
      ),
    );
  const sent =
    mode === 'header'
      ? attempt('07', () => sentHeaders(load, input))
      : attempt('08', () => sentParameters(load, input));

  const ownString = stringToSign(textOr(canonicalRequest, reference['canonical-request']));
  return {
    texts: {
      'canonical-request': canonicalRequest,
      'string-to-sign': ownString,
      'signing-key': signingKey,
      signature: signature(
        textOr(signingKey, reference['signing-key']),
        textOr(ownString, reference['string-to-sign']),
      ),
      sent,
    },
    alone: {
      'string-to-sign': stringToSign(reference['canonical-request']),
      signature: signature(reference['signing-key'], reference['string-to-sign']),
    },
  };
}

type Input = ReturnType<typeof signingInputOf>;

/** The headers that step 07 has added to those of the request. */
function sentHeaders(load: LoadStep, { request, context }: Input): string {
  const { signRequest } = load<typeof SignRequest>('07-sign-request/sign-request');
  const { headers } = signRequest(request, context);
  return headerLines(headers.slice(request.headers.length));
}

/** The parameters that step 08 has added to those of the request. */
function sentParameters(load: LoadStep, { request, context }: Input): string {
  const { presignQuery } = load<typeof PresignUrl>('08-presign-url/presign-url');
  const query = presignQuery(request, context);
  const own = request.query === '' ? '' : `${request.query}&`;
  return parameterLines(query.startsWith(own) ? query.slice(own.length) : query);
}

function attempt(step: string, run: () => unknown): string | NoText {
  try {
    const result = run();
    if (typeof result === 'string') return result;
    return { error: `a text is expected, and ${typeof result} was returned` };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return STILL_TO_WRITE.test(message) ? { unwritten: step } : { error: message };
  }
}

/** The key's bytes in hex; a key that is a text already is shown as it is. */
function hex(key: unknown): unknown {
  return key instanceof Uint8Array ? Buffer.from(key).toString('hex') : key;
}

function textOr(text: string | NoText, otherwise: string): string {
  return typeof text === 'string' ? text : otherwise;
}
