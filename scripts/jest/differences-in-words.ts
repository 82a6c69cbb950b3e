import type { Difference } from '../sigv4/first-difference';
import { canonicalRequestParts, type Stage, TITLES } from '../sigv4/stages';
import { namesOnLines } from './contributions';

/**
 * What signing must add and has not: of a header or a parameter that is missing, no signature tells.
 *
 * @param stage only of what is sent there is something to say
 * @returns lines; none if nothing is missing
 */
export function missingNames(stage: Stage, expected: string, actual: string): string[] {
  if (stage !== 'signed-headers-added' && stage !== 'signed-query') return [];
  const sent = new Set(namesIn(actual));
  const missing = namesIn(expected).filter((name) => !sent.has(name));
  if (missing.length === 0) return [];
  return [
    `Missing among the ${TITLES[stage]}: ${missing.join(', ')}.`,
    'AWS reads each of them from the request itself: send it, whether it is signed or not.',
  ];
}

/** Of lines `name:value` or `name=value`. */
function namesIn(lines: string): string[] {
  return lines.split('\n').map((line) => line.split(/[:=]/)[0] ?? '');
}

/**
 * The order of the headers, where it alone is wrong: a first line that differs looks like a wrong
 * value then.
 *
 * @param expected a canonical request, as `actual` is
 * @returns lines; none if other headers are there, or the difference is elsewhere
 */
export function orderOfHeaders({ part }: Difference, expected: string, actual: string): string[] {
  if (part !== 'canonical-headers' && part !== 'headers-to-sign') return [];
  const [should, is] = [expected, actual].map(headerNames) as [string[], string[]];
  if (should.join() === is.join() || should.toSorted().join() !== is.toSorted().join()) return [];
  return [`  order     expected ${should.join(', ')}`, `            actual   ${is.join(', ')}`];
}

function headerNames(canonicalRequest: string): string[] {
  return namesOnLines(canonicalRequestParts(canonicalRequest)['canonical-headers']);
}
