import type { Stages } from '../staged-signer/staged-signer';
import { percentDecode, uriEncode } from '../staged-signer/uri-encode';
import type { VectorRequest } from '../vectors';
import { AWS_ANSWERS } from './aws-answers';
import type { Mistake } from './mistake';
import { SPECIFICATION } from './specification';
import { leavingReserved } from './uri-encoding';

const common = {
  specification: SPECIFICATION.canonicalRequest,
  awsAnswers: AWS_ANSWERS.mismatch,
} as const;

const encodeAllButEscapes = (text: string) =>
  text
    .split(/(%[0-9A-Fa-f]{2})/)
    .map((piece, index) => (index % 2 === 1 ? piece : uriEncode(piece)))
    .join('');

const UNRESERVED_ESCAPE = /%(?:2[DE]|5F|7E|3[0-9]|[46][1-9A-F]|[57][0-9A])/gi;
/** The whole request target: path, question mark and query. */
const targetOf = (stages: Stages) => (request: VectorRequest) =>
  [stages.pathToSign(request), request.query].filter((text) => text !== '').join('?');

/** Mistakes in which path is signed, and how often it is encoded. */
export const PATH_MISTAKES: Mistake[] = [
  {
    ...common,
    id: 'path-not-encoded',
    title: 'The path is not percent-encoded',
    why: 'The canonical URI is the path as it is sent, encoded once more. The unchanged path is correct only if all its characters are unreserved.',
    fix: 'Split the path at its slashes, apply UriEncode to each segment, and join them with slashes again.',
    frequency: 5,
    hints: [
      'Which characters do the failing paths have that the passing ones do not?',
      'Every byte of the path is percent-encoded, except A–Z a–z 0–9 - . _ ~ and the slashes between the segments ("Create a canonical request", CanonicalUri).',
      'canonicalUri(path) = for each segment of split(path, "/"): uriEncode(segment); joined by "/"',
    ],
    variants: [{ name: 'signed unchanged', replace: () => ({ encodePath: (path) => path }) }],
  },
  {
    ...common,
    id: 'path-encoded-once',
    title: 'A path that already contains escapes is not encoded again',
    why: 'Every service except S3 encodes the received path once more: /a%20b is signed as /a%2520b.',
    fix: 'Encode the path exactly as in the request line, and encode its % as %25; do not decode it first.',
    frequency: 5,
    hints: [
      'Does the signature fail only if the path already contains a %?',
      'The path is encoded twice: by the client that sends it, and by the signer ("Create a canonical request", CanonicalUri). Only S3 is different.',
      'canonicalUri("/a%20b") = "/" + uriEncode("a%20b") = "/a%2520b"',
    ],
    variants: [
      {
        name: 'decoded, then encoded',
        replace: (stages) => ({
          encodePath: (path, encode) =>
            stages.encodePath(path, (segment) => encode(percentDecode(segment))),
        }),
      },
      {
        name: 'decoded as a whole, its %2F too, then encoded',
        replace: (stages) => ({
          encodePath: (path, encode) => stages.encodePath(percentDecode(path), encode),
        }),
      },
      {
        name: 'decoded before it is normalized, then encoded',
        replace: (stages) => ({
          normalizePath: (path, normalize) => stages.normalizePath(percentDecode(path), normalize),
        }),
      },
      {
        name: 'escapes left as they are',
        replace: () => ({ encodePathText: encodeAllButEscapes }),
      },
      {
        name: 'escapes of unreserved characters decoded first',
        replace: (stages) => ({
          encodePath: (path, encode) =>
            stages.encodePath(path, (segment) =>
              encode(segment.replace(UNRESERVED_ESCAPE, percentDecode)),
            ),
        }),
      },
      {
        name: 'decoded by decodeURI, then encoded',
        replace: (stages) => ({
          encodePath: (path, encode) =>
            stages.encodePath(path, (segment) => encode(leavingReserved(percentDecode)(segment))),
        }),
      },
      {
        name: 'a path with an escape is signed unchanged',
        replace: (stages) => ({
          encodePath: (path, encode) =>
            /%[0-9A-Fa-f]{2}/.test(path) ? path : stages.encodePath(path, encode),
        }),
      },
    ],
  },
  {
    ...common,
    id: 'path-encoded-twice',
    title: 'The path is encoded one time too many',
    why: 'A URL parser encoded the path, and the signer encoded it again: the signature covers /a%2520b instead of /a%20b.',
    fix: 'Encode the path of the request line once. For example, new URL(…).pathname is already encoded.',
    frequency: 3,
    hints: [
      'Look for %25 in your canonical URI. Where did that % come from?',
      'UriEncode is applied once to the path of the request line ("Create a canonical request", CanonicalUri).',
      'canonicalUri(path) = uriEncode(path), with its slashes kept; nothing encodes the path before it',
    ],
    variants: [
      {
        name: 'UriEncode twice',
        replace: (stages) => ({
          encodePath: (path, encode) => stages.encodePath(path, (text) => encode(encode(text))),
        }),
      },
      {
        name: 'for S3 as for all other services',
        profile: 's3',
        replace: () => ({ decodeS3Segment: (segment) => segment }),
      },
      {
        name: 'the URL parser first, then UriEncode',
        replace: (stages) => ({
          encodePath: (path, encode) =>
            stages.encodePath(path, (text) => encode(encodeURI(text).replaceAll('%25', '%'))),
        }),
      },
    ],
  },
  {
    ...common,
    id: 'path-slash-encoded',
    title: 'The slashes of the path are encoded',
    why: 'The slashes between the segments stay as they are; %2F is correct only in the query string.',
    fix: 'Encode segment by segment, or turn %2F back into a slash.',
    frequency: 3,
    hints: [
      'Even the shortest possible path is wrong. Which character is it?',
      'In the canonical URI, the slash is the only character that is not encoded, besides the unreserved ones ("Create a canonical request", CanonicalUri).',
      'canonicalUri(path) = replaceAll(uriEncode(path), "%2F", "/")',
    ],
    variants: [
      {
        name: 'the whole path encoded',
        replace: () => ({ encodePath: (path, encode) => encode(path) }),
      },
      {
        name: 'all slashes but the first encoded',
        replace: () => ({ encodePath: (path, encode) => `/${encode(path.slice(1))}` }),
      },
    ],
  },
  {
    ...common,
    id: 'path-missing-stage',
    title: 'The first segment of the path, the API’s stage, is not signed',
    why: 'API Gateway signs the path that the client sent, including the stage: /dev/pets, not /pets.',
    fix: 'Sign the whole path of the URL that is called.',
    frequency: 4,
    hints: [
      'Compare the URL that you call with the path that you sign.',
      'The canonical URI is the absolute path of the URL: everything between the host and the question mark ("Create a canonical request", CanonicalUri).',
      'path = new URL(invokeUrl).pathname, which begins with "/dev"',
    ],
    variants: [
      {
        name: 'the first segment left out',
        replace: (stages) => ({
          pathToSign: (request) => stages.pathToSign(request).replace(/^\/[^/]+/, '') || '/',
        }),
      },
      {
        name: 'all before the second slash left out',
        replace: (stages) => ({
          pathToSign: (request) => stages.pathToSign(request).replace(/^\/?[^/]*/, '') || '/',
        }),
      },
    ],
  },
  {
    ...common,
    id: 'path-fixed',
    title: 'The same path is signed, whichever path is called',
    why: 'The signature covers the path: a path that is written into the code is correct for one call only.',
    fix: 'Take the path of the request that is signed.',
    frequency: 3,
    hints: [
      'Call another path. Does the second line of your canonical request change?',
      'The canonical URI is the absolute path of the URL: all between the host and the question mark ("Create a canonical request", CanonicalUri).',
      'canonicalUri(request) = uriEncodePath(normalize(request.path))',
    ],
    variants: [{ name: 'always /', replace: () => ({ pathToSign: () => '/' }) }],
  },
  {
    ...common,
    id: 'path-slash-missing',
    title: 'The slash that every path begins with is not signed',
    why: 'The canonical URI is an absolute path: /dev/pets, not dev/pets.',
    fix: 'Begin the canonical URI with a slash: add one only if the path does not begin with a slash.',
    frequency: 2,
    hints: [
      'What is the first character of the second line of your canonical request?',
      'The canonical URI is the absolute path of the URL, and begins with a slash ("Create a canonical request", CanonicalUri).',
      'uri = "/" + join(segments, "/")',
    ],
    variants: [
      {
        name: 'the first slash left out',
        replace: (stages) => ({
          encodePath: (path, encode) => stages.encodePath(path, encode).replace(/^\//, ''),
        }),
      },
    ],
  },
  {
    ...common,
    id: 'path-includes-query',
    title: 'The query string is signed as part of the path',
    why: 'The canonical URI ends before the question mark; the query string has a line of its own.',
    fix: 'Cut the request target at the first question mark.',
    frequency: 4,
    hints: [
      'Do only the requests with a query string fail?',
      'The canonical URI is the path alone; the query string is the next line ("Create a canonical request", CanonicalUri).',
      '[path, query] = split target at the first "?"',
    ],
    variants: [
      {
        name: 'in both lines',
        replace: (stages) => ({
          pathToSign: targetOf(stages),
        }),
      },
      {
        name: 'in both lines, not encoded in the path',
        replace: (stages) => ({ pathToSign: targetOf(stages), encodePath: (path) => path }),
      },
      {
        name: 'in the path and not in the query string',
        replace: (stages) => ({
          splitQuery: () => [],
          pathToSign: targetOf(stages),
        }),
      },
      {
        name: 'in the path, not encoded, and not in the query string',
        replace: (stages) => ({
          splitQuery: () => [],
          pathToSign: targetOf(stages),
          encodePath: (path) => path,
        }),
      },
    ],
  },
];
