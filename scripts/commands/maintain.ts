import path from 'node:path';
import { Command } from 'commander';

// What only maintainers of the workshop run, each with a script of npm.

const bench = new Command('bench')
  .description('measure the figures of .github/PROOF.md')
  .argument('[names...]', 'only these benches')
  .action(async (names: string[]) => {
    const { bench } = await import('../maintain/bench/bench');
    process.exitCode = bench(names);
  });

const generateStarters = new Command('generate-starters')
  .description('make the starters in steps/ from the files in solutions/')
  .option('--check', 'write nothing; fail if a starter has drifted from its solution')
  .action(async (options: { check?: boolean }) => {
    const { generateDriftedStarters } = await import('../maintain/generate-starters');
    process.exitCode = generateDriftedStarters(options);
  });

const generateGuide = new Command('generate-guide')
  .description('write where people get stuck into WORKSHOP.md, from the table of mistakes')
  .action(async () => {
    const { generateStuckTable } = await import('../maintain/stuck-table');
    generateStuckTable();
  });

const recordChecks = new Command('record-checks')
  .description('record the fingerprints of the checks, which show whether a check was changed')
  .action(async () => {
    const { recordChecks } = await import('../maintain/record-checks');
    recordChecks();
  });

const recordVectors = new Command('record-vectors')
  .description('record how other signers sign the extended and contested vectors')
  .action(async () => {
    const { recordVectors } = await import('../maintain/record-vectors');
    process.exitCode = await recordVectors();
  });

const proveVectors = new Command('prove-vectors')
  .description('compare fixtures/sigv4/official.json with a checkout of the official suite')
  .argument('<directory>', 'tests/aws-signing-test-suite/v4 in a checkout of awslabs/aws-c-auth')
  .option('--record', 'write the suite into the fixtures first; then run `npm run format`')
  .action(async (directory: string, options: { record?: boolean }) => {
    const { proveVectors } = await import('../maintain/prove-vectors');
    process.exitCode = proveVectors(directory, options);
  });

const proveRecordings = new Command('prove-recordings')
  .description('compare fixtures/recorded-aws with a checkout of the recordings')
  .argument('<directory>', 'tests/aws/services in a checkout of localstack/localstack')
  .action(async (directory: string) => {
    const { proveRecordings } = await import('../maintain/prove-recordings');
    process.exitCode = proveRecordings(directory);
  });

const generateLearnerPolicy = new Command('generate-learner-policy')
  .description('write the policy that a learner needs, from what the scripts call on local AWS')
  .action(async () => {
    const { generateLearnerPolicy } = await import('../verify/learner-policy/generate');
    await generateLearnerPolicy();
  });

const packChecker = new Command('pack-checker')
  .description('pack check-signer into a package that runs without the workshop')
  .argument('[folder]', 'where to put it', '.')
  .action(async (folder: string) => {
    const { packChecker } = await import('../maintain/pack-checker');
    // npm runs a script in the project's folder.
    const { INIT_CWD: calledIn = process.cwd() } = process.env;
    console.log(packChecker(path.resolve(calledIn, folder)));
  });

const surveySigners = new Command('survey-signers')
  .description('check the best-known signers, and write the table in the README of check-signer')
  .action(async () => {
    const { surveySigners } = await import('../maintain/survey-signers');
    await surveySigners();
  });

const picture = new Command('picture')
  .description('draw the picture in the README again, from the real output of the loop')
  .action(async () => {
    const { drawPicture } = await import('../maintain/picture/named-mistake');
    await drawPicture();
  });

export const MAINTAIN = [
  bench,
  generateStarters,
  generateGuide,
  recordChecks,
  recordVectors,
  proveVectors,
  proveRecordings,
  generateLearnerPolicy,
  packChecker,
  surveySigners,
  picture,
];
