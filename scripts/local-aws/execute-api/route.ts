import { remember } from '../account/remember';
import type { StoredMethod, StoredResource } from '../services/apigateway/state';

/** The resource and method that serve a request. */
export interface MethodRoute {
  resource: StoredResource;
  method: StoredMethod;
  /** Values of `{name}` and `{name+}`, as they stood in the request, still percent-encoded. */
  pathParameters: Record<string, string>;
}

/**
 * Finds the method that serves `httpMethod` on `path` (below the stage, percent-encoded).
 *
 * The most specific resource wins: at the first segment that differs, a literal goes before
 * `{name}` and `{name}` before `{name+}`. Its own method is taken, or else its ANY; a resource with
 * neither is no route for this request, and the next best one serves it. One trailing slash is
 * ignored.
 *
 * @returns undefined if no resource with such a method matches
 */
export function matchRoute(
  resources: StoredResource[],
  httpMethod: string,
  path: string,
): MethodRoute | undefined {
  const segments = segmentsOf(path);
  const best = resources
    .filter((resource) => methodFor(resource, httpMethod) !== undefined)
    .map((resource) => ({ resource, pattern: patternOf(resource.path) }))
    .filter(({ pattern }) => matches(pattern, segments))
    .sort((a, b) => bySpecificity(a.pattern, b.pattern))[0];
  const method = best && methodFor(best.resource, httpMethod);
  if (!best || !method) return undefined;
  return { resource: best.resource, method, pathParameters: parametersOf(best.pattern, segments) };
}

function methodFor(
  { resourceMethods }: StoredResource,
  httpMethod: string,
): StoredMethod | undefined {
  return Object.hasOwn(resourceMethods, httpMethod)
    ? resourceMethods[httpMethod]
    : resourceMethods.ANY;
}

/** `/pets/{id}/` gives `['pets', '{id}']`, `/` gives none. */
function segmentsOf(path: string): string[] {
  const inner = path.replace(/^\//, '').replace(/\/$/, '');
  return inner === '' ? [] : inner.split('/');
}

/** The segments of a resource's path. */
const patternOf = remember(segmentsOf, 1000);

const isGreedy = (segment: string) => segment.endsWith('+}');
const isParameter = (segment: string) => segment.startsWith('{');

function matches(pattern: string[], segments: string[]): boolean {
  const greedy = pattern.at(-1) !== undefined && isGreedy(pattern.at(-1)!);
  const lengthFits = greedy
    ? segments.length >= pattern.length
    : segments.length === pattern.length;
  return lengthFits && pattern.every((part, index) => matchesSegment(part, segments[index]));
}

/** A parameter takes any segment but an empty one, as left by a double slash. */
function matchesSegment(part: string, segment: string | undefined): boolean {
  return isParameter(part) ? segment !== '' : part === segment;
}

/** Sorts by the first segment that differs in kind; the longer pattern goes first otherwise. */
function bySpecificity(a: string[], b: string[]): number {
  const shared = a.slice(0, b.length);
  const difference = shared.findIndex((segment, index) => kindOf(segment) !== kindOf(b[index]!));
  if (difference === -1) return b.length - a.length;
  return kindOf(a[difference]!) - kindOf(b[difference]!);
}

/** 0 for a literal, 1 for `{name}`, 2 for `{name+}`: the lower, the more specific. */
function kindOf(segment: string): number {
  if (!isParameter(segment)) return 0;
  return isGreedy(segment) ? 2 : 1;
}

function parametersOf(pattern: string[], segments: string[]): Record<string, string> {
  const parameters: Record<string, string> = {};
  pattern.forEach((part, index) => {
    if (!isParameter(part)) return;
    const greedy = isGreedy(part);
    const name = part.slice(1, greedy ? -2 : -1);
    parameters[name] = greedy ? segments.slice(index).join('/') : segments[index]!;
  });
  return parameters;
}
