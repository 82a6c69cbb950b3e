import type { Profile, VectorRequest } from '../vectors';
import { remembered } from './memory';
import { percentDecode, uriEncode } from './uri-encode';

/** From the request to the canonical URI. */
export interface PathStages {
  /** The path that is signed. */
  pathToSign(request: VectorRequest): string;
  /** `.`, `..` and empty segments resolved, if asked to; never empty. */
  normalizePath(path: string, normalize: boolean): string;
  /** The path encoded, its slashes kept. */
  encodePath(path: string, encode: (text: string) => string): string;
  /** UriEncode, as it is used for the path. */
  encodePathText(text: string): string;
  /** A segment of a path of S3 before it is encoded: S3 encodes a path once, and the client has. */
  decodeS3Segment(segment: string): string;
}

export const PATH_STAGES: PathStages = {
  pathToSign: ({ path }) => path,
  normalizePath: (path, normalize) => (normalize ? removeDotSegments(path) : path || '/'),
  encodePath: (path, encode) => path.split('/').map(encode).join('/'),
  encodePathText: uriEncode,
  decodeS3Segment: percentDecode,
};

/** Resolves `.`, `..` and empty segments; a slash at the end stays. */
export function removeDotSegments(path: string): string {
  const segments: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '' && segment !== '.') segments.push(segment);
  }
  const end = path.endsWith('/') && segments.length > 0 ? '/' : '';
  return `/${segments.join('/')}${end}`;
}

/** The canonical URI of a request. */
export const canonicalUri = remembered(
  PATH_STAGES,
  (stages: PathStages, request: VectorRequest, normalize: boolean, profile?: Profile) => {
    const path = stages.normalizePath(stages.pathToSign(request), normalize);
    if (profile !== 's3') return stages.encodePath(path, stages.encodePathText);
    return stages.encodePath(path, (text) => stages.encodePathText(stages.decodeS3Segment(text)));
  },
);
