import { mistakeAtLoading, mistakeInCase, mistakeOfEnding } from '../../inspect/mistakes/found';
import type { Mistake } from '../../sigv4/mistakes/mistake';
import type { Finding } from '../check/verdict';

/**
 * The ids of the mistakes that a check has found. None is nameless: where the catalogue gives no name,
 * the table of the checks does.
 *
 * @param mistakes of the catalogue, which reproduce what the finding shows
 * @returns none if the step passes, or its function is untouched
 */
export function idsOf(finding: Finding, mistakes: readonly Mistake[]): string[] {
  switch (finding.kind) {
    case 'passed':
    case 'to-do':
      return [];
    case 'failed':
      if (mistakes.length > 0) return mistakes.map(({ id }) => id);
      return [mistakeInCase(finding.message, finding.test[0] ?? '').id];
    case 'not-loaded':
      return [mistakeAtLoading(finding.message).id];
    default:
      return [mistakeOfEnding(finding.kind).id];
  }
}
