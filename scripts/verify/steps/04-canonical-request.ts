import type * as CanonicalRequest from '../../../solutions/04-canonical-request/canonical-request';
import { DEFAULT_OPTIONS } from '../../../solutions/04-canonical-request/signing-input';
import { placeOfPart } from '../place-of-part';
import { prepareSigning } from '../prepare/prepare-api';
import { apiRequest, signingContext } from '../signing/api-request';
import { expectHello } from '../signing/expect-hello';
import { signWithLibrary } from '../signing/library-signer';
import type { Verification } from '../verification';

/** The file of the canonical request, in the steps' folders. */
export const CANONICAL_REQUEST = '04-canonical-request/canonical-request';

/** Out of order and with characters to encode, so that the canonical form differs from what is sent. */
const QUERY = 'text=hello%20world!&name=';

/** The learner's canonical request, signed by the library, is accepted. */
export const verifyCanonicalRequest: Verification = async (run) => {
  const { session, code } = run;
  const { url, credentials } = await prepareSigning(run);
  const { canonicalRequest } = code.load<typeof CanonicalRequest>(
    CANONICAL_REQUEST,
    'canonicalRequest',
  );
  url.search = QUERY;
  const text = 'GET /dev/ with a query, your canonical request signed by the library';
  const placeOf = placeOfPart(code, CANONICAL_REQUEST, 'canonicalRequest');
  await expectHello(run, { text, url, placeOf }, () =>
    signWithLibrary(apiRequest(url), signingContext(session, credentials), {
      canonicalRequest: (request) => canonicalRequest(request, DEFAULT_OPTIONS),
    }),
  );
};
