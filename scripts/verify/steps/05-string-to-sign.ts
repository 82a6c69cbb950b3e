import type * as StringToSign from '../../../solutions/05-string-to-sign/string-to-sign';
import type { Verification } from '../bench';
import { groundForSigning } from '../ground/ground';
import { apiRequest, signingContext } from '../signing/api-request';
import { expectHello } from '../signing/expect-hello';
import { signWithLibrary } from '../signing/library-signer';

/** The file of the string to sign, in the steps' folders. */
export const STRING_TO_SIGN = '05-string-to-sign/string-to-sign';

/** The learner's string to sign, signed with the library's key, is accepted. */
export const verifyStringToSign: Verification = async (bench) => {
  const { session, code } = bench;
  const { url, credentials } = await groundForSigning(bench);
  const { stringToSign } = code.load<typeof StringToSign>(STRING_TO_SIGN, 'stringToSign');

  await expectHello(bench, `GET ${url}, your string to sign, the library's key`, url, () => {
    const context = signingContext(session, credentials);
    return signWithLibrary(apiRequest(url), context, {
      stringToSign: (canonicalRequest) => stringToSign(canonicalRequest, context),
    });
  });
};
