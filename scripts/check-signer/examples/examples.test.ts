import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { ROOT } from '../../files/root';
import { allVectors, MODES, officialVectors, type Vector } from '../../sigv4/vectors';
import type { CheckCase } from '../cases/select-cases';
import { type CaseVerdict, judge } from '../judge/judge';
import { signerInput } from '../protocol/signer-input';
import { askSigner } from '../signer/ask-signer';
import type { Program } from '../signer/program';

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

/** What a command prints; nothing if there is no such command, or it fails. */
function printedBy(command: string, ...args: string[]): string {
  const { status, stdout } = spawnSync(command, args, { encoding: 'utf8' });
  return status === 0 ? stdout : '';
}

const ALL = allVectors();

/** The last case of each group: the shell starts two programs for each, which takes a while. */
const ONE_OF_EACH_GROUP = ALL.filter(
  ({ group }, index) => ALL.findLastIndex((other) => other.group === group) === index,
);

interface Language {
  language: string;
  isAtHand(): boolean;
  command: string;
  vectors: Vector[];
}

const LANGUAGES: Language[] = [
  {
    language: 'Python 3',
    isAtHand: () => printedBy('python3', '--version') !== '',
    command: `python3 "${example('python/signer.py')}"`,
    vectors: ALL,
  },
  {
    language: 'Go',
    isAtHand: () => printedBy('go', 'version') !== '',
    command: `go run "${example('go/signer.go')}"`,
    vectors: ALL,
  },
  {
    language: 'Java 17 or later',
    isAtHand: () => Number(/^\S+ (\d+)/.exec(printedBy('java', '--version'))?.[1]) >= 17,
    command: `java "${example('java/Signer.java')}"`,
    vectors: ALL,
  },
  {
    language: 'bash with openssl and jq',
    isAtHand: () => printedBy('bash', '-c', 'openssl version && jq --version') !== '',
    command: `bash "${example('shell/signer.sh')}"`,
    vectors: ONE_OF_EACH_GROUP,
  },
];

for (const { language, isAtHand, command, vectors } of LANGUAGES) {
  if (!isAtHand()) {
    console.log(`Not at hand here: ${language}. Its example signer is not tested.`);
    continue;
  }
  test(`the example in ${language} signs as AWS does`, async () => {
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
