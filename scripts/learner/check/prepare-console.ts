import { nameNoMistake } from '../../jest/name-mistake';
import { namePrintingTest } from './output';

// Jest loads this file into each check that a worker runs.
namePrintingTest(console, () => expect.getState().currentTestName);

// The loop names the mistake, and knows all results when it does.
nameNoMistake();
