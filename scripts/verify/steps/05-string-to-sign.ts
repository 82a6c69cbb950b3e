import type * as StringToSign from '../../../solutions/05-string-to-sign/string-to-sign';
import { TIME_ZONES } from '../../inspect/time-zones';
import { inspectTimestamps } from '../../inspect/timestamp';
import { placeOfPart } from '../place-of-part';
import { prepareSigning } from '../prepare/prepare-api';
import { apiRequest, signingContext } from '../signing/api-request';
import { expectHello } from '../signing/expect-hello';
import { signWithLibrary } from '../signing/library-signer';
import type { Verification } from '../verification';

/** The file of the string to sign, in the steps' folders. */
export const STRING_TO_SIGN = '05-string-to-sign/string-to-sign';

/** The learner's string to sign, signed with the library's key, is accepted. */
export const verifyStringToSign: Verification = async (run) => {
  const { session, code, report } = run;
  const { url, credentials } = await prepareSigning(run);
  const { signingTimestamp, stringToSign } = code.load<typeof StringToSign>(
    STRING_TO_SIGN,
    'signingTimestamp',
    'stringToSign',
  );

  report.action(`Your signingTimestamp, in the time zones ${TIME_ZONES.join(' and ')}`);
  report.problems(
    'Your signingTimestamp is the moment in UTC, in every time zone',
    inspectTimestamps(signingTimestamp),
    code.placeOf(STRING_TO_SIGN, 'signingTimestamp'),
  );

  const text = "GET /dev/, your string to sign signed with the library's key";
  const placeOf = placeOfPart(code, STRING_TO_SIGN, 'stringToSign');
  await expectHello(run, { text, url, placeOf }, () => {
    const context = signingContext(session, credentials);
    return signWithLibrary(apiRequest(url), context, {
      stringToSign: (canonicalRequest) => stringToSign(canonicalRequest, context),
    });
  });
};
