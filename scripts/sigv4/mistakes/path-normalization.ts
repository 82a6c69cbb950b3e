import { removeDotSegments } from '../staged-signer/path-stages';
import { AWS_ANSWERS } from './aws-answers';
import type { Mistake } from './mistake';
import { SPECIFICATION } from './specification';

const common = {
  specification: SPECIFICATION.canonicalRequest,
  awsAnswers: AWS_ANSWERS.mismatch,
} as const;

const dropEndSlash = (path: string) => (path.length > 1 ? path.replace(/\/+$/, '') : path);

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

/** Mistakes in what becomes of dots, slashes and an empty path. */
export const PATH_NORMALIZATION_MISTAKES: Mistake[] = [
  {
    ...common,
    id: 'path-not-normalized',
    title: 'Dots and empty segments of the path are not resolved',
    why: 'Every service except S3 resolves ".", ".." and repeated slashes before it signs.',
    fix: 'Before encoding, drop "." and empty segments, and let ".." remove the segment before it.',
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
    title: 'The path is normalized, but it must not be',
    why: 'If normalization is off, as for S3, then ".", ".." and empty segments are part of a name.',
    fix: 'Leave the path unchanged if the option says so.',
    frequency: 3,
    hints: [
      'Do only those cases fail whose option says not to normalize?',
      'Objects in S3 may have dots and empty segments in their names, so S3 does not normalize; all other services do ("Create a canonical request", CanonicalUri).',
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
    why: '/dev and /dev/ are different canonical URIs, even if both reach the same resource.',
    fix: 'Keep the slash at the end when you split the path and join it again.',
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
    id: 'path-empty-not-slash',
    title: 'An empty path is not signed as a slash',
    why: 'A URL without a path is requested as /, so / is signed.',
    fix: 'Use / if the path is empty.',
    frequency: 2,
    hints: [
      'What is the second line of your canonical request if the URL has no path?',
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
    why: 'Normalizing turns repeated slashes into one; URL parsers resolve dots, but keep the slashes.',
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
