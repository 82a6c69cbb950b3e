import { CHECKED_VARIANTS, namedByChecks } from './testing/catalogue-in-checks';

// One way to make each mistake; catalogue-in-checks.long.test.ts tries them all.
const firstWays = CHECKED_VARIANTS.filter(
  ({ id }, index) => CHECKED_VARIANTS.findIndex((one) => one.id === id) === index,
);

test.each(firstWays)(
  'the checks of steps 07 and 08 catch and name $id: $name',
  ({ id, stages }) => {
    expect(namedByChecks(stages)).toContainEqual([id]);
  },
);
