import { CHECKED_VARIANTS, namedByChecks } from './testing/catalogue-in-checks';

test.each(CHECKED_VARIANTS)(
  'the checks of steps 07 and 08 catch and name $id: $name',
  ({ id, stages }) => {
    expect(namedByChecks(stages)).toContainEqual([id]);
  },
);
