import { removeDotSegments } from '../staged-signer/path-stages';
import { percentDecode, uriEncode } from '../staged-signer/uri-encode';
import { AWS_ANSWERS } from './aws-answers';
import type { Mistake } from './mistake';
import { SPECIFICATION } from './specification';

const common = {
  specification: SPECIFICATION.canonicalRequest,
  awsAnswers: AWS_ANSWERS.mismatch,
} as const;

const dropEndSlash = (path: string) => (path.length > 1 ? path.replace(/\/+$/, '') : path);

const encodeAllButEscapes = (text: string) =>
  text
    .split(/(%[0-9A-Fa-f]{2})/)
    .map((piece, index) => (index % 2 === 1 ? piece : uriEncode(piece)))
    .join('');

/** `.` and `..` resolved, empty segments kept, as the WHATWG URL parser does it. */
function removeDotsOnly(path: string): string {
  const segments: string[] = [];
  const all = path.split('/').slice(1);
  for (const segment of all) {
    if (segment === '..') segments.pop();
    else if (segment !== '.') segments.push(segment);
  }
  const endsInDots = ['.', '..'].includes(all.at(-1) ?? '');
  return `/${segments.join('/')}${endsInDots && segments.length > 0 ? '/' : ''}`;
}

/** Mistakes on the way from the path to the canonical URI. */
export const PATH_MISTAKES: Mistake[] = [
  {
    ...common,
    id: 'path-not-encoded',
    title: 'The path is not percent-encoded',
    why: 'The canonical URI is the path as it is sent, encoded once more; signed as it stands, it is right only while every character of it is unreserved.',
    fix: 'Split the path at its slashes, apply UriEncode to each segment, and join them with slashes again.',
    frequency: 5,
    hints: [
      'Which characters do the failing paths have that the passing ones do not?',
      'Every byte of the path is percent-encoded, but for A–Z a–z 0–9 - . _ ~ and the slashes between the segments ("Create a canonical request", CanonicalUri).',
      'canonicalUri(path) = for each segment of split(path, "/"): uriEncode(segment); joined by "/"',
    ],
    variants: [{ name: 'signed as it stands', replace: () => ({ encodePath: (path) => path }) }],
  },
  {
    ...common,
    id: 'path-encoded-once',
    title: 'A path that has escapes already is not encoded again',
    why: 'Every service but S3 encodes the path that it received once more: /a%20b is signed as /a%2520b.',
    fix: 'Encode the path exactly as it stands in the request line, and encode its % as %25; do not decode it first.',
    frequency: 5,
    hints: [
      'Does the signature only fail where the path already has a % in it?',
      'The path is encoded twice in all: by the client that sends it, and by the signer over what is sent ("Create a canonical request", CanonicalUri). Only S3 is different.',
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
        name: 'escapes left as they are',
        replace: () => ({ encodePathText: encodeAllButEscapes }),
      },
      {
        name: 'a path with an escape is signed as it stands',
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
    title: 'The path is encoded once too often',
    why: 'A URL parser has encoded the path before the signer did it again: the signature is over /a%2520b where /a%20b was to be signed.',
    fix: 'Encode the path of the request line once; new URL(…).pathname, for one, is encoded already.',
    frequency: 3,
    hints: [
      'Look for %25 in your canonical URI. Where did that % come from?',
      'UriEncode is applied once to the path as it stands in the request line ("Create a canonical request", CanonicalUri).',
      'canonicalUri(path) = uriEncode(path) but for slashes; nothing encodes the path before it',
    ],
    variants: [
      {
        name: 'UriEncode twice',
        replace: (stages) => ({
          encodePath: (path, encode) => stages.encodePath(path, (text) => encode(encode(text))),
        }),
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
    why: 'The slashes between the segments stay as they are; %2F is right in the query string only.',
    fix: 'Encode segment by segment, or turn %2F back into a slash.',
    frequency: 3,
    hints: [
      'Even the shortest path there is comes out wrong. What is in it?',
      'In the canonical URI the slash is the one character besides the unreserved ones that is not encoded ("Create a canonical request", CanonicalUri).',
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
    id: 'path-not-normalized',
    title: 'Dots and empty segments of the path are not resolved',
    why: 'Every service but S3 resolves ".", ".." and repeated slashes before it signs.',
    fix: 'Before encoding, drop "." and empty segments, and let ".." take the segment before it away.',
    frequency: 4,
    hints: [
      'What do the failing paths have in common? Look for dots and for two slashes in a row.',
      'The path is normalized as RFC 3986 describes it, and repeated slashes become one ("Create a canonical request", CanonicalUri).',
      'for each segment: ".." → pop; "" or "." → skip; else push. Result: "/" + join(segments, "/") + ("/" if the path ended with one)',
    ],
    variants: [
      {
        name: 'nothing resolved',
        replace: () => ({ normalizePath: (path) => path || '/' }),
      },
      {
        name: 'repeated slashes joined, dots kept',
        replace: () => ({
          normalizePath: (path, normalize) =>
            normalize ? path.replace(/\/+/g, '/') || '/' : path || '/',
        }),
      },
    ],
  },
  {
    ...common,
    id: 'path-always-normalized',
    title: 'The path is normalized although it must not be',
    why: 'Where normalization is switched off, as for S3, "." and ".." and empty segments are part of a name.',
    fix: 'Leave the path as it stands when the option says so.',
    frequency: 3,
    hints: [
      'Do just those cases fail in which the option says not to normalize?',
      'Objects in S3 may have dots and empty segments in their names, so S3 does not normalize; for all other services it is done ("Create a canonical request", CanonicalUri).',
      'path = options.normalizePath ? normalize(path) : path',
    ],
    variants: [
      {
        name: 'dots and slashes resolved',
        replace: (stages) => ({ normalizePath: (path) => stages.normalizePath(path, true) }),
      },
      {
        name: 'dots resolved by the URL parser',
        replace: (stages) => ({
          normalizePath: (path, normalize) =>
            normalize ? stages.normalizePath(path, true) : removeDotsOnly(path),
        }),
      },
    ],
  },
  {
    ...common,
    id: 'path-trailing-slash-dropped',
    title: 'The slash at the end of the path is dropped',
    why: '/dev and /dev/ are two canonical URIs, even where both reach the same resource.',
    fix: 'Keep the slash at the end when you take the path apart and join it again.',
    frequency: 3,
    hints: [
      'Compare the last character of the path that you send with that of the one you sign.',
      'Normalizing removes empty segments between slashes; the slash at the end of the path stays ("Create a canonical request", CanonicalUri).',
      'result = "/" + join(segments, "/") + (path ends with "/" and segments is not empty ? "/" : "")',
    ],
    variants: [
      {
        name: 'always',
        replace: (stages) => ({
          normalizePath: (path, normalize) => dropEndSlash(stages.normalizePath(path, normalize)),
        }),
      },
      {
        name: 'while normalizing',
        replace: (stages) => ({
          normalizePath: (path, normalize) =>
            normalize
              ? dropEndSlash(stages.normalizePath(path, true))
              : stages.normalizePath(path, false),
        }),
      },
    ],
  },
  {
    ...common,
    id: 'path-missing-stage',
    title: 'The first segment of the path, an API’s stage, is not signed',
    why: 'API Gateway signs the path that the client sent, with the stage in it: /dev/pets, not /pets.',
    fix: 'Sign the whole path of the URL that is called.',
    frequency: 4,
    hints: [
      'Put the URL that you call and the path that you sign next to each other.',
      'The canonical URI is the absolute path of the URL: all between the host and the question mark ("Create a canonical request", CanonicalUri).',
      'path = new URL(invokeUrl).pathname, which begins with "/dev"',
    ],
    variants: [
      {
        name: 'the first segment left out',
        replace: (stages) => ({
          pathToSign: (request) => stages.pathToSign(request).replace(/^\/[^/]+/, '') || '/',
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
      'Do just the requests with a query string fail?',
      'The canonical URI is the path alone; the query string is the next line ("Create a canonical request", CanonicalUri).',
      '[path, query] = split target at the first "?"',
    ],
    variants: [
      {
        name: 'in both lines',
        replace: (stages) => ({
          pathToSign: (request) =>
            request.query === ''
              ? stages.pathToSign(request)
              : `${stages.pathToSign(request)}?${request.query}`,
        }),
      },
      {
        name: 'in the path and not in the query string',
        replace: (stages) => ({
          splitQuery: () => [],
          pathToSign: (request) =>
            request.query === ''
              ? stages.pathToSign(request)
              : `${stages.pathToSign(request)}?${request.query}`,
        }),
      },
      {
        name: 'in the path, not encoded, and not in the query string',
        replace: (stages) => ({
          splitQuery: () => [],
          pathToSign: (request) =>
            request.query === ''
              ? stages.pathToSign(request)
              : `${stages.pathToSign(request)}?${request.query}`,
          encodePath: (path) => path,
        }),
      },
    ],
  },
  {
    ...common,
    id: 'path-empty-not-slash',
    title: 'An empty path is not signed as a slash',
    why: 'A URL without a path is requested as /, and so it is signed.',
    fix: 'Take / where the path is empty.',
    frequency: 2,
    hints: [
      'What is the second line of your canonical request where there is no path?',
      'If the absolute path is empty, a slash is used ("Create a canonical request", CanonicalUri).',
      'path = path === "" ? "/" : path',
    ],
    variants: [
      {
        name: 'the root path signed as an empty line',
        replace: (stages) => ({
          normalizePath: (path, normalize) => {
            const normalized = stages.normalizePath(path, normalize);
            return normalized === '/' ? '' : normalized;
          },
        }),
      },
      {
        name: 'an empty path left empty',
        replace: (stages) => ({
          normalizePath: (path, normalize) =>
            path === '' ? '' : stages.normalizePath(path, normalize),
        }),
      },
    ],
  },
  {
    ...common,
    id: 'path-double-slash-kept',
    title: 'Repeated slashes of the path are kept',
    why: 'Normalizing turns repeated slashes into one; URL parsers resolve dots and leave the slashes.',
    fix: 'Drop empty segments too when you normalize the path.',
    frequency: 2,
    hints: [
      'Look at the failing paths: where do two slashes meet?',
      'Redundant path components are removed, empty segments among them ("Create a canonical request", CanonicalUri).',
      'segments = filter(split(path, "/"), segment → segment is neither "" nor ".")',
    ],
    variants: [
      {
        name: 'dots resolved, slashes kept',
        replace: (stages) => ({
          normalizePath: (path, normalize) =>
            normalize ? removeDotsOnly(path) : stages.normalizePath(path, false),
        }),
      },
      {
        name: 'dots resolved, slashes kept, unless the path is nothing but slashes',
        replace: (stages) => ({
          normalizePath: (path, normalize) =>
            normalize && !/^\/*$/.test(path)
              ? removeDotsOnly(path)
              : stages.normalizePath(normalize ? removeDotSegments(path) : path, false),
        }),
      },
    ],
  },
];
