import { ROOT } from '../../files/root';
import { allVectors, MODES, s3Vectors, type Vector } from '../../sigv4/vectors';
import type { CheckCase } from '../cases/select-cases';
import { diagnoseVerdicts } from '../judge/diagnose-verdicts';
import { type CaseVerdict, judge } from '../judge/judge';
import { signerInput } from '../protocol/signer-input';
import { askSigner } from '../signer/ask-signer';
import type { Program } from '../signer/program';
import { LANGUAGES } from '../testing/languages';
import { LIBRARIES } from './libraries';

/** Generous: it is not speed that is tested, and Go and Java compile first. */
const TIMEOUT = 20_000;
jest.setTimeout(4 * TIMEOUT);

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
    const vectors = isQuick ? [...ALL, ...s3Vectors()] : ONE_OF_EACH_GROUP;
    const verdicts = await verdictsOn({ kind: 'command', command }, casesOf(vectors));
    expect(notPassed(verdicts)).toEqual([]);
  });
}

/** What a library sends that differs from what was asked, without the texts that differ from case to case. */
function kindsSent(verdicts: readonly CaseVerdict[]): string[] {
  const texts = verdicts.flatMap(({ signed }) => signed?.sends ?? []);
  return [...new Set(texts.map((text) => text.replace(/ .* instead of .*/s, '')))].sort();
}

const SENT: Record<string, { skipped: number; sends: string[] }> = {
  '@smithy/signature-v4': {
    skipped: 0,
    sends: ['body signed', 'header x-amz-content-sha256 added', 'query'],
  },
  aws4: {
    skipped: 14,
    sends: [
      'body signed',
      'header content-length added',
      'header content-type added',
      'header x-amz-content-sha256 left out',
      'path',
      'query',
    ],
  },
  aws4fetch: {
    skipped: 16,
    sends: [
      'body signed',
      'header content-length not signed',
      'header content-type not signed',
      'header my-header1 changed',
      'header my-header2 changed',
      'header x-amz-content-sha256 left out',
      'path',
      'query',
    ],
  },
};

describe.each(Object.keys(SENT))('%s', (name) => {
  const library = LIBRARIES.find((one) => one.name === name)!;
  if (library.version() === undefined) {
    test.todo('is installed');
    return;
  }

  test('signs rightly what it sends, and sends otherwise what is known', async () => {
    const verdicts = await verdictsOn(library.program, casesOf(ALL));
    const { skipped, sends } = SENT[name]!;
    expect(notPassed(verdicts).filter(({ status }) => status !== 'skip')).toEqual([]);
    expect(notPassed(verdicts)).toHaveLength(skipped);
    expect(kindsSent(verdicts)).toEqual(sends);
  });
});

const amplify = LIBRARIES.find(({ name }) => name === '@aws-amplify/core')!;
if (amplify.version() !== undefined) {
  test("Amplify's mistakes are named, and nothing else", async () => {
    const verdicts = await verdictsOn(amplify.program, casesOf(ALL));
    const { explanations, unexplained } = diagnoseVerdicts(verdicts);
    expect(unexplained).toBeUndefined();
    expect(explanations.flatMap(({ mistakes }) => mistakes).sort()).toEqual([
      'path-not-normalized',
      'query-sorted-before-encoding',
      'reserved-not-encoded',
    ]);
  });
}
