import { type LocalAws, startLocalAws } from '.';
import { RECORDED_SERVICES, recordedCalls } from './recorded-calls';
import { LEFT_OUT } from './services/left-out';
import { type Bindings, factsOf } from './testing/recorded/compare';
import { Replay } from './testing/recorded/replay';

/** How many facts of each fixture agree; what does not is fixed, or declared in left-out.ts. */
const FACTS: Record<(typeof RECORDED_SERVICES)[number], number> = {
  sts: 60,
  iam: 181,
  lambda: 981,
  apigateway: 953,
  'execute-api': 636,
};

let local: LocalAws;
let replay: Replay;

beforeAll(async () => {
  local = await startLocalAws({ accounts: ['123456789012', '210987654321'] });
  replay = new Replay(local);
});

afterAll(async () => {
  replay.stop();
  await local.stop();
});

/** Answers all calls of a fixture, and compares those that were recorded. */
async function replayed(service: string) {
  const tests = new Map<string, Bindings>();
  const facts: { name: string; agrees: boolean; recorded: unknown; local: unknown }[] = [];
  replay.begin();
  for (const step of recordedCalls(service).steps) {
    const answer = await replay.answerTo(step);
    const { test, answer: name, expect: recorded, sortBy, skip } = step;
    if (test === undefined) continue;
    const bindings: Bindings = tests.get(test) ?? new Map();
    tests.set(test, bindings);
    for (const [placeholder, value] of replay.bindingsOf(step)) bindings.set(placeholder, value);
    const comparison = { bindings, replaced: local, sortBy, skip };
    for (const fact of factsOf(recorded, answer, comparison)) {
      facts.push({ ...fact, name: `${test}::${name}::${fact.path}` });
    }
  }
  return facts;
}

const declared = Object.values(LEFT_OUT).flatMap(({ facts }) =>
  facts.map((pattern) => new RegExp(`^${pattern.split('*').map(literally).join('.*')}$`)),
);

function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

test.each(RECORDED_SERVICES)(
  '%s answers as AWS was recorded to',
  async (service) => {
    const facts = await replayed(service);
    const different = facts.filter(({ agrees }) => !agrees);
    expect(different.filter(({ name }) => !declared.some((row) => row.test(name)))).toEqual([]);
    expect(facts.length - different.length).toBe(FACTS[service]);
  },
  60_000,
);
