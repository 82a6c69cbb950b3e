import type * as Caller from '../../../solutions/09-call-the-api/caller';
import type { Sign } from '../../../solutions/09-call-the-api/caller';
import { rebuiltRequest } from '../../sigv4/refusal/rebuilt-request';
import { serverFigures } from '../../sigv4/refusal/server-figures';
import type { Code } from '../code';
import type { OwnFigures } from '../refusal/explain-mismatch';
import { figuresOf, withoutAuthorization } from '../signing/own-figures';

/** The file of the request that both callers sign, in the steps' folders. */
export const CALLER = '09-call-the-api/caller';

/** The keys stay on Lambda. None of the texts that are compared depends on them. */
const NO_KEYS = { accessKeyId: 'ASIAIOSFODNN7EXAMPLE', secretAccessKey: 'unknown' };

/**
 * What a caller function has computed for a call that was refused: its own code computes it once more
 * here, for the moment and the token that AWS has seen.
 *
 * @param caller whose `apiRequest` builds the request
 * @param stages whose canonical request and string to sign the signer depends on
 * @param body of the refusal
 * @returns undefined where AWS does not show what it computed itself
 */
export async function callersFigures(
  { caller, stages, sign }: { caller: Code; stages: Code; sign: Sign },
  url: URL,
  body: string,
): Promise<OwnFigures | undefined> {
  const server = serverFigures(body);
  if (!server) return undefined;
  const { credentials, region, service, timestamp } = rebuiltRequest(server).context;
  const context = { credentials: { ...credentials, ...NO_KEYS }, region, service, timestamp };
  const { apiRequest } = caller.load<typeof Caller>(CALLER, 'apiRequest');
  const signed = await sign(apiRequest(url), context);
  return figuresOf(stages, withoutAuthorization(signed), context);
}
