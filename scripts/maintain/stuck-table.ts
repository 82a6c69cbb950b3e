import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../files/root';
import { CHECK_MISTAKES } from '../inspect/mistakes/found';
import { mistakeNamed } from '../sigv4/mistakes/catalogue';

/** Mistakes of signatures that most classes meet, by the step in which they are made. */
const IN_STEP_04 = ['headers-blank-line-missing', 'path-encoded-once', 'query-plus-kept'];

/**
 * The guide's table of where people get stuck, in Markdown: the mistakes that many make, in the words
 * that checks, reports and the class page have for them.
 */
export function stuckTable(): string {
  const ofChecks = CHECK_MISTAKES.flatMap(({ common = [], title, fix }) =>
    common.map((step) => ({ step, title, fix })),
  );
  const ofSignatures = IN_STEP_04.map((id) => ({ step: '04', ...mistakeNamed(id) }));
  const rows = [...ofChecks, ...ofSignatures]
    .toSorted((one, other) => Number(one.step) - Number(other.step))
    .map(({ step, title, fix }) => `| ${step} | ${title} | ${fix} |`);
  return ['| step | where | what helps |', '|---|---|---|', ...rows].join('\n');
}

const GUIDE = path.join(ROOT, 'WORKSHOP.md');
const HEADING = '### Where people get stuck\n\n';

/** Writes the table into the guide, in the place of the one there. */
export function generateStuckTable(): void {
  const guide = readFileSync(GUIDE, 'utf8');
  const [before = '', after] = guide.split(HEADING);
  if (after === undefined) throw new Error(`WORKSHOP.md has no heading ${HEADING.trim()}.`);
  const rest = after.slice(after.indexOf('\n\n'));
  writeFileSync(GUIDE, before + HEADING + stuckTable() + rest);
}
