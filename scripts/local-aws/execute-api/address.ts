import { headerOf, type ReceivedRequest } from '../wire/http';

/** The stage of an API that a request is for, and the path below the stage. */
export interface StageAddress {
  apiId: string;
  stage: string;
  /** Percent-encoded, with one leading slash, also where more were sent. */
  path: string;
  /** The path with the stage, as a backend is told it: `/dev//pets` where that was requested. */
  requestedPath: string;
}

const HOST_FORM = /^([^.]*)\.execute-api\.([^.]*)\.amazonaws\.com(?::\d+)?$/i;
const PATH_FORM = /^\/_aws\/execute-api\/([^/]+)(\/.*)?$/;
const STAGE_AND_PATH = /^\/+([^/]*)(?:\/+(.*))?$/;

/**
 * Reads which API and stage a request is for. It may name them in two ways:
 *
 * - by Host, as on AWS: `https://<api>.execute-api.<region>.amazonaws.com/<stage>/<path>`
 * - by path, for clients that cannot set the Host: `/_aws/execute-api/<api>/<stage>/<path>`
 *
 * Either way the signature covers the path as it was requested: a signer signs the URL it calls,
 * so in path form the prefix belongs to the canonical path. Nothing is cut off before verifying,
 * and a signer that leaves out the stage gets a mismatch in both forms.
 *
 * @param path the one that is signed, unless another is given
 * @returns undefined if it is not for an API of this region at all
 */
export function addressOf(
  request: ReceivedRequest,
  region: string,
  path = request.path,
): StageAddress | undefined {
  const apiId = apiIdIn(headerOf(request, 'host') ?? '', region);
  if (apiId !== undefined) return stageAddress(apiId, path);
  const byPath = PATH_FORM.exec(path);
  return byPath ? stageAddress(byPath[1]!, byPath[2]) : undefined;
}

/** The API that a Host such as `a1b2c3.execute-api.eu-west-1.amazonaws.com:4566` names. */
function apiIdIn(host: string, region: string): string | undefined {
  const [, apiId, hostRegion] = HOST_FORM.exec(host) ?? [];
  return hostRegion?.toLowerCase() === region ? apiId?.toLowerCase() : undefined;
}

function stageAddress(apiId: string, pathWithStage = '/'): StageAddress {
  const [, stage = '', path = ''] = STAGE_AND_PATH.exec(pathWithStage) ?? [];
  return { apiId, stage, path: `/${path}`, requestedPath: pathWithStage.replace(/^\/+/, '/') };
}
