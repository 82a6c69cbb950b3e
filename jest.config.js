// Transpile only: types are checked by `npm run typecheck`, so that a check answers at once.
const typescript = {
  '^.+\\.ts$': ['<rootDir>/scripts/jest/transformer.js', { tsconfig: '<rootDir>/tsconfig.json' }],
};

const common = {
  rootDir: __dirname,
  testEnvironment: 'node',
  transform: typescript,
  modulePathIgnorePatterns: ['<rootDir>/.workshop/'],
};

/** The checks of the steps, run on the files in steps/ that the learner writes. */
const steps = {
  ...common,
  displayName: 'steps',
  roots: ['<rootDir>/steps'],
  testMatch: ['<rootDir>/steps/*/*.test.ts'],
  testEnvironment: '<rootDir>/scripts/jest/check-environment.js',
  setupFilesAfterEnv: [
    '<rootDir>/scripts/jest/guard-secrets.ts',
    '<rootDir>/scripts/jest/matchers.ts',
  ],
};

/** The same checks, with each file that has a finished version in solutions/ replaced by it. */
const solutions = {
  ...steps,
  displayName: 'solutions',
  resolver: '<rootDir>/scripts/jest/solution-resolver.js',
};

/** The tests of the workshop's own tools. */
const workshop = {
  ...common,
  displayName: 'workshop',
  roots: ['<rootDir>/scripts'],
  testMatch: ['<rootDir>/scripts/**/*.test.ts'],
  testPathIgnorePatterns: ['\\.long\\.test\\.ts$'],
};

/** Those of them that take minutes: `npm run test-long`. */
const long = {
  ...workshop,
  displayName: 'long',
  testMatch: ['<rootDir>/scripts/**/*.long.test.ts'],
  testPathIgnorePatterns: [],
};

module.exports = {
  projects: [steps, solutions, workshop, long],
  testSequencer: '<rootDir>/scripts/jest/sequencer.js',
  // Many tests wait for processes: a machine of two cores would have only one of them at work.
  maxWorkers: '100%',
  // Real processes and browsers are waited for; how long they may take is the machine's business.
  testTimeout: 60_000,
};
