import { namePrintingTest } from './output';

// Jest loads this file into each check that a worker runs.
namePrintingTest(console, () => expect.getState().currentTestName);
