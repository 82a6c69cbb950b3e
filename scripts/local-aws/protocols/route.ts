import { percentDecode, queryParameters, type ReceivedRequest } from '../wire/http';
import type { OperationShape } from './shapes';

/** The operation that a request means, and the labels of its path, decoded. */
export interface OperationRoute {
  shape: OperationShape;
  labels: Record<string, string>;
}

interface Pattern {
  shape: OperationShape;
  method: string;
  segments: string[];
  /** Query parameters that are part of the route, as in `/restapis?mode=import`. */
  query: [name: string, value: string][];
}

/**
 * Makes the routing function of a REST service.
 * @param shapes its operations; those without an HTTP binding are left out
 * @returns a function that finds the operation of a request, or undefined
 */
export function routerOf(
  shapes: OperationShape[],
): (request: ReceivedRequest) => OperationRoute | undefined {
  const patterns = shapes.flatMap(patternOf).sort(bySpecificity);
  return (request) => {
    const segments = segmentsOf(request.path);
    const query = queryParameters(request.query);
    for (const pattern of patterns) {
      if (pattern.method !== request.method) continue;
      const labels = matchSegments(pattern.segments, segments);
      if (labels && hasParameters(query, pattern.query)) return { shape: pattern.shape, labels };
    }
    return undefined;
  };
}

function patternOf(shape: OperationShape): Pattern[] {
  if (!shape.http) return [];
  const [path = '', query = ''] = shape.http.path.split('?');
  return [
    {
      shape,
      method: shape.http.method,
      segments: segmentsOf(path),
      query: queryParameters(query),
    },
  ];
}

/** A route with a fixed query goes before one without, and fixed segments go before labels. */
function bySpecificity(a: Pattern, b: Pattern): number {
  return b.query.length - a.query.length || labelCount(a) - labelCount(b);
}

function labelCount({ segments }: Pattern): number {
  return segments.filter(isLabel).length;
}

/** A final slash makes no difference to the services. */
function segmentsOf(path: string): string[] {
  return path.replace(/^\/+|\/+$/g, '').split('/');
}

function matchSegments(pattern: string[], segments: string[]): Record<string, string> | undefined {
  const labels: Record<string, string> = {};
  for (const [index, part] of pattern.entries()) {
    const segment = segments[index];
    if (segment === undefined) return undefined;
    if (part.endsWith('+}')) {
      labels[part.slice(1, -2)] = percentDecode(segments.slice(index).join('/'));
      return labels;
    }
    if (isLabel(part) && segment !== '') labels[part.slice(1, -1)] = percentDecode(segment);
    else if (part !== segment) return undefined;
  }
  return pattern.length === segments.length ? labels : undefined;
}

function isLabel(segment: string): boolean {
  return segment.startsWith('{');
}

function hasParameters(query: [string, string][], wanted: [string, string][]): boolean {
  return wanted.every(([name, value]) =>
    query.some(([sentName, sentValue]) => sentName === name && sentValue === value),
  );
}
