import contested from '../../../fixtures/sigv4/contested.json';
import extended from '../../../fixtures/sigv4/extended.json';
import official from '../../../fixtures/sigv4/official.json';
import s3 from '../../../fixtures/sigv4/s3.json';
import { type SuiteFile, storedContext, storedRequest } from '../../sigv4/vectors';
import type { UnsignedVector } from '../sheet/examples';
import { wholeRequest } from './usual-request';

/** The vectors of all suites, without their figures: the page computes those itself. */
export const VECTORS: readonly UnsignedVector[] = [official, extended, s3].flatMap((suite) =>
  unsigned(suite as unknown as SuiteFile),
);

/** Requests on which maintained signers differ. */
export const CONTESTED: readonly UnsignedVector[] = unsigned(contested as unknown as SuiteFile);

function unsigned({ defaults, cases }: SuiteFile): UnsignedVector[] {
  return cases.map(({ name, request, context }) => ({
    name,
    request: storedRequest(wholeRequest(request)),
    context: storedContext(defaults, context),
  }));
}
