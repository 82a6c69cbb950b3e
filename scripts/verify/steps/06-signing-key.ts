import type * as SigningKey from '../../../solutions/06-signing-key/signing-key';
import { prepareSigning } from '../prepare/prepare-api';
import { apiRequest, signingContext } from '../signing/api-request';
import { expectHello } from '../signing/expect-hello';
import { signWithLibrary } from '../signing/library-signer';
import type { Verification } from '../verification';

/** The file of the signing key, in the steps' folders. */
export const SIGNING_KEY = '06-signing-key/signing-key';

/** A request signed with the learner's key is accepted. */
export const verifySigningKey: Verification = async (run) => {
  const { session, code } = run;
  const { url, credentials } = await prepareSigning(run);
  const { signingKey } = code.load<typeof SigningKey>(SIGNING_KEY, 'signingKey');

  const text = "GET /dev/, the library's string to sign signed with your key";
  const placeOf = () => code.placeOf(SIGNING_KEY, 'deriveSigningKey', 'signingKey');
  await expectHello(run, { text, url, placeOf }, () => {
    const context = signingContext(session, credentials);
    return signWithLibrary(apiRequest(url), context, { signingKey: () => signingKey(context) });
  });
};
