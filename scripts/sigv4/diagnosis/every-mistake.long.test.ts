import { EVERY_WAY, testNames } from '../testing/every-mistake';

describe('from all stages', () => testNames('all stages', EVERY_WAY));
