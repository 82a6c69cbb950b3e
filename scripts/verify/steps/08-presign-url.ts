import type * as PresignUrl from '../../../solutions/08-presign-url/presign-url';
import { prepareSigning } from '../prepare/prepare-api';
import type { OwnFigures } from '../refusal/explain-mismatch';
import { apiRequest, signingContext } from '../signing/api-request';
import { open } from '../signing/call-api';
import { expectHelloFrom } from '../signing/expect-hello';
import { figuresOf, signatureIn, signedRequest } from '../signing/own-figures';
import { inspectUrlOf } from '../signing/sample-request';
import type { Verification } from '../verification';

/** With characters to encode: what is sent differs from what is signed. */
const QUERY = 'text=hello%20world!&name=';

/** The file of the presigned URL, in the steps' folders. */
export const PRESIGN_URL = '08-presign-url/presign-url';

/** A presigned URL, opened with a bare fetch, is accepted. */
export const verifyPresignUrl: Verification = async (run) => {
  const { session, code, report } = run;
  const { url, credentials } = await prepareSigning(run);
  const { presignUrl } = code.load<typeof PresignUrl>(PRESIGN_URL, 'presignUrl');
  const protocol = url.protocol === 'https:' ? 'https' : 'http';

  report.action('The URL of a POST with a path and a query, presigned by you');
  const placeOf = () => code.placeOf(PRESIGN_URL, 'presignUrl');
  report.problems(
    'Your presignUrl keeps path and query of the request',
    inspectUrlOf(presignUrl),
    placeOf(),
  );

  url.search = QUERY;
  let figures: OwnFigures | undefined;
  const text = 'GET /dev/ with a query, by a URL that you presigned';
  await expectHelloFrom(
    run,
    { text, url, placeOf },
    {
      call: async () => {
        const context = signingContext(session, credentials);
        const presigned = presignUrl(apiRequest(url), context, protocol);
        figures = {
          ...figuresOf(code, apiRequest(withoutSignature(presigned)), context),
          signature: signatureIn(presigned),
          signed: signedRequest(apiRequest(url), context, 'query'),
        };
        return open(presigned);
      },
      figures: () => figures,
    },
  );
};

/** What was signed: the URL without the parameter that holds the signature. */
function withoutSignature(presigned: string): URL {
  return new URL(presigned.replace(/&X-Amz-Signature=[^&]*/, ''));
}
