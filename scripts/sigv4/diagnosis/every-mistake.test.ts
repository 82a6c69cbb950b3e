import { EVERY_WAY, testNames } from '../testing/every-mistake';

describe('from signatures alone', () => testNames('signature', EVERY_WAY));

// every-mistake.long.test.ts tries all ways.
describe('from all stages, the first way to make each mistake', () => {
  const isFirst = ({ mistake }: (typeof EVERY_WAY)[number], index: number) =>
    EVERY_WAY.findIndex((one) => one.mistake === mistake) === index;
  testNames('all stages', EVERY_WAY.filter(isFirst));
});
