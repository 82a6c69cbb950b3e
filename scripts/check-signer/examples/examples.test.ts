import path from 'node:path';
import { ROOT } from '../../files/root';
import { allVectors, MODES, officialVectors, type Vector } from '../../sigv4/vectors';
import type { CheckCase } from '../cases/select-cases';
import { type CaseVerdict, judge } from '../judge/judge';
import { signerInput } from '../protocol/signer-input';
import { askSigner } from '../signer/ask-signer';
import type { Program } from '../signer/program';
import { LANGUAGES } from '../testing/languages';

/** Generous: it is not speed that is tested, and Go and Java compile first. */
const TIMEOUT = 20_000;
jest.setTimeout(4 * TIMEOUT);

const example = (file: string) => path.join(__dirname, file);

function casesOf(vectors: readonly Vector[]): CheckCase[] {
  return MODES.flatMap((mode) => vectors.map((vector) => ({ vector, mode }))).map((one, index) => ({
    id: index + 1,
    ...one,
  }));
}

async function verdictsOn(program: Program, cases: readonly CheckCase[]): Promise<CaseVerdict[]> {
  const options = { timeout: TIMEOUT, directory: ROOT };
  const { outcomes, fault, remarks } = await askSigner(program, cases.map(signerInput), options);
  expect({ fault, remarks }).toEqual({ fault: undefined, remarks: [] });
  return cases.map((asked) => judge(asked, outcomes.get(asked.id)?.outcome));
}

/** What did not pass, with the reason. */
function notPassed(verdicts: readonly CaseVerdict[]) {
  return verdicts
    .filter(({ status }) => status !== 'pass')
    .map(({ case: { vector, mode }, status, message }) => ({
      name: vector.name,
      mode,
      status,
      message,
    }));
}

const ALL = allVectors();

/** The last case of each group: the shell starts two programs for each, which takes a while. */
const ONE_OF_EACH_GROUP = ALL.filter(
  ({ group }, index) => ALL.findLastIndex((other) => other.group === group) === index,
);

for (const { language, isAtHand, commandIn, isQuick } of LANGUAGES) {
  if (!isAtHand()) {
    console.log(`Not at hand here: ${language}. Its example signer is not tested.`);
    continue;
  }
  test(`the example in ${language} signs as AWS does`, async () => {
    const command = commandIn(__dirname);
    const vectors = isQuick ? ALL : ONE_OF_EACH_GROUP;
    const verdicts = await verdictsOn({ kind: 'command', command }, casesOf(vectors));
    expect(notPassed(verdicts)).toEqual([]);
  });
}

const moduleOf = (file: string): Program => ({
  kind: 'module',
  file: example(file),
  exportName: 'sign',
});

test('@smithy/signature-v4 passes both sets', async () => {
  expect(notPassed(await verdictsOn(moduleOf('smithy.ts'), casesOf(ALL)))).toEqual([]);
});

test('aws4 passes what it can express of the official suite, and skips the rest', async () => {
  const verdicts = await verdictsOn(moduleOf('aws4.ts'), casesOf(officialVectors()));
  const unnormalized = /-unnormalized$/;
  const rewritten = /^get-(utf8|space-normalized)$/;
  const expected = casesOf(officialVectors())
    .map(({ vector, mode }) => ({ name: vector.name, mode, status: 'skip' }))
    .filter(({ name }) => unnormalized.test(name) || rewritten.test(name))
    .map((skipped) => ({
      ...skipped,
      message: unnormalized.test(skipped.name)
        ? 'aws4 normalizes every path'
        : 'aws4 sends another path',
    }));
  expect(expected).toHaveLength(18);
  expect(notPassed(verdicts)).toEqual(expected);
});
