import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { isRecord } from '../files/json';
import { RECORDED_SERVICES, type RecordedStep, recordedCalls } from '../local-aws/recorded-calls';

type Recordings = Record<string, { 'recorded-date': string; 'recorded-content': unknown }>;

/** An answer of a fixture, by where it was recorded. */
type Answer = RecordedStep & { test: string; answer: string };

/**
 * Compares the answers of fixtures/recorded-aws with a checkout of the recordings, and tells each
 * difference.
 * @param directory tests/aws/services in the checkout
 * @returns the exit code: 0 all is equal, 1 it is not
 */
export function proveRecordings(directory: string): 0 | 1 {
  const answers = RECORDED_SERVICES.flatMap((service) => recordedCalls(service).steps).filter(
    (step): step is Answer => step.test !== undefined,
  );
  const differences = answers.flatMap((answer) => differenceOf(answer, directory));
  for (const difference of differences) console.error(difference);
  if (differences.length > 0) {
    console.error(`${differences.length} of ${answers.length} answers differ from the recordings.`);
    return 1;
  }
  console.log(`All ${answers.length} answers are those of the recordings, figure by figure.`);
  return 0;
}

function differenceOf(step: Answer, directory: string): string[] {
  const [file = '', ...names] = step.test.split('::');
  const snapshot = path.join(directory, `${file}.snapshot.json`);
  const name = `${step.test}::${step.answer}`;
  if (!existsSync(snapshot)) return [`${name}: the checkout has no ${file}.snapshot.json`];
  const recordings: Recordings = JSON.parse(readFileSync(snapshot, 'utf8'));
  const content = newest(recordings, names.join('::'));
  if (!isRecord(content) || !(step.answer in content)) return [`${name} is not in the checkout`];
  const skip = (step.skip ?? []).map((pattern) => new RegExp(pattern));
  const recorded = compact(unwrapped(content[step.answer]), skip);
  return isDeepStrictEqual(recorded, compact(step.expect, skip)) ? [] : [`${name} differs`];
}

/** Where a test was recorded twice, the newer recording counts. */
function newest(recordings: Recordings, test: string): unknown {
  const keys = Object.keys(recordings)
    .filter((key) => key.split('::').slice(1).join('::') === test)
    .sort((one, other) => (dateOf(recordings, one) < dateOf(recordings, other) ? -1 : 1));
  const last = keys.at(-1);
  return last === undefined ? undefined : recordings[last]!['recorded-content'];
}

function dateOf(recordings: Recordings, key: string): string {
  return recordings[key]!['recorded-date'].replace(/(\d+)-(\d+)-(\d+), (.*)/, '$3-$2-$1 $4');
}

/** LocalStack's helper for making a function records its answer below this name. */
function unwrapped(recorded: unknown): unknown {
  return isRecord(recorded) ? (recorded.CreateFunctionResponse ?? recorded) : recorded;
}

/** The form of the fixtures: without HTTP headers, what is skipped, and runtimes of other languages. */
function compact(value: unknown, skip: RegExp[], at = ''): unknown {
  if (typeof value === 'string') {
    return /^(python3\.\d+|nodejs\d+\.x)$/.test(value) ? 'nodejs24.x' : value;
  }
  if (Array.isArray(value))
    return value.map((item, index) => compact(item, skip, `${at}[${index}]`));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([name, member]) => [name, member, at === '' ? name : `${at}.${name}`] as const)
      .filter(([name, , path]) => name !== 'HTTPHeaders' && !skip.some((one) => one.test(path)))
      .filter(([, , path]) => !OF_PYTHON.includes(path))
      .map(([name, member, path]) => [name, compact(listed(member, at), skip, path)]),
  );
}

/** Members that an error of a Python function has and one of a Node.js function has not. */
const OF_PYTHON = ['stackTrace', 'requestId'];

/** Some recordings show a multi-valued header of one value as a text. */
function listed(value: unknown, at: string): unknown {
  return at.endsWith('multiValueHeaders') && typeof value === 'string' ? [value] : value;
}
