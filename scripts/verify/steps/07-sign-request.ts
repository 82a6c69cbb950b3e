import type { HttpRequest } from '../../../solutions/04-canonical-request/signing-input';
import type * as SignRequest from '../../../solutions/07-sign-request/sign-request';
import { prepareSigning } from '../prepare/prepare-api';
import { apiRequest, signingContext } from '../signing/api-request';
import { expectHello } from '../signing/expect-hello';
import {
  figuresOf,
  signatureIn,
  signedRequest,
  withoutAuthorization,
} from '../signing/own-figures';
import { inspectCopy } from '../signing/sample-request';
import type { Verification } from '../verification';

/** With characters to encode: what is sent differs from what is signed. */
const QUERY = 'text=hello%20world!&name=';

/** The file of the signed request, in the steps' folders. */
export const SIGN_REQUEST = '07-sign-request/sign-request';

/** A GET that the learner has signed with temporary credentials is accepted. */
export const verifySignRequest: Verification = async (run) => {
  const { session, code, report } = run;
  const { url, credentials } = await prepareSigning(run);
  const { signRequest } = code.load<typeof SignRequest>(SIGN_REQUEST, 'signRequest');

  const placeOf = () => code.placeOf(SIGN_REQUEST, 'signRequest');
  report.action('A POST with a body, signed by you');
  report.problems(
    'Your signRequest returns the request as it was, with headers added',
    await inspectCopy(signRequest),
    placeOf(),
  );

  url.search = QUERY;
  const text = 'GET /dev/ with a query, signed by you with temporary credentials';
  await expectHello(run, { text, url, placeOf }, () => {
    const context = signingContext(session, credentials);
    const request = signRequest(apiRequest(url), context);
    return {
      request,
      ...figuresOf(code, withoutAuthorization(request), context),
      signature: signatureIn(authorizationOf(request)),
      signed: signedRequest(apiRequest(url), context, 'header'),
    };
  });
};

function authorizationOf({ headers }: HttpRequest): string {
  return headers.find(([name]) => name.toLowerCase() === 'authorization')?.[1] ?? '';
}
