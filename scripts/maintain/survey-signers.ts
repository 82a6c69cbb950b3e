import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { selectCases } from '../check-signer/cases/select-cases';
import { LIBRARIES, type Library } from '../check-signer/examples/libraries';
import { diagnoseVerdicts } from '../check-signer/judge/diagnose-verdicts';
import { type CaseVerdict, judge } from '../check-signer/judge/judge';
import { signerInput } from '../check-signer/protocol/signer-input';
import { askSigner } from '../check-signer/signer/ask-signer';
import { ROOT } from '../files/root';
import type { Mode } from '../sigv4/vectors';

// Gives all vectors to the best-known signers, and writes what each gets wrong into the checker's README:
// `npm run survey-signers`. A library that is not installed keeps its row.

const README = path.join(ROOT, 'scripts/check-signer/README.md');

/** Generous: Go compiles first. */
const TIMEOUT = 30_000;

/** What is shown of each, at most. */
const SHOWN = 6;

/** What came of a library's run, as a row of the table. */
export async function surveyRow(
  { name, language, program, note }: Library,
  version: string,
  date: string,
): Promise<string> {
  const cases = selectCases({ set: 'all', mode: 'both', only: [] });
  const options = { timeout: TIMEOUT, directory: ROOT };
  const { outcomes, fault } = await askSigner(program, cases.map(signerInput), options);
  if (fault) throw new Error(`${name}: ${fault.message}\n${fault.stderr}`);
  const verdicts = cases.map((asked) => judge(asked, outcomes.get(asked.id)?.outcome));
  const cells = [
    `${name} ${version}`,
    language,
    date,
    share(verdicts, 'header'),
    share(verdicts, 'query'),
    wrongs(verdicts, note),
    sends(verdicts),
  ];
  return `| ${cells.join(' | ')} |`;
}

/** How many passed, of those that the library can express. */
function share(verdicts: readonly CaseVerdict[], mode: Mode): string {
  const asked = verdicts.filter((one) => one.case.mode === mode && one.status !== 'skip');
  const passed = asked.filter(({ status }) => status === 'pass');
  return asked.length === 0 ? '–' : `${passed.length}/${asked.length}`;
}

function wrongs(verdicts: readonly CaseVerdict[], note?: string): string {
  const { explanations, unexplained } = diagnoseVerdicts(verdicts);
  const named = explanations
    .flatMap(({ members }) => members)
    .map(({ mistake, shows }) => `\`${mistake}\` ${shows}`);
  const open = unexplained?.cases.length ?? 0;
  const errors = verdicts.filter(({ status }) => status === 'error').length;
  const texts = [
    ...named,
    ...(open === 0 ? [] : [`not explained ${open}`]),
    ...(errors === 0 ? [] : [`errors ${errors}`]),
  ];
  if (texts.length === 0) return 'nothing';
  return [texts.join(', '), ...(note && open + errors > 0 ? [note] : [])].join('. It ');
}

/** What it sends that differs from what was asked, but signs correctly. */
function sends(verdicts: readonly CaseVerdict[]): string {
  const counts = new Map<string, number>();
  for (const { status, signed } of verdicts) {
    for (const text of status === 'pass' ? (signed?.sends ?? []) : []) {
      const kind = text.includes(' instead of ') ? text.slice(0, text.indexOf(' ')) : text;
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
    }
  }
  const sorted = [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([kind, count]) => `${kind} ${count}`);
  if (sorted.length > SHOWN) sorted.splice(SHOWN, Infinity, '…');
  return sorted.join(', ') || '–';
}

const HEAD = [
  '| library | language | run on | header | query | gets wrong, in cases | sends another request, correctly signed |',
  '|---|---|---|---|---|---|---|',
];

/** The README with the table of rows between its two marks; the rows of other libraries stay. */
export function withTable(
  readme: string,
  rows: ReadonlyMap<string, string>,
  order: readonly string[],
): string {
  const [before = '', rest = ''] = readme.split('<!-- survey -->\n');
  const [table = '', after = ''] = rest.split('<!-- end of survey -->');
  const old = new Map(
    table
      .split('\n')
      .slice(HEAD.length)
      .filter((line) => line.startsWith('|'))
      .map((line) => [/^\| (\S+)/.exec(line)?.[1] ?? '', line]),
  );
  const lines = order.flatMap((name) => rows.get(name) ?? old.get(name) ?? []);
  return `${before}<!-- survey -->\n${[...HEAD, ...lines].join('\n')}\n<!-- end of survey -->${after}`;
}

/** Asks all libraries that are installed, and writes the table. */
export async function surveySigners(): Promise<void> {
  const date = new Date().toISOString().slice(0, 10);
  const rows = new Map<string, string>();
  for (const library of LIBRARIES) {
    const version = library.version();
    if (version === undefined) {
      console.log(`${library.name} is not installed here: its row stays.`);
      continue;
    }
    const row = await surveyRow(library, version, date);
    console.log(row);
    rows.set(library.name, row);
  }
  const order = LIBRARIES.map(({ name }) => name);
  writeFileSync(README, withTable(readFileSync(README, 'utf8'), rows, order));
}
